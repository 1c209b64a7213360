import { setTimeout as sleep } from 'node:timers/promises';
import { isUnavailable, PgDatabase, sql } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { TcpProxy } from './support/tcp-proxy.js';

/** Short, so that a spec need not wait for the limits of service; each is a multiple of the one before. */
const limits = { lockMs: 250, statementMs: 500, silenceMs: 1_000 };
/** Slower than any limit allows. */
const SLOW = sql`select pg_sleep(1.5)`;

let database: TestDatabase;
let proxy: TcpProxy;
let db: PgDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.owner.query(sql`create table public.note (text text)`);
});
afterAll(() => database.drop());
beforeEach(async () => {
  proxy = await TcpProxy.before(database.ownerUrl);
  db = new PgDatabase(proxy.url, { max: 2, limits });
});
afterEach(async () => {
  await proxy.close();
  await db.close();
});

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (fault: unknown) => fault,
  );

describe('the limits of statements', () => {
  test('have PostgreSQL give up an ordinary one that takes too long', async () => {
    expect(await refusal(db.query(SLOW))).toMatchObject({ code: '57014' });
    expect(await refusal(db.transaction((tx) => tx.query(SLOW)))).toMatchObject({ code: '57014' });
  });

  test('leave long work alone: transactions, COPY, sessions that wait for a lock', async () => {
    await db.transaction((tx) => tx.query(SLOW), { long: true });

    await database.owner.query(sql`
      create function public.dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(1.5); return new; end $$`);
    await database.owner.query(
      sql`create trigger slow before insert on public.note for each row execute function public.dawdle()`,
    );
    await db.transaction((tx) => tx.copyIn(sql`public.note (text)`, 'copied\n'), { long: true });
    expect(await refusal(db.copyIn(sql`public.note (text)`, 'given up\n'))).toMatchObject({ code: '57014' });
    expect(await database.owner.query(sql`select text from public.note`)).toEqual([{ text: 'copied' }]);
    await database.owner.query(sql`drop trigger slow on public.note`);

    const [holder, waiter] = [await db.session(), await db.session({ long: true })];
    await holder.query(sql`select pg_advisory_lock(1)`);
    const waiting = waiter.query(sql`select pg_advisory_lock(1)`);
    await sleep(1_500);
    await holder.close();
    await waiting;
    await waiter.close();
  });

  test('are lifted for one piece of work only', async () => {
    const one = new PgDatabase(database.ownerUrl, { max: 1, limits });
    await one.transaction((tx) => tx.query(SLOW), { long: true });
    expect(await refusal(one.query(SLOW))).toMatchObject({ code: '57014' });
    await one.close();
  });
});

test('every connection lets PostgreSQL notice within half a minute that the machine of the program is gone', async () => {
  const settings = sql`
    select setting::integer as value from pg_settings where name like 'tcp_keepalives%' order by name`;
  const session = await db.session({ long: true });
  for (const connection of [db, session]) {
    const [count, idle, interval] = (await connection.query<{ value: number }>(settings)).map(({ value }) => value);
    expect(idle! + count! * interval!).toBeLessThanOrEqual(30);
    expect(idle).toBeGreaterThan(0);
  }
  await session.close();
});

describe('a database that falls silent', () => {
  test.each([
    ['a query', () => db.query(sql`select 1`)],
    ['a transaction', () => db.transaction((tx) => tx.query(sql`select 1`))],
    ['a COPY', () => db.copyIn(sql`public.note (text)`, 'lost\n')],
    ['a COPY of what there is', () => db.copyOut(sql`select text from public.note`).next()],
    ['a session', () => db.session()],
  ])(
    'leaves %s unanswered for a bounded time, and is found again',
    async (_, ask) => {
      // Connections that are known to both sides.
      await Promise.all([db.query(sql`select 1`), db.query(sql`select 1`)]);
      proxy.silent = true;
      expect(isUnavailable(await refusal(ask()))).toBe(true);
      proxy.silent = false;
      expect(await db.query(sql`select 1 as one`)).toEqual([{ one: 1 }]);
    },
    30_000,
  );

  test('in the middle of a transaction leaves nothing of it, and its connection is not used again', async () => {
    const lost = db.transaction(async (tx) => {
      await tx.query(sql`insert into public.note values ('half')`);
      proxy.silent = true;
      await tx.copyIn(sql`public.note (text)`, 'other half\n');
    });
    expect(isUnavailable(await refusal(lost))).toBe(true);
    proxy.silent = false;
    expect(await db.query(sql`select text from public.note where text like '%half'`)).toEqual([]);
  });

  test('is listened to again when it speaks again', async () => {
    const heard: string[] = [];
    const stop = await db.listen('news', (payload) => heard.push(payload));
    const isHeard = async (payload: string) => {
      for (const deadline = Date.now() + 60_000; !heard.includes(payload);) {
        if (Date.now() > deadline) throw new Error(`${payload} was not heard.`);
        // As the record does it: again and again, since nobody hears what was said while the connection was down.
        await database.owner.query(sql`select pg_notify('news', ${payload})`);
        await sleep(100);
      }
    };
    await isHeard('before');
    // A connection that nobody will ever speak on again, though both ends believe in it.
    proxy.forget();
    await isHeard('after');
    expect(heard).toContain('after');
    await stop();
  }, 90_000);
});
