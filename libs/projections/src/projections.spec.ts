import { sql } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { EventShapes, MemoryEventStore, ShapedEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { advance, findStanding, prepareProjections, rebuild, verify } from './index.js';
import { type Definitions, goneIn, LAMP_TABLES, litIn, openDefinitions, removed, set } from './testing.js';

let database: TestDatabase;
let definitions: Definitions;
beforeEach(async () => {
  database = await createTestDatabase();
  definitions = await openDefinitions();
});
afterEach(async () => {
  await database.drop();
  await definitions.remove();
});
const lit = (position?: bigint) => litIn(database.db, position);

let versions = 100;

/** What the lamps are after these steps, by the plainest of folds. */
const standing = (steps: readonly (readonly [string, number])[]) => {
  const lamps = new Map<string, number>();
  for (const [lampId, watt] of steps) {
    if (watt) lamps.set(lampId, watt);
    else lamps.delete(lampId);
  }
  return Object.fromEntries(lamps);
};

describe('a projection', () => {
  test('keeps the rows that the folds say, and every former version', async () => {
    const store = new MemoryEventStore();
    const projection = definitions.projectionOf(LAMP_TABLES);
    await prepareProjections(database.db, [projection]);
    await store.append('lamp-1', 0, [set('a', 40), set('b', 60), set('a', 25)], aCause());
    await store.append('lamp-2', 0, [{ type: 'LampRemoved', data: { lampId: 'b' } }], aCause());
    expect(await advance(database.db, store, [projection])).toMatchObject({ events: 4, position: 4n });
    expect([await lit(0n), await lit(1n), await lit(2n), await lit(3n), await lit(4n), await lit()]).toEqual([
      {},
      { a: 40 },
      { a: 40, b: 60 },
      { a: 25, b: 60 },
      { a: 25 },
      { a: 25 },
    ]);
  });

  test('tells what it had and has no longer as it stood last, until that comes back', async () => {
    const store = new MemoryEventStore();
    const projection = definitions.projectionOf(LAMP_TABLES);
    await prepareProjections(database.db, [projection]);
    for (const [turn, event] of [set('a', 40), set('a', 25), removed('a'), set('b', 60), set('a', 10)].entries()) {
      await store.append('lamp-1', turn, [event], { ...aCause(), commandId: `turn ${turn}` });
      await advance(database.db, store, [projection]);
    }
    const gone = (position?: bigint) => goneIn(database.db, position);
    expect([await gone(2n), await gone(3n), await gone(4n), await gone(5n), await gone()]).toEqual([
      {},
      { a: 25 },
      { a: 25 },
      {},
      {},
    ]);
  });

  test('asked as of any position answers what it answered then, whatever the history and the pages', async () => {
    const history = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 3 })), {
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 1, max: 7 }), async (events, page) => {
        const store = new MemoryEventStore();
        const projection = definitions.projectionOf(LAMP_TABLES);
        // A projection without a checkpoint begins with empty tables.
        await database.db.query(sql`delete from projection.checkpoint`);
        await prepareProjections(database.db, [projection]);
        const expected: Record<string, number>[] = [{}];
        for (const [n, [lampId, watt]] of events.entries()) {
          const removes = watt === 0;
          await store.append(
            `lamp-${n}`,
            0,
            [removes ? { type: 'LampRemoved', data: { lampId } } : set(lampId, watt)],
            aCause(),
          );
          const { [lampId]: _, ...others } = expected.at(-1)!;
          expected.push(removes ? others : { ...others, [lampId]: watt });
        }
        while ((await advance(database.db, store, [projection], page)).events > 0);
        for (const [position, rows] of expected.entries()) expect(await lit(BigInt(position))).toEqual(rows);
        expect(await lit()).toEqual(expected.at(-1));
      }),
      { numRuns: 25 },
    );
  });

  test('tells by its words whether rows of a table changed, by whatever way', async () => {
    const store = new MemoryEventStore();
    const projection = definitions.projectionOf(LAMP_TABLES);
    const wordsNow = async () => {
      const standing = await findStanding(database.db);
      return { lamps: standing.ofTables(['lamp']), all: standing.all };
    };
    await prepareProjections(database.db, [projection]);
    const empty = await wordsNow();
    await store.append('lamp-1', 0, [set('a', 40)], aCause());
    await advance(database.db, store, [projection]);
    const lit = await wordsNow();
    expect(lit.lamps).not.toBe(empty.lamps);
    // Nothing of any lamp: the projection moved on, its rows are what they were.
    await store.append('other-1', 0, [set('b', 60)], aCause());
    await advance(database.db, store, [projection]);
    const moved = await wordsNow();
    expect([moved.lamps, moved.all === lit.all]).toEqual([lit.lamps, false]);
    await rebuild(database.db, store, [projection]);
    expect((await wordsNow()).lamps).not.toBe(lit.lamps);
  });

  test('is found in every statement that names its table, now or in the past', async () => {
    await prepareProjections(database.db, [definitions.projectionOf(LAMP_TABLES)]);
    const standing = await findStanding(database.db);
    const named = (...texts: string[]) => standing.tablesNamedIn(texts);
    expect(named('select id from "lamp" where watt > $1')).toEqual(['lamp']);
    expect(named('select 1', 'select * from "lamp_as_of"($1::bigint) as "lamp"')).toEqual(['lamp']);
    expect(named('select lamps from lantern')).toEqual([]);
    expect(named('select * from lamp', 'select * from record.event')).toBeUndefined();
  });

  test('whose tables or version changed is built anew from the record, in the place of the former', async () => {
    const store = new MemoryEventStore();
    const former = definitions.projectionOf(LAMP_TABLES);
    expect(await prepareProjections(database.db, [former])).toEqual([former]);
    await store.append('lamp-1', 0, [set('a', 40), set('b', 60), set('a', 25)], aCause());
    await advance(database.db, store, [former]);
    expect(await prepareProjections(database.db, [former])).toEqual([]);
    const next = definitions.projectionOf(LAMP_TABLES, 2);
    expect(await prepareProjections(database.db, [next])).toEqual([next]);
    expect(await lit()).toEqual({ a: 25, b: 60 });
    await rebuild(database.db, store, [next]);
    expect([await lit(), await lit(1n), await lit(2n)]).toEqual([{ a: 25, b: 60 }, { a: 40 }, { a: 40, b: 60 }]);
    expect(await prepareProjections(database.db, [next])).toEqual([]);
    await store.append('lamp-2', 0, [set('c', 10)], aCause());
    await advance(database.db, store, [next]);
    expect(await lit()).toEqual({ a: 25, b: 60, c: 10 });
  });

  test('is built anew as it was folded, whatever the history, and goes on after an interruption', async () => {
    const step = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 3 }));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 20 }), async (events) => {
        const store = new MemoryEventStore();
        for (const [n, [lampId, watt]] of events.entries())
          await store.append(`lamp-${n}`, 0, [watt ? set(lampId, watt) : removed(lampId)], aCause());
        const projection = definitions.projectionOf(LAMP_TABLES, ++versions);
        await prepareProjections(database.db, [projection]);
        const interruption = new AbortController();
        const onProgress = () => interruption.abort();
        await rebuild(database.db, store, [projection], { onProgress, signal: interruption.signal }).catch(() => {});
        await rebuild(database.db, store, [projection]);
        expect(await verify(database.db, store, [projection])).toEqual([]);
        const answers = [await lit()];
        for (let position = 0; position <= events.length; position++) answers.push(await lit(BigInt(position)));
        expect(answers).toEqual([
          standing(events),
          ...events.map((_, n) => standing(events.slice(0, n))),
          standing(events),
        ]);
      }),
      { numRuns: 15 },
    );
  });

  test('that was altered behind its back is found by folding the record once more', async () => {
    const store = new MemoryEventStore();
    const projection = definitions.projectionOf(LAMP_TABLES);
    await prepareProjections(database.db, [projection]);
    await store.append('lamp-1', 0, [set('a', 40), set('b', 60), set('a', 25)], aCause());
    await advance(database.db, store, [projection]);
    expect(await verify(database.db, store, [projection])).toEqual([]);
    await database.db.query(sql`update lamp set watt = 26 where id = 'a'`);
    await database.db.query(sql`delete from lamp_history`);
    expect(await verify(database.db, store, [projection])).toEqual([
      { projection: 'lamps', table: 'lamp', unexpected: 1, missing: 1, ids: ['a'] },
      { projection: 'lamps', table: 'lamp_history', unexpected: 0, missing: 1, ids: ['a'] },
    ]);
  });

  test('passes over events that this build does not know, without losing the rows that they name', async () => {
    const recorded = new MemoryEventStore();
    const store = new ShapedEventStore(recorded, new EventShapes([{ LampSet: [], LampRemoved: [] }]));
    const projection = definitions.projectionOf(LAMP_TABLES);
    await prepareProjections(database.db, [projection]);
    const painted = { type: 'LampPainted', data: { lampId: 'a', colour: 'red' } };
    const newer = { ...set('a', 99), schemaVersion: 2 };
    await recorded.append('lamp-1', 0, [set('a', 40), painted, newer, set('b', 60)], aCause());
    expect(await advance(database.db, store, [projection])).toMatchObject({ events: 4, position: 4n });
    expect(await lit()).toEqual({ a: 40, b: 60 });
    expect(await verify(database.db, store, [projection])).toEqual([]);
  });

  test('of another version is left alone: this build does not fold into its tables', async () => {
    const store = new MemoryEventStore();
    await prepareProjections(database.db, [definitions.projectionOf(LAMP_TABLES, 2)]);
    await store.append('lamp-1', 0, [set('a', 40)], aCause());
    expect(await advance(database.db, store, [definitions.projectionOf(LAMP_TABLES, 1)])).toEqual({
      events: 0,
      position: 0n,
    });
    expect(await lit()).toEqual({});
    await advance(database.db, store, [definitions.projectionOf(LAMP_TABLES, 2)]);
    expect(await lit()).toEqual({ a: 40 });
  });

  test('moves nothing when a fold fails in the middle of a page', async () => {
    const store = new MemoryEventStore();
    const projection = definitions.projectionOf(LAMP_TABLES);
    await prepareProjections(database.db, [projection]);
    await store.append('lamp-1', 0, [set('a', 40), set('b', -1)], aCause());
    await expect(advance(database.db, store, [projection])).rejects.toThrow('eats light');
    expect(await lit()).toEqual({});
  });
});
