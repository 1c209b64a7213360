import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identifier, PgDatabase, projectFile, sql } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { MemoryEventStore, type Position } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import type { Event } from '@baikoo/kernel';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { prepareProjections, type Projection, type ReadModel, rebuild, verify } from './index.js';

type Counted = Event<'Counted', { counter: string; by: number }>;
type CounterRow = { id: string; total: number };

const counters: ReadModel<CounterRow, Counted> = {
  table: 'counter',
  keys: ({ data }) => [data.counter],
  evolve: (row, { data }, id) => ({ id, total: (row?.total ?? 0) + data.by }),
};

/** A record whose reading fails once, as that of a database which goes away. */
class FailingStore extends MemoryEventStore {
  failsAtRead = Number.POSITIVE_INFINITY;
  #reads = 0;

  override async readLog(after: Position, limit: number) {
    if (++this.#reads === this.failsAtRead) throw new Error('away');
    return super.readLog(after, limit);
  }
}

let database: TestDatabase;
let folder: string;
let projection: Projection;
beforeEach(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'baikoo-rebuild-'));
  const file = path.join(folder, 'counters.sql');
  writeFileSync(
    file,
    "create table counter (id text primary key, total integer not null); select keep_history('counter');",
  );
  projection = { name: 'counters', version: 1, schema: path.relative(projectFile('.'), file), models: [counters] };
  await prepareProjections(database.db, [projection]);
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function aLongHistory(events: number): Promise<FailingStore> {
  const store = new FailingStore();
  for (let stream = 0; stream * 100 < events; stream++) {
    const facts = Array.from({ length: 100 }, (_, n): Counted => ({
      type: 'Counted',
      data: { counter: `c${n}`, by: 1 },
    }));
    await store.append(`count-${stream}`, 0, facts, aCause());
  }
  return store;
}

const count = async (table: 'counter' | 'counter_history') =>
  (
    await database.db.query<{ rows: number }>(sql`select count(*)::integer as rows from rebuild.${identifier(table)}`)
  )[0]!.rows;

describe('a rebuild', () => {
  test('that the record failed in the middle leaves nothing of what was not remembered, and is whole when it goes on', async () => {
    const store = await aLongHistory(9_000);
    store.failsAtRead = 4;
    await expect(rebuild(database.db, store, [projection])).rejects.toThrow('away');
    await sleep(300);
    expect([await count('counter'), await count('counter_history')]).toEqual([0, 0]);
    await rebuild(database.db, store, [projection]);
    expect(await verify(database.db, store, [projection])).toEqual([]);
  });

  test('waits for somebody who reads the former versions, and folds nothing twice', async () => {
    const store = await aLongHistory(1_000);
    const reader = new PgDatabase(database.url, { max: 1 });
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const reading = reader.transaction(async (tx) => {
      await tx.query(sql`select count(*) from read.counter_history`);
      await held;
    });
    let late: Promise<unknown> = Promise.resolve();
    const rebuilding = rebuild(database.db, store, [projection], {
      // What comes now is folded last, while the tables are locked.
      onPhase: (phase) => {
        if (phase.startsWith('Putting'))
          late = store.append('count-late', 0, [{ type: 'Counted', data: { counter: 'c1', by: 5 } }], aCause());
      },
    });
    // Longer than a single attempt waits for the tables.
    await sleep(3_000);
    await late;
    release();
    await Promise.all([reading, rebuilding]);
    await reader.close();
    expect(await database.db.query(sql`select total from read.counter where id = 'c1'`)).toEqual([{ total: 15 }]);
    expect(await verify(database.db, store, [projection])).toEqual([]);
  });
});
