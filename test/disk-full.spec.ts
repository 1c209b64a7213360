import { setTimeout as sleep } from 'node:timers/promises';
import { identifier, sql } from '@baikoo/database';
import { projections } from '@baikoo/installation';
import { verify } from '@baikoo/projections';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type RunningApi, startApi } from './support/running-api.js';

/**
 * A disk cannot be filled everywhere where specs run, so a trigger says what PostgreSQL says when it is full: SQLSTATE
 * 53100 in the middle of the statement that writes.
 */
async function fill(schema: 'record' | 'read', table: string): Promise<() => Promise<void>> {
  const { owner: db } = api.database;
  await db.query(sql`
    create or replace function public.find_no_room() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`);
  const target = sql`${identifier(schema)}.${identifier(table)}`;
  await db.query(
    sql`create trigger full_disk before insert on ${target} for each statement execute function public.find_no_room()`,
  );
  return async () => {
    await db.query(sql`drop trigger full_disk on ${target}`);
  };
}

let api: RunningApi;
beforeAll(async () => (api = await startApi()), 120_000);
afterAll(() => api?.close());

type Answered = {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
};

const allocate = (commandId: string, language = 'en'): Promise<Answered> =>
  api.ask(
    'demo-secretariat',
    `mutation { it: allocateFunding(input: { commandId: "${commandId}", measureId: "osh-patrols", lineId: "local-2026",
       amount: "1.00" }) { ... on Receipt { commandId upToDate } ... on Refusal { code } } }`,
    {},
    language,
  ) as Promise<Answered>;

const allocated = async () => {
  const { data } = await api.ask('demo-auditor', '{ measure(id: "osh-patrols") { allocated } }');
  return (data as { measure: { allocated: string } }).measure.allocated;
};

const health = async () => {
  const answer = await fetch(`${api.url}/health`);
  return { http: answer.status, ...((await answer.json()) as { status: string; database: string }) };
};

async function healthBecomes(database: string): Promise<Awaited<ReturnType<typeof health>>> {
  for (const deadline = Date.now() + 30_000; ; await sleep(50)) {
    const last = await health();
    if (last.database === database) return last;
    if (Date.now() > deadline) throw new Error(`Still not ${database}: ${JSON.stringify(last)}`);
  }
}

describe('a disk without room for the record', () => {
  let free: () => Promise<void>;
  let before: string;
  beforeAll(async () => {
    before = await allocated();
    free = await fill('record', 'event');
  });

  test('has commands refused with a reason that an operator understands, in three languages', async () => {
    const { errors } = await allocate('full-disk-1');
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(/The disk of the database is full/),
      extensions: { code: 'SERVICE_UNAVAILABLE', reason: 'DISK_FULL', retryable: true },
    });
    expect((await allocate('full-disk-1', 'ru')).errors?.[0]?.message).toMatch(/Диск базы данных заполнен/);
    expect((await allocate('full-disk-1', 'ky')).errors?.[0]?.message).toMatch(/диски толуп калды/);
  });

  test('refuses every one of many commands sent at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => allocate(`full-disk-many-${n}`)));
    expect(answers.map(({ errors }) => errors?.[0]?.extensions['reason'])).toEqual(answers.map(() => 'DISK_FULL'));
  });

  test('shows in health, while queries go on being answered', async () => {
    expect(await health()).toMatchObject({ http: 200, status: 'DEGRADED', database: 'DISK_FULL' });
    expect(await allocated()).toBe(before);
  });

  test('does no harm: with room again the same command is accepted, once', async () => {
    await free();
    expect((await allocate('full-disk-1')).data).toEqual({ it: { commandId: 'full-disk-1', upToDate: true } });
    await allocate('full-disk-1');
    expect(Number(await allocated()) - Number(before)).toBe(1);
    expect(await health()).toMatchObject({ http: 200, status: 'UP', database: 'UP' });
  });
});

describe('a disk without room for a read model', () => {
  test('shows in health; the command is recorded, and shown when there is room again', async () => {
    const before = await allocated();
    const free = await fill('read', 'measure_history');
    expect((await allocate('full-disk-2')).data).toEqual({ it: { commandId: 'full-disk-2', upToDate: false } });
    expect(await healthBecomes('DISK_FULL')).toMatchObject({ http: 200, status: 'DEGRADED' });
    await free();
    expect(await healthBecomes('UP')).toMatchObject({ http: 200, status: 'UP' });
    const { db, store } = api.installation;
    expect(Number(await allocated()) - Number(before)).toBe(1);
    expect(await verify(db, store, projections)).toEqual([]);
  }, 90_000);
});
