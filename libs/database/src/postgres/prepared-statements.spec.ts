import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { identifier, PgDatabase, sql } from '../index.js';
import { createTestDatabase, type TestDatabase } from '../testing.js';

let database: TestDatabase;
let db: PgDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  db = new PgDatabase(database.ownerUrl, { max: 1, named: 3 });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const kept = async () =>
  (await db.query<{ statement: string }>(sql`select statement from pg_prepared_statements`)).map(
    ({ statement }) => statement,
  );

test('A statement is planned for keeps when it is asked for again, and not for one question', async () => {
  const ask = () => db.query(sql`select ${1}::integer as asked_twice`);
  await ask();
  expect(await kept()).toEqual([]);
  await ask();
  await ask();
  expect(await kept()).toEqual([expect.stringContaining('asked_twice')]);
});

test('Of texts without number that are asked once each, no plan is kept', async () => {
  for (let number = 0; number < 50; number++)
    await db.query(sql`select ${number}::integer as ${identifier(`n${number}`)}`);
  expect(await kept()).toHaveLength(1);
});

test('A plan that a table has outgrown is made anew: at once outside a transaction, by the next attempt inside', async () => {
  await db.query(sql`create table public.outgrown (a integer)`);
  const all = sql`select * from public.outgrown where ${true}::boolean`;
  const inside = () => db.transaction((tx) => tx.query(all));
  for (let times = 0; times < 3; times++) await inside();
  await db.query(sql`alter table public.outgrown add b integer`);
  await expect(inside()).rejects.toThrow(/cached plan/);
  expect(await inside()).toEqual([]);
  await db.query(sql`alter table public.outgrown add c integer`);
  expect(await db.query(all)).toEqual([]);
});
