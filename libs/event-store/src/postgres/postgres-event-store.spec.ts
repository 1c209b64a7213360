import { sql } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aCause, eventStoreContract } from '../event-store.contract.js';
import { PostgresEventStore } from './postgres-event-store.js';

eventStoreContract('PostgresEventStore', async () => {
  const database = await createTestDatabase();
  let now: string | null = null;
  return {
    store: new PostgresEventStore(database.db, () => now),
    setClock: (moment) => (now = moment),
    close: () => database.drop(),
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
  ])('cannot be %s, even by its owner, as long as the guard stands', async (_, attempt) => {
    const store = new PostgresEventStore(database.db);
    const stream = `count-${aCause().commandId}`;
    await store.append(stream, 0, [{ type: 'Counted', data: { n: 1 } }], aCause());
    await expect(database.db.query(attempt)).rejects.toThrow('append-only');
    expect(await store.read(stream)).toHaveLength(1);
  });

  test('a reader waits for a slow writer instead of passing it', async () => {
    const store = new PostgresEventStore(database.db);
    const before = await store.head();
    let finish = () => {};
    const slow = database.db.transaction(async (tx) => {
      await new PostgresEventStore(tx).append('slow-1', 0, [{ type: 'Counted', data: { n: 1 } }], aCause());
      await new Promise<void>((resolve) => (finish = resolve));
    });
    const quick = store.append('quick-1', 0, [{ type: 'Counted', data: { n: 2 } }], aCause());
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await store.readLog(before, 10)).toEqual([]);
    finish();
    await Promise.all([slow, quick]);
    expect((await store.readLog(before, 10)).map(({ stream }) => stream)).toEqual(['slow-1', 'quick-1']);
  });
});
