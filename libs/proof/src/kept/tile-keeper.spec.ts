import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { PgDatabase, sql } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { type EventStore, MemoryEventStore, PostgresEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { GrowingTree, leafHash, treeRoot } from '../domain/index.js';
import { findEnd, keepPage } from './keep-page.js';
import type { KeptTiles } from './kept-tiles.js';
import { MemoryTiles } from './memory-tiles.js';
import { PostgresTiles } from './postgres-tiles.js';
import { TileKeeper } from './tile-keeper.js';

const PATIENCE = { timeoutMs: 20_000 };

let database: TestDatabase;
let record: EventStore;
let tiles: KeptTiles;
beforeAll(async () => {
  database = await createTestDatabase();
  record = new PostgresEventStore(database.db);
  tiles = new PostgresTiles(database.db);
});
afterAll(() => database.drop());

const running: TileKeeper[] = [];
const told: string[] = [];
async function startKeeper(db = database.db, into: KeptTiles = tiles, from: EventStore = record): Promise<TileKeeper> {
  const keeper = new TileKeeper(db, from, into, (_, { message }) => told.push(message), 100);
  running.push(keeper);
  await keeper.start();
  return keeper;
}
afterEach(async () => {
  for (const keeper of running.splice(0)) await keeper.stop();
  told.length = 0;
});

let streams = 0;
async function append(count: number, to = record): Promise<void> {
  const events = Array.from({ length: count }, (_, n) => ({ type: 'Counted', data: { n } }));
  for (let from = 0; from < count; from += 500)
    await to.append(`count-${++streams}`, 0, events.slice(from, from + 500), aCause());
}

/** A record of which each page takes its time. */
class SlowRecord extends MemoryEventStore {
  reads = 0;

  override async readLog(after: bigint, limit: number) {
    this.reads++;
    await sleep(80);
    return super.readLog(after, limit);
  }
}

/** What the record says that the tree must be. */
async function expectTreeOf(from: EventStore, kept: KeptTiles): Promise<void> {
  const expected = new GrowingTree();
  for (const event of await from.readLog(0n, 100_000)) expected.append(leafHash(event));
  expect(await kept.head()).toEqual({ size: expected.size, position: await from.head() });
  expect((await treeRoot(expected.size, kept)).equals(expected.root)).toBe(true);
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + PATIENCE.timeoutMs; !(await holds()); await sleep(20))
    if (Date.now() > deadline) throw new Error(`It never came that ${what}.`);
}

/** As nobody can but who owns the database and switches its guards off. */
const asVandal = (...statements: readonly ReturnType<typeof sql>[]) =>
  database.owner.transaction(async (tx) => {
    await tx.query(sql`set local session_replication_role = replica`);
    for (const statement of statements) await tx.query(statement);
  });

