import { setTimeout as sleep } from 'node:timers/promises';
import { PgDatabase, sql } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventStoreContract } from '../event-store.contract.js';
import { aCause } from '../store-under-test.js';
import { FaultyDatabase } from './faulty-database.js';
import { PostgresEventStore } from './postgres-event-store.js';

const counted = (n: number) => ({ type: 'Counted', data: { n } });

eventStoreContract('PostgresEventStore', async () => {
  const database = await createTestDatabase();
  // By the owner, who alone may set the clock.
  const own = new FaultyDatabase(database.ownerUrl);
  let now: string | null = null;
  return {
    store: new PostgresEventStore(own, () => now),
    another: async () => new PostgresEventStore(database.owner, () => now),
    setClock: (moment) => (now = moment),
    loseNextAnswer: () => (own.losesNextAnswer = true),
    holdNextAppend: () => own.holdNextAppend(),
    dropConnections: async () => {
      await database.owner.query(sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`);
    },
    close: async () => {
      await own.close();
      await database.drop();
    },
  };
});

describe('the record in PostgreSQL', () => {
  let database: TestDatabase;
  beforeAll(async () => (database = await createTestDatabase()));
  afterAll(() => database.drop());

  test.each([
    ['changed', sql`update record.event set data = '{}'`],
    ['deleted', sql`delete from record.event`],
    ['emptied', sql`truncate record.event`],
  ])('cannot be %s by its owner, as long as the guard stands', async (_, attempt) => {
    const store = new PostgresEventStore(database.db);
    const stream = `count-${aCause().commandId}`;
    await store.append(stream, 0, [counted(1)], aCause());
    await expect(database.owner.query(attempt)).rejects.toThrow('append-only');
    expect(await store.read(stream)).toHaveLength(1);
  });

  test('takes what callers append at once in few transactions', async () => {
    const store = new PostgresEventStore(database.db);
    await Promise.all(
      Array.from({ length: 100 }, (_, n) => store.append(`together-${n}`, 0, [counted(1), counted(2)], aCause())),
    );
    const [row] = await database.db.query<{ transactions: string }>(
      sql`select count(distinct xmin::text) as transactions from record.event where stream like 'together-%'`,
    );
    expect(Number(row!.transactions)).toBeLessThan(5);
  });

  test('an append that fails in the database fails alone', async () => {
    const store = new PostgresEventStore(database.db);
    const outcomes = await Promise.allSettled([
      store.append('fine-1', 0, [counted(1)], aCause()),
      store.append('broken-1', 0, [{ ...counted(1), schemaVersion: 99_999 }], aCause()),
      store.append('fine-2', 0, [counted(1)], aCause()),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});

/**
 * Why one writer orders the log. A table whose positions come from a sequence is written by a slow and a quick
 * transaction: whoever reads on from the last position they saw never sees what the slow one wrote.
 */
describe('a reader who goes on from the last position seen', () => {
  let database: TestDatabase;
  let slowConnection: PgDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    slowConnection = new PgDatabase(database.ownerUrl);
  });
  afterAll(async () => {
    await slowConnection.close();
    await database.drop();
  });

  type Slow = { written: () => void; held: Promise<void> };

  /** A slow writer that holds its transaction open while a quick one comes and goes; the reader looks in between. */
  async function race(
    write: (db: PgDatabase, name: string, slow?: Slow) => Promise<unknown>,
    read: () => Promise<void>,
  ) {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    // The slow one has written, and has not committed, before the quick one begins.
    let slow: Promise<unknown> = Promise.resolve();
    await new Promise<void>((written) => (slow = write(slowConnection, 'slow', { written, held })));
    const quick = write(database.owner, 'quick');
    // Where the quick one can pass, it has passed; where it has to wait, it is given time to show that it does.
    await Promise.race([quick, sleep(1_000)]);
    await read();
    release();
    await Promise.all([slow, quick]);
    await read();
  }

  test('skips events where positions are drawn from a sequence', async () => {
    await database.owner.query(sql`create table public.naive (position bigserial primary key, name text)`);
    const seen: { position: string; name: string }[] = [];
    await race(
      (db, name, slow) =>
        db.transaction(async (tx) => {
          await tx.query(sql`insert into public.naive (name) values (${name})`);
          slow?.written();
          await slow?.held;
        }),
      async () => {
        const after = seen.at(-1)?.position ?? '0';
        seen.push(
          ...(await database.owner.query<(typeof seen)[number]>(
            sql`select position, name from public.naive where position > ${after} order by position`,
          )),
        );
      },
    );
    expect(await database.owner.query(sql`select name from public.naive`)).toHaveLength(2);
    expect(seen.map(({ name }) => name)).toEqual(['quick']);
  });

  test('skips nothing in the record', async () => {
    const store = new PostgresEventStore(database.db);
    const seen: { position: bigint; stream: string }[] = [];
    await race(
      (db, name, slow) =>
        db.transaction(async (tx) => {
          await new PostgresEventStore(tx).append(`${name}-1`, 0, [counted(1)], aCause());
          slow?.written();
          await slow?.held;
        }),
      async () => {
        seen.push(...(await store.readLog(seen.at(-1)?.position ?? 0n, 10)));
      },
    );
    expect(seen.map(({ stream }) => stream)).toEqual(['slow-1', 'quick-1']);
  });
});
