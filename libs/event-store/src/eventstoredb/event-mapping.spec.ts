import { describe, expect, test } from '@jest/globals';
import { recordable } from '../recordable.js';
import { aCause } from '../store-under-test.js';
import { eventIdOf, eventsToAppend } from './event-mapping.js';

describe('an event on its way to EventStoreDB', () => {
  const now = '2026-05-01T10:00:00.000Z';
  const written = (cause = aCause({ commandId: 'command-7' })) => {
    const wish = { stream: 'count-1', expected: 0, restsOn: [], fingerprint: null };
    const events = [
      { type: 'Counted', data: { n: 1 } },
      { type: 'Counted', data: { n: 0.1 + 0.2, big: 1e21, minus: -0, none: null, Ы: ['ң'] } },
    ];
    const append = recordable('count-1', events, cause, (place) => eventIdOf(cause.commandId, place));
    return eventsToAppend({ ...wish, ...append, commandId: cause.commandId, correlationId: cause.correlationId }, now);
  };

  test('has an id that follows from its command and its place, whenever and wherever it is sent', () => {
    // As another program (Python's uuid5) makes them.
    expect(written().map(({ id }) => id)).toEqual([
      'fd23a088-c468-5ffe-9c3d-b670d8893f24',
      'fe2b65d2-67b0-5865-976d-e24eb0e5509a',
    ]);
    const ids = ['a', 'b'].flatMap((command) => Array.from({ length: 100 }, (_, place) => eventIdOf(command, place)));
    expect(new Set(ids).size).toBe(200);
    // A UUID of version 5.
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test('carries its cause, and of the names that are the server’s only those of correlation and causation', () => {
    const cause = aCause({ causationId: 'event-1', correlationId: 'request-1' });
    expect(written(cause)[0]!.metadata).toEqual({
      ...{ $correlationId: 'request-1', $causationId: 'event-1' },
      ...{ schemaVersion: 1, recordedAt: now, cause },
    });
    expect(Object.keys(written()[0]!.metadata).filter((name) => name.startsWith('$'))).toEqual(['$correlationId']);
  });

  test('has the numbers and texts that it was given', () =>
    expect(JSON.stringify(written()[1]!.data)).toBe(
      '{"n":0.30000000000000004,"big":1e+21,"minus":0,"none":null,"Ы":["ң"]}',
    ));
});