describe('the tree over the record', () => {
  test('is kept for a record that was there before, for what is appended, and on from there after a stop', async () => {
    await append(2_300);
    const first = await startKeeper();
    expect(await tiles.caughtUp(await record.head(), PATIENCE)).toBe(true);
    await append(3);
    expect(await tiles.caughtUp(await record.head(), PATIENCE)).toBe(true);
    await expectTreeOf(record, tiles);
    await first.stop();
    await append(700);
    expect(await tiles.caughtUp(await record.head(), { timeoutMs: 0 })).toBe(false);
    await startKeeper();
    expect(await tiles.caughtUp(await record.head(), PATIENCE)).toBe(true);
    await expectTreeOf(record, tiles);
    expect(told).toEqual([]);
  });

  test('takes in each page once where two believe that they keep it', async () => {
    await append(30);
    const [one, other] = [new PostgresTiles(database.db), new PostgresTiles(database.db)];
    const [ends, late] = [await Promise.all([findEnd(one), findEnd(other)]), await findEnd(one)];
    const kept = await Promise.all([keepPage(one, record, ends[0]), keepPage(other, record, ends[1])]);
    expect(kept.filter((end) => end !== undefined)).toHaveLength(1);
    await append(5);
    expect(await keepPage(one, record, late)).toBeUndefined();
    expect(await keepPage(one, record, await findEnd(one))).toBeDefined();
    await expectTreeOf(record, tiles);
  });

  test('goes on through lost connections and between several processes, and a fault that lasts is told once', async () => {
    const other = new PgDatabase(database.url);
    try {
      await startKeeper();
      await startKeeper(other, new PostgresTiles(other));
      const unharmed = new PostgresEventStore(database.owner);
      for (let round = 0; round < 4; round++) {
        await append(600, unharmed);
        await database.owner.query(sql`
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and usename <> current_user`);
        await sleep(50);
      }
      const head = await unharmed.head();
      await until('the tree was whole', async () => (await tiles.head().catch(() => undefined))?.position === head);
      await expectTreeOf(record, tiles);

      await database.owner.query(sql`alter table proof.tile add constraint no_room check (false) not valid`);
      told.length = 0;
      await append(1);
      await until('it was told', async () => told.length > 0);
      await sleep(400);
      expect(told).toEqual([expect.stringContaining('no_room')]);
      await database.owner.query(sql`alter table proof.tile drop constraint no_room`);
      expect(await tiles.caughtUp(await record.head(), PATIENCE)).toBe(true);
      await expectTreeOf(record, tiles);
    } finally {
      for (const keeper of running.splice(0)) await keeper.stop();
      await other.close();
    }
  });

  test.each([
    [
      'RECORD_SHORTER' as const,
      sql`delete from record.event where position > (select position - 5 from record.head)`,
      'its tail was cut off',
    ],
    [
      'RECORD_CHANGED' as const,
      sql`update record.event set data = '{"n": -1}' where position = (select position from record.head)`,
      'the record has another event there now',
    ],
  ])('stands still, as it is, where the record no longer ends as it did: %s', async (why, vandalism, sentence) => {
    const head = await tiles.head();
    const rows = () => database.owner.query(sql`select * from proof.tile order by level, index`);
    const before = await rows();
    await asVandal(
      sql`create table public.lost as select * from record.event order by position desc limit 10`,
      vandalism,
    );
    const keeper = await startKeeper();
    try {
      await until('it was told', async () => told.length > 0);
      await until(
        'other processes know',
        async () => (await new PostgresTiles(database.db).standstill()) !== undefined,
      );
      // What follows is not added to a tree that it does not belong to.
      if (why === 'RECORD_CHANGED') await append(3);
      await sleep(400);
      expect(told).toEqual([expect.stringContaining(sentence)]);
      expect(await tiles.standstill()).toMatchObject({ why });
      expect(keeper.trouble?.message).toContain(sentence);
      expect(await tiles.head()).toEqual(head);
      expect(await rows()).toEqual(before);
    } finally {
      await asVandal(
        sql`delete from record.event where position in (select position from public.lost)`,
        sql`insert into record.event select * from public.lost`,
        sql`drop table public.lost`,
      );
    }
    expect(await tiles.caughtUp(await record.head(), PATIENCE)).toBe(true);
    await until('it goes on', async () => (await tiles.standstill()) === undefined && keeper.trouble === undefined);
    await expectTreeOf(record, tiles);
  });

  test('falls behind rather than take time from those who append, but not where somebody waits for it', async () => {
    const busy = new SlowRecord();
    const kept = new MemoryTiles();
    await startKeeper(database.db, kept, busy);
    await until('it keeps', async () => busy.reads > 0);
    const appending = new AbortController();
    const appends = (async () => {
      for (; !appending.signal.aborted; await sleep(5)) await append(1, busy);
    })();
    await sleep(200);
    const before = await kept.head();
    await until('a step was done', async () => (await kept.head()).size > before.size);
    const readsBefore = busy.reads;
    await sleep(500);
    expect(busy.reads).toBe(readsBefore);
    expect((await kept.head()).position).toBeLessThan(await busy.head());
    // The rest goes on for another second, unless somebody waits.
    expect(await kept.caughtUp(await busy.head(), { timeoutMs: 1_200 })).toBe(true);
    appending.abort();
    await appends;
    await until('it has caught up', async () => (await kept.head()).position === (await busy.head()));
    await expectTreeOf(busy, kept);
  });
});
