import { MemoryEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { placeIn } from './span.js';

let now = '';
const store = new MemoryEventStore(() => now);
const place = (asked: Parameters<typeof placeIn>[2], end = 2n) => placeIn(store, end, asked, 'from');

beforeAll(async () => {
  for (const [revision, at] of ['2026-07-01T10:00:00.000Z', '2026-07-02T19:00:00.000Z'].entries()) {
    now = at;
    await store.append('thing-x', revision, [{ type: 'Happened', data: {} }], { ...aCause(), commandId: at });
  }
});

describe('a place in the record', () => {
  test('is a position as it is written', async () => expect(await place({ position: '1' })).toBe(1n));
  test('is what was recorded by a moment', async () =>
    expect(await place({ moment: '2026-07-02T18:59:59Z' })).toBe(1n));
  test('of a date is its end in Bishkek, which is six hours before', async () => {
    expect(await place({ moment: '2026-07-02' })).toBe(1n);
    expect(await place({ moment: '2026-07-03' })).toBe(2n);
  });
  test('does not lie after the place as of which the question stands', async () =>
    expect(await place({ moment: '2026-07-03' }, 1n)).toBe(1n));
  test('is none where none was said', async () => expect(await place({})).toBeUndefined());

  test.each([
    ['text that is no position', { position: 'yesterday' }, 'NOT_A_POSITION'],
    ['a negative position', { position: '-1' }, 'NOT_A_POSITION'],
    ['nothing at all', { position: '' }, 'NOT_A_POSITION'],
    ['a position that was not reached', { position: '3' }, 'BEYOND_THE_RECORD'],
    ['a moment without a zone', { moment: '2026-07-02T10:00:00' }, 'NEITHER_MOMENT_NOR_DATE'],
    ['a date that is none', { moment: '2026-02-30' }, 'NEITHER_MOMENT_NOR_DATE'],
    ['two at once', { position: '1', moment: '2026-07-02' }, 'ONE_OF_TWO'],
  ])('is refused for %s', async (_, asked, fault) =>
    expect(await place(asked).catch((error: { fault: string }) => error.fault)).toBe(fault),
  );
});
