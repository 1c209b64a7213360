import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from '@baikoo/database';
import { type EventStore, MemoryEventStore, PostgresEventStore } from '@baikoo/event-store';
import { aCause, type ServerUnderTest, startServerUnderTest } from '@baikoo/event-store/testing';
import { type Hash, treeRoot } from '../domain/index.js';
import { findEnd, keepPage } from './keep-page.js';
import { MemoryTiles } from './memory-tiles.js';

const START = Date.UTC(2026, 0, 1);

/** Appends to a few histories. The clock of who appends may go back. */
const appends = fc.array(
  fc.record({
    stream: fc.constantFrom('count-1', 'count-2', 'plan-концепция', 'plan-"quoted"\\'),
    clock: fc.integer({ min: START, max: START + 5_000 }),
    reason: fc.option(fc.string({ unit: 'grapheme' })),
    events: fc.array(
      fc.record({
        eventId: fc.uuid(),
        type: fc.constantFrom('Counted', 'Названо'),
        schemaVersion: fc.integer({ min: 1, max: 3 }),
        data: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  { minLength: 25, maxLength: 30 },
);

/** The root of the tree that is kept over a record, and whether events are found in it by their positions. */
async function treeOf(record: EventStore): Promise<{ root: string; size: number; isFound: boolean }> {
  const tiles = new MemoryTiles();
  await keepPage(tiles, record, await findEnd(tiles));
  const { size } = await tiles.head();
  const root: Hash = await treeRoot(size, tiles);
  const events = await record.readLog(0n, 1_000);
  const places = [0, 7, size - 1];
  const found = await Promise.all(places.map((place) => tiles.findIndex(record, events[place]!.position)));
  return { root: root.toString('hex'), size, isFound: isDeepStrictEqual(found, places) };
}

let server: ServerUnderTest;
beforeAll(async () => {
  server = await startServerUnderTest();
});
afterAll(() => server.close());

describe('the same history', () => {
  test('has one tree in memory, in PostgreSQL and in EventStoreDB, also when the index of that is built anew', async () => {
    let now = '';
    const { owner } = server.database;
    const elsewhere = await server.open();
    const stores: readonly EventStore[] = [
      new MemoryEventStore(() => now),
      new PostgresEventStore(owner, () => now),
      elsewhere.store,
    ];
    const revisions = new Map<string, number>();
    let count = 0;
    const [history] = fc.sample(appends, 1);
    for (const { stream, clock, reason, events } of history!) {
      now = new Date(clock).toISOString();
      elsewhere.setClock(now);
      const cause = aCause({ reason });
      const expected = revisions.get(stream) ?? 0;
      await Promise.all(stores.map((store) => store.append(stream, expected, events, cause)));
      revisions.set(stream, expected + events.length);
      count += events.length;
    }
    const [inMemory, ...others] = await Promise.all(stores.map(treeOf));
    expect(inMemory).toEqual({ root: expect.stringMatching(/^[0-9a-f]{64}$/), size: count, isFound: true });
    expect(others).toEqual([inMemory, inMemory]);

    await owner.query(sql`truncate eventstoredb.event, eventstoredb.receipt`);
    await owner.query(sql`update eventstoredb.head set position = 0, prepare = 0, event_id = null`);
    expect(await treeOf(await elsewhere.another())).toEqual(inMemory);
    await elsewhere.close();
  });
});
