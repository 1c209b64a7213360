import { setTimeout as sleep } from 'node:timers/promises';
import { PgDatabase, sql } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { EventShapes, MemoryEventStore, type Recorded, ShapedEventStore, UnknownFact } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import type { Event } from '@baikoo/kernel';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectFile } from '@baikoo/database';
import {
  advance,
  advanceProcess,
  type AnyReadModel,
  findOperatorActs,
  Leadership,
  prepareProjections,
  type Projection,
  ProjectionRunner,
  type ReadModel,
  rebuild,
  resume,
  rowsOf,
  verify,
  waitForProjections,
} from './index.js';

type LampEvent = Event<'LampSet', { lampId: string; watt: number }> | Event<'LampRemoved', { lampId: string }>;
type LampRow = { id: string; watt: number };

const lamps: ReadModel<LampRow, LampEvent> = {
  table: 'lamp',
  keys: ({ stream, data }) => (stream.startsWith('lamp-') ? [data.lampId] : []),
  evolve(row, { type, data }) {
    if (type === 'LampRemoved') return undefined;
    if (data.watt < 0) throw new Error('a lamp that eats light');
    return { ...row, id: data.lampId, watt: data.watt };
  },
};

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'baikoo-projection-'));
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const projectionOf = (tables: string, version = 1, name = 'lamps'): Projection => {
  const file = path.join(folder, `${name}.sql`);
  writeFileSync(file, tables);
  return { name, version, schema: path.relative(projectFile('.'), file), models: [lamps] };
};
const TABLES = "create table lamp (id text primary key, watt integer not null); select keep_history('lamp');";

const set = (lampId: string, watt: number): LampEvent => ({ type: 'LampSet', data: { lampId, watt } });
const removed = (lampId: string): LampEvent => ({ type: 'LampRemoved', data: { lampId } });
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

const lit = async (position?: bigint) => {
  const rows = await database.db.query<LampRow>(
    sql`select id, watt from ${rowsOf('lamp', position === undefined ? undefined : { position })} order by id`,
  );
  return Object.fromEntries(rows.map(({ id, watt }) => [id, watt]));
};

