import { type Database, sql } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { PostgresEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { PostgresTiles, tellVerification, TileKeeper, verifyRecord } from '@baikoo/proof';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

/** Long stretches of a real record, as a superuser of the database would take them out, put them in or exchange them. */
const [EVENTS, AT_ONCE] = [12_000, 200];

let database: TestDatabase;
let store: PostgresEventStore;

beforeAll(async () => {
  database = await createTestDatabase();
  store = new PostgresEventStore(database.db);
  for (let revision = 0; revision < EVENTS; revision += AT_ONCE) {
    const counted = Array.from({ length: AT_ONCE }, (_, i) => ({ type: 'Counted', data: { count: revision + i + 1 } }));
    await store.append('count-1', revision, counted, aCause());
  }
  const tiles = new PostgresTiles(database.db);
  const keeper = new TileKeeper(database.db, store, tiles);
  await keeper.start();
  expect(await tiles.caughtUp(BigInt(EVENTS), { timeoutMs: 50_000 })).toBe(true);
  await keeper.stop();
  await database.owner.query(sql`create table public.saved as select * from record.event`);
}, 60_000);
afterAll(() => database.drop());

/** What is told of events after a superuser did something, which is then put right again. */
async function toldAfter(act: (tx: Database) => Promise<unknown>): Promise<readonly string[]> {
  const asSuperuser = (work: (tx: Database) => Promise<unknown>) =>
    database.owner.transaction(async (tx) => {
      await tx.query(sql`set local session_replication_role = replica`);
      await work(tx);
    });
  await asSuperuser(act);
  try {
    const found = await verifyRecord(store, { checkpoints: [], kept: new PostgresTiles(database.db) });
    return tellVerification(found).slice(2);
  } finally {
    await asSuperuser(async (tx) => {
      await tx.query(sql`delete from record.event`);
      await tx.query(sql`insert into record.event select * from public.saved`);
    });
  }
}

const gone = (tx: Database) => tx.query(sql`delete from record.event where position between 3001 and 8000`);

/** From a position on, everything so much further; twice, because positions are unique at every moment. */
async function shift(tx: Database, from: number, by: number): Promise<void> {
  await tx.query(sql`update record.event set position = position + 1000000 where position >= ${from}`);
  await tx.query(sql`update record.event set position = position - 1000000 + ${by} where position > 1000000`);
}

describe('of five thousand events at once it is told', () => {
  test('that they are gone, and of nothing else', async () => {
    expect(await toldAfter(gone)).toEqual(['Events 3001 to 8000 are gone.']);
  });

  test('that they are gone, also where the gap was closed behind them', async () => {
    const closed = async (tx: Database) => {
      await gone(tx);
      await shift(tx, 8_001, -5_000);
    };
    expect(await toldAfter(closed)).toEqual(['Events 3001 to 8000 are gone.']);
  });

  test('that they were put there, and what the first of them say', async () => {
    const put = async (tx: Database) => {
      await shift(tx, 3_001, 5_000);
      await tx.query(sql`
        insert into record.event
        select position + 3000, 'count-2', position, gen_random_uuid(), type, schema_version, data, cause, correlation_id,
          recorded_at
        from public.saved where position <= 5000`);
    };
    const [first, ...shown] = await toldAfter(put);
    expect(first).toBe('In places 3001 to 8000 stand 5000 events that were put there.');
    expect(shown).toHaveLength(20);
    expect(shown[0]).toMatch(/^ {2}At position 3001 stands now: count-2, revision 1, Counted, /);
  });

  test('that each says something else, and where those stand that were exchanged with others', async () => {
    const changed = async (tx: Database) => {
      await tx.query(sql`
        update record.event set data = '{"count": 0}' where position between 1001 and 3000`);
      await tx.query(sql`
        update record.event set position = position + 1000000 where position between 4001 and 5500 or position > 10500`);
      await tx.query(sql`
        update record.event set position = case when position < 1010000 then position + 6500 else position - 6500 end - 1000000
        where position > 1000000`);
    };
    const sentences = (await toldAfter(changed)).filter((line) => !line.startsWith(' '));
    expect(sentences).toEqual([
      'Events 1001 to 3000 are not what was recorded.',
      'Events 4001 to 5500 stand in places 10501 to 12000.',
      'Events 10501 to 12000 stand in places 4001 to 5500.',
    ]);
  });
});
