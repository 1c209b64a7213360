import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { identifier, sql } from '@baikoo/database';
import { DemoTokens } from '@baikoo/identity';
import { JsonLogger, writeKeyFile } from '@baikoo/installation';
import { generateSigner, verifyRecord } from '@baikoo/proof';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { startIssuer } from './support/local-issuer.js';
import { type RunningApi, startApi } from './support/running-api.js';

const SCREENS = 'https://screens.example.kg';
const TRUSTED = 'query Trusted { plans { totalCount } }';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
/** Data of a person that must stand nowhere but in the store for people, and there no longer than it is held. */
const PLANTED = { name: 'Планидзе', phone: '+996312000777', email: 'planted@example.kg' };

/** A production installation as its operator sets one up, with a real issuer; its log is kept, every line of it. */
let api: RunningApi;
let issuer: Awaited<ReturnType<typeof startIssuer>>;
let folder: string;
const logged: string[] = [];
const tokens: string[] = [];

beforeAll(async () => {
  issuer = await startIssuer();
  folder = await mkdtemp(path.join(tmpdir(), 'baikoo-production-'));
  const documents = path.join(folder, 'documents.json');
  const key = path.join(folder, 'key.pem');
  const signer = generateSigner('record.example.kg');
  writeKeyFile(key, signer);
  tokens.push(String(signer.privateKey.export({ format: 'pem', type: 'pkcs8' })).split('\n')[1]!);
  await writeFile(documents, JSON.stringify({ operations: [{ body: TRUSTED }] }));
  api = await startApi({
    logger: new JsonLogger({ logLevel: 'trace' }, { write: (line: string) => void logged.push(line) }),
    settings: {
      ...{ BAIKOO_MODE: 'production', DATABASE_URL: 'postgres://given.by/the-spec', OIDC_ISSUER: issuer.url },
      ...{ REQUEST_TIMEOUT_SECONDS: '1', TRUST_PROXY: '127.0.0.1', HSTS_SECONDS: '31536000', CORS_ORIGINS: SCREENS },
      ...{ TRUSTED_DOCUMENTS: documents, RATE_REQUESTS: '60', RATE_EXPORTS: '3', RATE_FAILED_SIGN_INS: '4' },
      ...{ PROOF_ORIGIN: 'record.example.kg', PROOF_KEY_FILE: key },
    },
  });
}, 60_000);
afterAll(async () => {
  await api?.close();
  await issuer?.close();
  await rm(folder, { recursive: true, force: true });
});

let addresses = 0;
/** Each test asks from an address of its own, so that none spends what another has. */
const anAddress = () => `10.0.0.${++addresses}`;

type Sent = { readonly person?: string; readonly from?: string; readonly headers?: Record<string, string> };

async function send(where: string, { person, from = '10.9.9.9', headers = {} }: Sent, init: RequestInit = {}) {
  const token = person && (await issuer.tokenOf(person));
  if (token) tokens.push(token);
  const answer = await fetch(`${api.url}${where}`, {
    ...{ redirect: 'manual', ...init },
    headers: {
      ...{ 'x-forwarded-for': from, 'accept-language': 'ru', ...headers },
      ...(token && { authorization: `Bearer ${token}` }),
    },
  });
  const text = await answer.text();
  const parsed = (text.startsWith('{') ? JSON.parse(text) : {}) as {
    code?: string;
    data?: Record<string, unknown>;
    errors?: { message: string; extensions: Record<string, unknown> }[];
  };
  const code = parsed.errors?.[0]?.extensions['code'] ?? parsed.code;
  return { ...{ status: answer.status, headers: answer.headers, text, code, data: parsed.data } };
}
const ask = (body: object, sent: Sent = {}) =>
  send(
    '/graphql',
    { ...sent, headers: { 'content-type': 'application/json', ...sent.headers } },
    { method: 'POST', body: JSON.stringify(body) },
  );

