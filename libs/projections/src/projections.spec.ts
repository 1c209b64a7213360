import { sql } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { MemoryEventStore } from '@baikoo/event-store';
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
  prepareProjections,
  type Projection,
  ProjectionRunner,
  type ReadModel,
  rowsOf,
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

const projectionOf = (tables: string, version = 1): Projection => {
  const file = path.join(folder, 'lamps.sql');
  writeFileSync(file, tables);
  return { name: 'lamps', version, schema: path.relative(projectFile('.'), file), models: [lamps] };
};
const TABLES = "create table lamp (id text primary key, watt integer not null); select keep_history('lamp');";

const set = (lampId: string, watt: number): LampEvent => ({ type: 'LampSet', data: { lampId, watt } });
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
    expect(await advance(database.db, store, projection)).toMatchObject({ events: 4, position: 4n });
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
        const projection = projectionOf(TABLES, Math.random() * 1e9);
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
        while ((await advance(database.db, store, projection, page)).events > 0);
        for (const [position, rows] of expected.entries()) expect(await lit(BigInt(position))).toEqual(rows);
        expect(await lit()).toEqual(expected.at(-1));
      }),
      { numRuns: 25 },
    );
  });

  test('whose tables or version changed is built anew from the first event', async () => {
    const store = new MemoryEventStore();
    await store.append('lamp-1', 0, [set('a', 40)], aCause());
    await prepareProjections(database.db, [projectionOf(TABLES)]);
    await advance(database.db, store, projectionOf(TABLES));
    expect(await prepareProjections(database.db, [projectionOf(TABLES)])).toEqual([]);
    expect(await lit()).toEqual({ a: 40 });
    expect(await prepareProjections(database.db, [projectionOf(TABLES, 2)])).toEqual(['lamps']);
    expect(await lit()).toEqual({});
    await advance(database.db, store, projectionOf(TABLES, 2));
    expect(await lit()).toEqual({ a: 40 });
  });

  test('moves nothing when a fold fails in the middle of a page', async () => {
    const store = new MemoryEventStore();
    const projection = projectionOf(TABLES);
    await prepareProjections(database.db, [projection]);
    await store.append('lamp-1', 0, [set('a', 40), set('b', -1)], aCause());
    await expect(advance(database.db, store, projection)).rejects.toThrow('eats light');
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
    const other = { ...broken, name: 'others', models: [] };
    await prepareProjections(database.db, [broken]);
    await database.db.query(sql`insert into projection.checkpoint (projection, fingerprint) values ('others', '')`);
    const errors: string[] = [];
    const runner = new ProjectionRunner(database.db, store, [broken, other], (name) => errors.push(name));
    await runner.start();
    await store.append('lamp-1', 0, [set('a', -1)], aCause());
    expect(await settled(runner, 'STOPPED')).toMatchObject([
      { name: 'lamps', status: 'STOPPED', position: 0n, error: 'a lamp that eats light' },
      { name: 'others', status: 'RUNNING' },
    ]);
    expect(errors).toEqual(['lamps']);
    await runner.stop();
  });
});
