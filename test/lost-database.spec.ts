import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '@baikoo/database';
import { projections } from '@baikoo/installation';
import { verify } from '@baikoo/projections';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type RunningApi, startApi } from './support/running-api.js';
import { TcpProxy } from './support/tcp-proxy.js';

/** Longer than any answer may take: a mutation waits at most for a place in a batch, for the batch and for its own. */
const BOUND_MS = 60_000;

let proxy: TcpProxy;
let api: RunningApi;
beforeAll(async () => {
  api = await startApi({
    by: async (url) => {
      proxy = await TcpProxy.before(url);
      return proxy.url;
    },
  });
}, 120_000);
afterAll(async () => {
  await proxy.close();
  await proxy.open();
  await api.close();
  await proxy.close();
});

type Answered = {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
};

const allocate = (commandId: string, amount: string): Promise<Answered> =>
  api.ask(
    'demo-secretariat',
    `mutation { it: allocateFunding(input: { commandId: "${commandId}", measureId: "osh-patrols", lineId: "local-2026",
       amount: "${amount}" }) { ... on Receipt { commandId revision position } ... on Refusal { code } } }`,
  ) as Promise<Answered>;

const ask = (language = 'en') =>
  api.ask(
    'demo-auditor',
    '{ measure(id: "osh-patrols") { funding { id allocated } } }',
    {},
    language,
  ) as Promise<Answered>;

/** Allocations add up to what the first data brought (250000.00): one that counted twice would show. */
const showing = (allocated: string) => ({
  measure: { funding: expect.arrayContaining([{ id: 'local-2026', allocated }]) },
});

const health = async () => {
  const answer = await fetch(`${api.url}/health`);
  return { http: answer.status, ...((await answer.json()) as object) };
};

/** What a client does that was told to try again: the same, until it is answered. */
async function sentAgain<T extends Answered>(send: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + BOUND_MS;
  for (;;) {
    const answer = await send();
    if (!answer.errors) return answer;
    if (Date.now() > deadline) throw new Error(JSON.stringify(answer.errors));
    await sleep(100);
  }
}

async function isHealthy(): Promise<void> {
  const deadline = Date.now() + BOUND_MS;
  for (let last = await health(); last.http !== 200; last = await health()) {
    if (Date.now() > deadline) throw new Error(`Still not well: ${JSON.stringify(last)}`);
    await sleep(100);
  }
}

const timesRecorded = async (commandId: string): Promise<number> => {
  const [row] = await api.database.db.query<{ times: number }>(
    sql`select count(*)::integer as times from record.event where cause ->> 'commandId' = ${commandId}`,
  );
  return row!.times;
};

const UNAVAILABLE = { extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true } };

describe('a database that is away', () => {
  test('has commands and queries refused as such, in words for people and for programs', async () => {
    await proxy.close();
    const { errors, data } = await allocate('while-away-1', '10.00');
    expect(data ?? null).toBeNull();
    expect(errors).toEqual([expect.objectContaining({ extensions: expect.objectContaining(UNAVAILABLE.extensions) })]);
    expect((await ask()).errors?.[0]).toMatchObject({
      ...UNAVAILABLE,
      message: expect.stringMatching(/Send the same/),
    });
    expect((await ask('ru')).errors?.[0]?.message).toMatch(/База данных сейчас недоступна/);
    expect(await health()).toMatchObject({ http: 503, database: 'DOWN' });
  });

  test('is found again, and the command that was refused is accepted once', async () => {
    await proxy.open();
    const { data } = await sentAgain(() => allocate('while-away-1', '10.00'));
    expect(data).toMatchObject({ it: { commandId: 'while-away-1' } });
    expect((await allocate('while-away-1', '10.00')).data).toEqual(data);
    expect(await timesRecorded('while-away-1')).toBe(1);
    await isHealthy();
  }, 90_000);
});

describe('a command whose acknowledgement was lost', () => {
  test('can be sent again and has one effect', async () => {
    const lost = proxy.loseAnswerTo('"command_id":"unheard-1"');
    const { errors } = await allocate('unheard-1', '20.00');
    await lost;
    expect(errors?.[0]).toMatchObject(UNAVAILABLE);
    expect(await timesRecorded('unheard-1')).toBe(1);

    const { data } = await sentAgain(() => allocate('unheard-1', '20.00'));
    expect(data).toMatchObject({ it: { commandId: 'unheard-1' } });
    expect(await timesRecorded('unheard-1')).toBe(1);
    expect((await sentAgain(ask)).data).toEqual(showing('250030.00'));
  }, 90_000);
});

describe('a database that is silent', () => {
  test('has everybody answered in bounded time', async () => {
    proxy.silent = true;
    const asked = [
      ...Array.from({ length: 12 }, (_, n) => allocate(`silent-${n}`, `${30 + n}.00`)),
      ...Array.from({ length: 12 }, () => ask()),
    ];
    expect(await health()).toMatchObject({ http: 503, database: 'SILENT' });
    const answers = await Promise.race([Promise.all(asked), sleep(BOUND_MS, 'no answer', { ref: false })]);
    expect(answers).toEqual(asked.map(() => ({ ...withErrors, data: undefined })));
  }, 90_000);

  test('is found again without a restart, and what was sent again has one effect', async () => {
    proxy.silent = false;
    for (let n = 0; n < 12; n++) await sentAgain(() => allocate(`silent-${n}`, `${30 + n}.00`));
    for (let n = 0; n < 12; n++) expect(await timesRecorded(`silent-${n}`)).toBe(1);
    await isHealthy();
    expect((await sentAgain(ask)).data).toEqual(showing('250456.00'));
  }, 90_000);

  const withErrors = {
    errors: [expect.objectContaining({ extensions: expect.objectContaining(UNAVAILABLE.extensions) })],
  };
});

test('after all of it every read model is what the record says', async () => {
  const { db, store } = api.installation;
  expect(await verify(db, store, projections)).toEqual([]);
}, 60_000);