describe('production', () => {
  test('signs people in by its issuer, and by no key of the demonstration', async () => {
    const query = '{ me { personId role } }';
    expect((await ask({ query }, { person: 'demo-auditor' })).data).toEqual({
      me: { personId: 'demo-auditor', role: 'AUDITOR' },
    });
    const forged = await new DemoTokens(folder).issue('demo-secretariat', { days: 1 });
    tokens.push(forged);
    const headers = { authorization: `Bearer ${forged}` };
    expect(await ask({ query }, { headers })).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect(api.installation.demoTokens).toBeUndefined();
  });

  test('has no page to ask from', async () => {
    for (const where of ['/', '/graphql', '/graphiql/app.js'])
      expect((await send(where, { headers: { accept: 'text/html' } })).status).toBeGreaterThanOrEqual(400);
  });

  test('tells nobody its schema: neither as a whole nor by what somebody may have meant', async () => {
    for (const query of [
      '{ __schema { types { name } } }',
      '{ __type(name: "Query") { fields { name } } }',
      '{ plnas { totalCount } }',
      '{ plan(id: "x") { titels { ru } } }',
      '{ measures(ligths: [RED]) { totalCount } }',
      '{ measures(lights: [REDD]) { totalCount } }',
      '{ me { personId } ... on Qeury { __typename } }',
      'query ($sort: CycleSrot) { cycles(sort: $sort) { totalCount } }',
      'mutation { adoptPlna(input: {}) { __typename } }',
    ]) {
      const { text, status } = await ask({ query }, { person: 'demo-auditor' });
      expect([query, status]).toEqual([query, 400]);
      expect(text).not.toMatch(/did you mean|apollo|totalCount: Int|"plans"|adoptPlan"|CycleSort\b/i);
    }
    const variables = { sort: 'PERIODD' };
    const query = 'query ($sort: CycleSort) { cycles(sort: $sort) { totalCount } }';
    expect((await ask({ query, variables }, { person: 'demo-auditor' })).text).not.toMatch(/did you mean/i);
  });

  test('answers a fault of its own with a number to name, and neither SQL nor a stack', async () => {
    const rename = (from: string, to: string) =>
      api.database.owner.query(sql`alter table ${identifier(from)} rename to ${identifier(to)}`);
    await rename('measure', 'measure_away');
    const { text, code } = await ask({ query: '{ measures { totalCount } }' }, { person: 'demo-secretariat' });
    await rename('measure_away', 'measure');
    expect(code).toBe('INTERNAL_SERVER_ERROR');
    expect(text).not.toMatch(/relation "|select|measure_|42P01|\bat \S+:\d+|node_modules/i);
    expect(logged.some((line) => line.includes('42P01'))).toBe(true);
  });
});

describe('a browser', () => {
  const FIXED = {
    'content-security-policy': "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
    ...{ 'x-frame-options': 'DENY', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' },
    ...{ 'strict-transport-security': 'max-age=31536000', 'cross-origin-resource-policy': 'same-origin' },
  };
  test('is told with every answer to frame, sniff and load nothing, and to come by https', async () => {
    const answers = [
      await ask({ query: '{ me { role } }' }, { person: 'demo-auditor' }),
      await ask({ query: '{' }),
      await send('/nothing', {}),
      await send('/health', {}),
      await send('/export/plan/x.csv', {}),
    ];
    for (const { headers } of answers) {
      expect(Object.fromEntries(headers)).toMatchObject(FIXED);
      expect([headers.get('x-powered-by'), headers.get('server')]).toEqual([null, null]);
    }
  });

  test('is let through from pages of the screens and from no others', async () => {
    const preflight = (origin: string) =>
      send(
        '/graphql',
        {
          headers: {
            origin,
            'access-control-request-method': 'POST',
            'access-control-request-headers': 'authorization',
          },
        },
        { method: 'OPTIONS' },
      );
    const [ours, foreign] = [await preflight(SCREENS), await preflight('https://evil.example')];
    expect([ours.status, ours.headers.get('access-control-allow-origin')]).toEqual([204, SCREENS]);
    expect(ours.headers.get('access-control-allow-headers')).toMatch(/authorization/);
    expect(ours.headers.get('access-control-allow-credentials')).toBeNull();
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
    for (const [origin, allowed] of [
      [SCREENS, SCREENS],
      ['https://evil.example', null],
      ['null', null],
      [`${SCREENS}.evil.example`, null],
    ] as const) {
      const { headers } = await ask({ query: '{ __typename }' }, { headers: { origin } });
      expect([origin, headers.get('access-control-allow-origin')]).toEqual([origin, allowed]);
      expect(headers.get('vary') ?? '').toMatch(/origin/i);
    }
  });

  test('sends nothing in its person’s name that a foreign page can make it send', async () => {
    const query = encodeURIComponent(TRUSTED);
    const post = (type: string) =>
      send(
        '/graphql',
        { person: 'demo-auditor', headers: { 'content-type': type } },
        { method: 'POST', body: JSON.stringify({ query: TRUSTED }) },
      );
    expect(await send(`/graphql?query=${query}`, { person: 'demo-auditor' })).toMatchObject({ code: 'CROSS_SITE' });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect([type, (await post(type)).status]).toEqual([type, 415]);
    const headers = { 'apollo-require-preflight': 'yes' };
    expect((await send(`/graphql?query=${query}`, { person: 'demo-auditor', headers })).status).toBe(200);
  });
});

describe('an address', () => {
  test('that takes other requests says which', async () => {
    for (const [where, method, allow] of [
      ['/graphql', 'DELETE', 'GET, HEAD, POST, OPTIONS'],
      ['/export/plan/x.csv', 'PUT', 'GET, HEAD'],
      ['/import/plan', 'GET', 'POST'],
      ['/health', 'POST', 'GET, HEAD'],
    ] as const) {
      const answer = await send(where, {}, { method });
      expect([where, answer.status, answer.code, answer.headers.get('allow')]).toEqual([
        ...[where, 405, 'METHOD_NOT_ALLOWED', allow],
      ]);
    }
    expect((await send('/nothing', {}, { method: 'DELETE' })).status).toBe(404);
  });

  test('that takes files says how large one may be, and not how large a question', async () => {
    const upload = { person: 'demo-secretariat', headers: { 'content-type': 'text/csv' } };
    const body = Buffer.alloc(5 * 2 ** 20 + 1, 'x');
    const { status, text } = await send('/import/plan?planId=x', upload, { method: 'POST', body });
    expect([status, JSON.parse(text)]).toMatchObject([413, { code: 'BODY_TOO_LARGE', limit: 5 * 2 ** 20 }]);
  });
});

describe('who asks too often', () => {
  const query = { query: '{ __typename }' };
  test('is turned away for a while by person or by address, and the next honest caller is served', async () => {
    const from = anAddress();
    const codes: unknown[] = [];
    for (let nth = 0; nth < 61; nth++) codes.push((await ask(query, { from })).code);
    expect([codes.filter(Boolean), codes.at(-1)]).toEqual([['TOO_MANY_REQUESTS'], 'TOO_MANY_REQUESTS']);
    const refused = await ask(query, { from });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    // Somebody elsewhere, and who signs in from the same office.
    expect((await ask(query, { from: anAddress() })).status).toBe(200);
    expect((await ask(query, { from, person: 'demo-kenesh' })).status).toBe(200);
    expect((await send('/health', { from })).status).toBe(200);
  });

  test('by person, wherever they ask from', async () => {
    let last: number | undefined;
    for (let nth = 0; nth < 61; nth++) last = (await ask(query, { from: anAddress(), person: 'demo-expert' })).status;
    expect(last).toBe(429);
    expect((await ask(query, { from: anAddress(), person: 'demo-ministry' })).status).toBe(200);
  });

  test('is counted by itself for files, and for sign-ins that fail', async () => {
    const from = anAddress();
    const file = () => send('/export/measures/all.csv', { from, person: 'demo-osh-secretary' });
    const files: number[] = [];
    for (let nth = 0; nth < 4; nth++) files.push((await file()).status);
    expect(files).toEqual([200, 200, 200, 429]);
    expect((await file()).code).toBe('TOO_MANY_EXPORTS');
    expect((await ask(query, { from, person: 'demo-osh-secretary' })).status).toBe(200);

    const guess = (nth: number) => ask(query, { from, headers: { authorization: `Bearer guess-${nth}` } });
    const guesses: number[] = [];
    for (let nth = 0; nth < 5; nth++) guesses.push((await guess(nth)).status);
    expect(guesses).toEqual([401, 401, 401, 401, 429]);
    expect(await guess(9)).toMatchObject({ status: 429, code: 'TOO_MANY_FAILED_SIGN_INS' });
    expect((await ask(query, { from, person: 'demo-osh-secretary' })).status).toBe(200);
  });
});

describe('a question by its hash', () => {
  const by = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
  const person = 'demo-auditor';
  test('is answered when the operator has looked at it, or somebody sent its text before', async () => {
    expect((await ask(by(hashOf(TRUSTED)), { person })).data).toMatchObject({
      plans: { totalCount: expect.any(Number) },
    });
    const sent = '{ cycles { totalCount } }';
    expect((await ask(by(hashOf(sent)), { person })).code).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect((await ask({ query: sent, ...by(hashOf(sent)) }, { person })).status).toBe(200);
    expect((await ask(by(hashOf(sent)), { person })).data).toMatchObject({ cycles: {} });
  });
  test('is refused when the text is another’s: nobody puts their own in the place of a known one', async () => {
    const answer = await ask({ query: '{ me { role } }', ...by(hashOf(TRUSTED)) }, { person });
    expect([answer.status, answer.code, answer.data]).toEqual([400, 'OTHER_HASH', undefined]);
    expect((await ask(by(hashOf(TRUSTED)), { person })).data).toMatchObject({ plans: {} });
  });
});

describe('who sends slowly', () => {
  /** Writes to the open port, and resolves with what came back and how long the connection was held. */
  const open = (first: string, more?: string) =>
    new Promise<{ answer: string; heldMs: number }>((resolve) => {
      const [began, { port }] = [Date.now(), new URL(api.url)];
      let answer = '';
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(first));
      const drip = more === undefined ? undefined : setInterval(() => socket.write(more), 200);
      socket.on('data', (bytes: Buffer) => (answer += bytes.toString()));
      socket.on('error', () => {});
      socket.on('close', () => {
        clearInterval(drip);
        resolve({ answer, heldMs: Date.now() - began });
      });
    });
  const HEAD = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n';

  const introduced = () =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      socket.on('close', resolve);
    });

  test('a body, headers or an introduction, or stops in the middle, is given up, and the next is served', async () => {
    const [websocket, ...given] = await Promise.all([
      introduced(),
      open(HEAD, 'x'),
      open(HEAD),
      open('GET /health HTTP/1.1\r\n', 'x-more: 1\r\n'),
      open('GET /health HTTP/1.1\r\nhost: x\r\n'),
    ]);
    expect(websocket).toBe(4408);
    for (const { answer, heldMs } of given) {
      expect(answer).not.toMatch(/HTTP\/1\.1 (200|500)/);
      expect(heldMs).toBeLessThan(9_000);
    }
    expect((await send('/health', {})).status).toBe(200);
  });
});