describe('a projection', () => {
  test('keeps the rows that the folds say, and every former version', async () => {
    const store = new MemoryEventStore();
    const projection = projectionOf(TABLES);
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

  test('asked as of any position answers what it answered then, whatever the history and the pages', async () => {
    const history = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 3 })), {
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 1, max: 7 }), async (events, page) => {
        const store = new MemoryEventStore();
        const projection = projectionOf(TABLES);
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

  test('whose tables or version changed is built anew from the record, in the place of the former', async () => {
    const store = new MemoryEventStore();
    const former = projectionOf(TABLES);
    expect(await prepareProjections(database.db, [former])).toEqual([former]);
    await store.append('lamp-1', 0, [set('a', 40), set('b', 60), set('a', 25)], aCause());
    await advance(database.db, store, [former]);
    expect(await prepareProjections(database.db, [former])).toEqual([]);
    const next = projectionOf(TABLES, 2);
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
        const projection = projectionOf(TABLES, ++versions);
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
    const projection = projectionOf(TABLES);
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
    const projection = projectionOf(TABLES);
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
    await prepareProjections(database.db, [projectionOf(TABLES, 2)]);
    await store.append('lamp-1', 0, [set('a', 40)], aCause());
    expect(await advance(database.db, store, [projectionOf(TABLES, 1)])).toEqual({ events: 0, position: 0n });
    expect(await lit()).toEqual({});
    await advance(database.db, store, [projectionOf(TABLES, 2)]);
    expect(await lit()).toEqual({ a: 40 });
  });

  test('moves nothing when a fold fails in the middle of a page', async () => {
    const store = new MemoryEventStore();
    const projection = projectionOf(TABLES);
    await prepareProjections(database.db, [projection]);
    await store.append('lamp-1', 0, [set('a', 40), set('b', -1)], aCause());
    await expect(advance(database.db, store, [projection])).rejects.toThrow('eats light');
    expect(await lit()).toEqual({});
  });
});

describe('the runner', () => {
  const settled = async (runner: ProjectionRunner, status: string) => {
    for (let i = 0; i < 200; i++) {
      const states = await runner.states();
      if (states.some((state) => state.status === status)) return states;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`No projection became ${status}.`);
  };

  test('follows the record, and lets a writer wait for its own write', async () => {
    const store = new MemoryEventStore();
    const projection = projectionOf(TABLES);
    await prepareProjections(database.db, [projection]);
    const runner = new ProjectionRunner(database.db, store, [projection]);
    await runner.start();
    const { position } = await store.append('lamp-1', 0, [set('a', 40)], aCause());
    expect(await waitForProjections(database.db, position, 5_000)).toBe(true);
    expect(await lit()).toEqual({ a: 40 });
    expect(await waitForProjections(database.db, position + 1n, 30)).toBe(false);
    await runner.stop();
  });

  test('stops a projection at an event it cannot fold, says so, and leaves the others running', async () => {
    const store = new MemoryEventStore();
    const broken = projectionOf(TABLES);
    const other = { ...projectionOf('select 1;', 1, 'others'), models: [] };
    await prepareProjections(database.db, [broken, other]);
    const troubles: unknown[] = [];
    const runner = new ProjectionRunner(database.db, store, [broken, other], ({ projection, error, event }) =>
      troubles.push([projection, error.message, event?.position]),
    );
    await runner.start();
    await store.append('lamp-1', 0, [set('a', 40), set('b', -1), set('c', 10)], aCause());
    const poison = (await store.readLog(1n, 1))[0]!;
    const why = 'a lamp that eats light';
    expect(await settled(runner, 'STOPPED')).toMatchObject([
      { name: 'lamps', status: 'STOPPED', position: 1n, stopped: { position: 2n, eventId: poison.eventId, why } },
      { name: 'others', status: 'RUNNING' },
    ]);
    expect(await lit()).toEqual({ a: 40 });
    expect(troubles).toEqual([['lamps', why, 2n]]);
    // A read model that stands still keeps nobody waiting.
    expect(await waitForProjections(database.db, 3n, 2_000)).toBe(true);

    const decision = { projection: 'lamps', operator: 'operator-1', reason: 'to see it again' };
    expect(await resume(database.db, { ...decision, act: 'RETRY' })).toMatchObject({ eventId: poison.eventId });
    await settled(runner, 'STOPPED');
    await resume(database.db, { ...decision, act: 'SKIP', reason: 'a test lamp' });
    expect(await waitForProjections(database.db, 3n, 5_000)).toBe(true);
    for (let i = 0; i < 200 && (await lit())['c'] === undefined; i++) await sleep(10);
    expect(await lit()).toEqual({ a: 40, c: 10 });
    await runner.stop();
    // Also when it is built anew, the event stays left out.
    await rebuild(database.db, store, [broken]);
    expect(await lit()).toEqual({ a: 40, c: 10 });
    expect(await resume(database.db, { ...decision, act: 'SKIP' })).toBeUndefined();
    expect(await findOperatorActs(database.db, 10)).toMatchObject([
      { act: 'SKIP', operator: 'operator-1', reason: 'a test lamp', position: '2', error: why },
      { act: 'RETRY', reason: 'to see it again' },
    ]);
    await expect(database.owner.query(sql`delete from audit.operator_act`)).rejects.toThrow('append-only');
  });

  test('stops only what folds an event that an upcast cannot read, and a mended build goes on with it', async () => {
    const recorded = new MemoryEventStore();
    const broken = (): never => {
      throw new TypeError('no watt');
    };
    const build = (upcast: (data: never) => object) =>
      new ShapedEventStore(recorded, new EventShapes([{ LampSet: [upcast as never], LampRemoved: [] }]));
    const lampsOnly = projectionOf(TABLES);
    const dogs: AnyReadModel = {
      table: 'dog',
      keys: ({ type, data }) => (type === 'DogSeen' ? [data.lampId] : []),
      evolve: () => undefined,
    };
    const others = {
      ...projectionOf("create table dog (id text primary key); select keep_history('dog');", 1, 'others'),
    };
    const both = [lampsOnly, { ...others, models: [dogs] }];
    await prepareProjections(database.db, both);
    await recorded.append('lamp-1', 0, [removed('z'), { ...set('a', 40), schemaVersion: 1 }, removed('y')], aCause());

    const runner = new ProjectionRunner(database.db, build(broken), both);
    await runner.start();
    expect(await settled(runner, 'STOPPED')).toMatchObject([
      {
        name: 'lamps',
        status: 'STOPPED',
        position: 1n,
        stopped: { position: 2n, why: expect.stringMatching(/LampSet/) },
      },
      { name: 'others', status: 'RUNNING' },
    ]);
    await waitForProjections(database.db, 3n, 5_000);
    expect((await runner.states()).find(({ name }) => name === 'others')).toMatchObject({ position: 3n });
    await runner.stop();

    await resume(database.db, { projection: 'lamps', act: 'RETRY', operator: 'operator-1', reason: 'mended' });
    await advance(
      database.db,
      build((data) => data),
      both,
    );
    expect(await lit()).toEqual({ a: 40 });
  });

  test('runs in one process, and in another within seconds when the first loses its connection', async () => {
    const projection = projectionOf(TABLES);
    await prepareProjections(database.db, [projection]);
    const elsewhere = new PgDatabase(database.url);
    const names = [projection.name];
    const [first, second] = [new Leadership(database.db, names), new Leadership(elsewhere, names)];
    first.start();
    for (let i = 0; i < 200 && !first.leads('lamps'); i++) await sleep(10);
    second.start();
    await sleep(300);
    expect([first.leads('lamps'), second.leads('lamps')]).toEqual([true, false]);
    await elsewhere.query(sql`
      select pg_terminate_backend(pid) from pg_locks
      where locktype = 'advisory' and granted and pid <> pg_backend_pid()
        and database = (select oid from pg_database where datname = current_database())`);
    await first.stop();
    for (let i = 0; i < 500 && !second.leads('lamps'); i++) await sleep(10);
    expect([first.leads('lamps'), second.leads('lamps')]).toEqual([false, true]);
    await second.stop();
    await elsewhere.close();
  });
});

describe('a process that answers facts', () => {
  test('answers what it knows, then stands still before an event that only a newer build knows', async () => {
    const recorded = new MemoryEventStore();
    const older = new ShapedEventStore(recorded, new EventShapes([{ LampSet: [] }]));
    const newer = new ShapedEventStore(recorded, new EventShapes([{ LampSet: [], LampBroke: [] }]));
    await recorded.append('lamp-1', 0, [set('a', 40), { type: 'LampBroke', data: { lampId: 'a' } }], aCause());
    const answered: string[] = [];
    const process = {
      name: 'repairs',
      answers: () => true,
      react: async ({ type }: Recorded) => void answered.push(type),
    };
    for (let attempt = 0; attempt < 2; attempt++)
      await expect(advanceProcess(database.db, older, process)).rejects.toThrow(UnknownFact);
    expect(answered).toEqual(['LampSet']);
    await advanceProcess(database.db, newer, process);
    expect(answered).toEqual(['LampSet', 'LampBroke']);
  });
});