describe('data about a person', () => {
  const personId = `person-${randomUUID()}`;
  const held = { names: { ru: PLANTED.name }, officePhone: PLANTED.phone, eMail: PLANTED.email };
  const command = (name: string, input: object) =>
    ask(
      {
        query: `mutation ($input: ${name === 'erasePerson' ? 'ErasePersonInput' : 'PersonalDataInput'}!) {
          it: ${name}(input: $input) { ... on Receipt { revision } ... on Refusal { code message } } }`,
        variables: { input: { commandId: `${name}-${personId}`, personId, ...input } },
      },
      { person: 'demo-secretariat', from: '10.1.1.1' },
    );
  const file = () => send(`/export/person/${personId}.json`, { person: 'demo-secretariat-second', from: '10.1.1.2' });

  /** Every row of every table that holds a text. */
  const standsIn = async (text: string): Promise<string[]> => {
    const tables = await api.database.owner.query<{ schema: string; name: string }>(sql`
      select table_schema as schema, table_name as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`);
    const found: string[] = [];
    for (const { schema, name } of tables) {
      const rows = await api.database.owner.query(
        sql`select from ${identifier(schema)}.${identifier(name)} as row where row::text like ${`%${text}%`} limit 1`,
      );
      if (rows.length > 0) found.push(`${schema}.${name}`);
    }
    return found;
  };

  test('are taken away as a file while they are held, and when they were erased there are none, anywhere', async () => {
    const before = await verifyRecord(api.installation.store.recorded, { checkpoints: [] });
    expect((await command('recordPerson', held)).data).toMatchObject({ it: { revision: 1 } });
    expect((await file()).text).toContain(PLANTED.name);
    expect(await standsIn(PLANTED.name)).toEqual(['people.person']);
    expect((await command('erasePerson', { reason: 'Left the office' })).data).toMatchObject({ it: { revision: 2 } });
    for (const text of Object.values(PLANTED)) {
      expect((await file()).text).not.toContain(text);
      expect(await standsIn(text)).toEqual([]);
    }
    // The record went on by what was done, and is what it was before.
    const checkpoints = [{ size: before.size, root: before.root, origin: 'record.example.kg' }];
    const after = await verifyRecord(api.installation.store.recorded, { checkpoints: checkpoints as never });
    expect([after.size, after.broken]).toEqual([before.size + 2, []]);
  });

  test('stand in no line of the log, also when the database quotes them in a fault', async () => {
    await api.database.owner.query(sql`alter table people.person add constraint full_up check (false) not valid`);
    const answer = await command('recordPerson', { ...held, commandId: `again-${personId}` });
    await api.database.owner.query(sql`alter table people.person drop constraint full_up`);
    expect(answer.code).toBe('INTERNAL_SERVER_ERROR');
    expect(logged.some((line) => line.includes('full_up'))).toBe(true);
  });
});

describe('the log, after all of this', () => {
  test('holds no token, password, address with one, nor anything of a person', () => {
    const { password, href } = new URL(api.database.url);
    expect(password.length).toBeGreaterThan(3);
    expect(tokens.length).toBeGreaterThan(20);
    const all = logged.join('');
    for (const secret of [...tokens, href, `:${password}@`, ...Object.values(PLANTED), 'guess-0'])
      expect([secret, all.includes(secret)]).toEqual([secret, false]);
  });

  test('tells of no more errors than were made', () => {
    const errors = logged
      .map((line) => JSON.parse(line) as { level: number; msg: string })
      .filter(({ level }) => level >= 50);
    const made = /relation "measure"|full_up/;
    expect(errors.map(({ msg }) => msg).filter((msg) => !made.test(msg))).toEqual([]);
  });
});
