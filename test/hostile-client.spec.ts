import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { WebSocket } from 'ws';
import { HOSTILE_TEXTS, hostileQuestions } from './support/hostile-texts.js';
import { type RunningApi, startApi } from './support/running-api.js';

let api: RunningApi;
let schema: GraphQLSchema;
let before: { readonly head: bigint; readonly honest: string; readonly heap: number };
const errorsLogged: string[] = [];
const logger = {
  ...{ log: () => {}, warn: () => {}, debug: () => {}, verbose: () => {} },
  error: (fault: unknown) => void errorsLogged.push(String(fault)),
};
const HONEST = '{ plans { totalCount nodes { id titles { ky ru en } } } measures(first: 3) { nodes { id status } } }';
/** Traces of our own machinery: frames of stacks, places on the disk, SQL, names of libraries. */
const LEAKS = [
  /\bat [^"]{0,80}\.(js|ts):\d+/,
  /node_modules|file:\/\/|\/work\/|\/tmp\/|\/root\//,
  /\bselect\b.{1,200}\bfrom\b|relation \\?"|syntax error at or near|SQLSTATE|\bpg_\w+/i,
  /fastify|FST_ERR|nestjs|apollo(?!-require)|graphql-js|\bpostgres/i,
];
let asked = 0;

beforeAll(async () => {
  api = await startApi({ logger, settings: { RATE_FAILED_SIGN_INS: '0' } });
  schema = api.server.app.get(GraphQLSchemaHost).schema;
  before = { head: await api.installation.store.head(), honest: await honestAnswer(), heap: heap() };
}, 60_000);
afterAll(() => api?.close());

const heap = () => process.memoryUsage().heapUsed;
const tokenOf = (person: string) => api.installation.demoTokens!.issue(person, { days: 1 });
const honestAnswer = async () => JSON.stringify(await api.ask('demo-auditor', HONEST));

/** Sends anything; what comes back must be no fault of ours and tell nothing of us. */
async function send(path: string, init: RequestInit & { readonly language?: string } = {}) {
  asked++;
  const headers = new Headers(init.headers);
  headers.set('accept-language', init.language ?? 'ru');
  const response = await fetch(`${api.url}${path}`, { redirect: 'manual', ...init, headers });
  const text = await response.text();
  const told = `${text}\n${[...response.headers].filter(([name]) => name !== 'location').join('\n')}`;
  for (const leak of LEAKS) expect(told.match(leak)?.[0]).toBeUndefined();
  expect({ status: response.status < 500, text: text.includes('INTERNAL_SERVER') && init.body }).toEqual({
    status: true,
    text: false,
  });
  return { status: response.status, text, headers: response.headers };
}

const json = { 'content-type': 'application/json' };
async function question(body: unknown, person?: string, more: Record<string, string> = {}) {
  const authorization = person && `Bearer ${await tokenOf(person)}`;
  const headers = { ...json, ...(authorization && { authorization }), ...more };
  return send('/graphql', { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
}
const codeOf = ({ text }: { readonly text: string }): string | undefined => {
  const { errors, code } = JSON.parse(text) as { errors?: { extensions?: { code?: string } }[]; code?: string };
  return errors?.[0]?.extensions?.code ?? code;
};

describe('a hostile client gets nowhere', () => {
  test.each(['query', 'mutation'] as const)('with texts that inject, in every %s of the schema', async (operation) => {
    const root = operation === 'query' ? schema.getQueryType()! : schema.getMutationType()!;
    // Each text meets many fields, and each field some of the texts: by a fixed step, the same in every run.
    for (const shift of operation === 'query' ? [0, 3, 10, 17] : [0, 7])
      for (const each of hostileQuestions(
        operation,
        root,
        (nth) => HOSTILE_TEXTS[(nth + shift) % HOSTILE_TEXTS.length]!,
      ))
        expect((await question(each, shift % 2 === 0 ? 'demo-auditor' : undefined)).text).not.toBe('');
  });

  test('with a token that was tampered with, is expired, unsigned, signed by somebody else or stolen in part', async () => {
    const good = await tokenOf('demo-secretariat');
    const [head = '', payload = '', signature = ''] = good.split('.');
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    const hmac = (text: string) => createHmac('sha256', 'secret').update(text).digest('base64url');
    const forged = `${part({ alg: 'HS256', typ: 'JWT' })}.${payload}`;
    const bad = [
      `${part({ alg: 'none' })}.${payload}.`,
      `${part({ alg: 'NONE', typ: 'JWT' })}.${payload}.${signature}`,
      `${head}.${part({ ...claims, sub: 'demo-auditor' })}.${signature}`,
      `${head}.${part({ ...claims, exp: 4_102_444_800 })}.${signature}`,
      `${forged}.${hmac(forged)}`,
      `${part({ alg: 'RS256', jwk: { kty: 'oct', k: 'AA' } })}.${payload}.${signature}`,
      `${part({ alg: 'EdDSA', kid: '../../dev/null' })}.${payload}.${signature}`,
      `${head}.${payload}`,
      good.slice(0, -10),
      `${good}.x`,
      'null',
      'x'.repeat(5_000),
    ];
    for (const token of bad) {
      const answer = await question({ query: '{ me { personId } }' }, undefined, { authorization: `Bearer ${token}` });
      expect([answer.status, codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
    }
    const stale = await api.installation.demoTokens!.issue('demo-secretariat', { days: -1 });
    expect(
      await question({ query: '{ me { personId } }' }, undefined, { authorization: `Bearer ${stale}` }),
    ).toMatchObject({ status: 401 });
    for (const authorization of ['Basic cm9vdDpyb290', 'Bearer', 'Bearer a b', `bearer ${good.toUpperCase()}`])
      expect((await question({ query: '{ me { personId } }' }, undefined, { authorization })).status).toBe(401);
  });

  test('with questions that are malformed, endless, deep, wide or circular', async () => {
    const many = (count: number, of: (nth: number) => string) =>
      Array.from({ length: count }, (_, i) => of(i)).join(' ');
    const cases: readonly (readonly [string, string])[] = [
      ['{', 'GRAPHQL_PARSE_FAILED'],
      ['\u0000', 'GRAPHQL_PARSE_FAILED'],
      ['{ me { personId } } }}}', 'GRAPHQL_PARSE_FAILED'],
      [`{ ${'me { '.repeat(30_000)}`, 'TOO_LONG'],
      [`{ ${many(2_000, (i) => `a${i}: __typename`)} }`, 'TOO_LONG'],
      [`{ ${many(40, (i) => `a${i}: __typename`)} }`, 'TOO_MANY_ALIASES'],
      [`{ ${'__typename '.repeat(25)} }`, 'TOO_MANY_ROOT_FIELDS'],
      [`{ __typename ${'@include(if: true) '.repeat(40)} }`, 'GRAPHQL_VALIDATION_FAILED'],
      ['{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }', 'GRAPHQL_VALIDATION_FAILED'],
      ['{ ...A } fragment A on Query { ...A }', 'GRAPHQL_VALIDATION_FAILED'],
      [
        `{ ...F0 } ${many(60, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F60 on Query { me { role } }`,
        'TOO_MANY_ROOT_FIELDS',
      ],
      [`{ ${many(10, (i) => `r${i}: monitoringReport(cycleId: "c") { html }`)} }`, 'TOO_COSTLY'],
      ['{ cycles(first: 200) { nodes { submissions(first: 200) { id items { id } } } } }', 'TOO_COSTLY'],
      [
        '{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }',
        'GRAPHQL_VALIDATION_FAILED',
      ],
      ['query A { __typename } query B { __typename }', 'OPERATION_RESOLUTION_FAILURE'],
      ['subscription { cycleProgress(cycleId: "x") { position } }', ''],
      ['{ nobodyKnowsThis }', 'GRAPHQL_VALIDATION_FAILED'],
      ['{ plan(id: {a: 1}) { id } }', 'GRAPHQL_VALIDATION_FAILED'],
    ];
    for (const [query, code] of cases) {
      const answer = await question({ query }, 'demo-auditor');
      if (!code) continue;
      expect([query.slice(0, 60), codeOf(answer)]).toEqual([query.slice(0, 60), code]);
      expect(answer.text).toMatch(/[а-я]/i);
    }
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const body = `{"query":"query ($id: ID!) { plan(id: $id) { id } }","variables":{"id":${deep}}}`;
    expect(codeOf(await question(body, 'demo-auditor'))).toMatch(/^VARIABLES_TOO_/);
  });

  test('with bodies, methods, addresses and kinds of content that nobody serves, told in its language', async () => {
    const post = (body: string, type = 'application/json', address = '/graphql') =>
      send(address, { method: 'POST', headers: { 'content-type': type }, body });
    const cases: readonly (readonly [string, Promise<Awaited<ReturnType<typeof send>>>, number, string])[] = [
      ['broken JSON', post('{"query":'), 400, 'NOT_JSON'],
      ['poison', post('{"query":"{ me { role } }","__proto__":{"admin":true}}'), 400, 'NOT_JSON'],
      ['a list', post('[{"query":"{ __typename }"},{"query":"{ __typename }"}]'), 400, 'NO_BATCHES'],
      ['a list, asked otherwise', post('[{"query":"{ __typename }"}]', undefined, '/graphq%6c'), 400, 'NO_BATCHES'],
      ['null', post('null'), 400, 'NOT_A_QUESTION'],
      ['a number as question', post('{"query":1}'), 400, 'NOT_A_QUESTION'],
      ['variables as list', post('{"query":"{ __typename }","variables":[]}'), 400, 'NOT_A_QUESTION'],
      ['a form', post('query=%7B__typename%7D', 'application/x-www-form-urlencoded'), 415, 'UNSUPPORTED_TYPE'],
      ['plain text', post('{"query":"{ __typename }"}', 'text/plain'), 415, 'UNSUPPORTED_TYPE'],
      ['xml', post('<a/>', 'application/xml'), 415, 'UNSUPPORTED_TYPE'],
      ['too much', post(JSON.stringify({ query: 'x'.repeat(1_100_000) })), 413, 'BODY_TOO_LARGE'],
      ['a foreign page', send('/graphql?query=%7B__typename%7D'), 400, 'CROSS_SITE'],
      ['nothing there', send('/admin'), 404, 'NOT_FOUND'],
      ['a broken address', send('/%c0%ae%c0%ae/'), 400, 'UNREADABLE_REQUEST'],
      ['another method', send('/graphql', { method: 'DELETE' }), 405, 'METHOD_NOT_ALLOWED'],
      ['another method of a file', send('/export/plan/x.csv', { method: 'POST' }), 405, 'METHOD_NOT_ALLOWED'],
      ['a query of an upload', send('/import/plan'), 405, 'METHOD_NOT_ALLOWED'],
    ];
    for (const [what, answering, status, code] of cases) {
      const answer = await answering;
      expect([what, answer.status, codeOf(answer)]).toEqual([what, status, code]);
      expect(answer.text).toMatch(/[а-я]{3}/i);
    }
    const written = `mutation { adoptPlan(input: { commandId: "by-get", planId: "x" }) { __typename } }`;
    const byGet = await send(`/graphql?query=${encodeURIComponent(written)}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(byGet.status).toBeGreaterThanOrEqual(400);
  });

  test('on the addresses of files, with paths that climb and ids that guess', async () => {
    const authorization = `Bearer ${await tokenOf('demo-ak-suu-secretary')}`;
    const names = [
      '..%2f..%2fetc%2fpasswd.csv',
      '%2e%2e/%2e%2e/etc/passwd',
      'x%00.csv',
      "'%20or%201=1.xlsx",
      '%F0%9F%A6%8A.csv',
    ];
    for (const place of ['plan', 'measures', 'nothing'])
      for (const name of [...names, ...HOSTILE_TEXTS.slice(0, 9).map((text) => encodeURIComponent(`${text}.csv`))]) {
        const answer = await send(`/export/${place}/${name}`, { headers: { authorization } });
        expect(answer.text).not.toMatch(/root:x:/);
      }
    for (const name of names) expect((await send(`/graphiql/${name}`)).status).toBeGreaterThanOrEqual(400);
    for (let nth = 0; nth < 40; nth++) await send(`/export/plan/plan-${nth}.csv`);
  });

  test('with files that are none, and headers that are too much', async () => {
    const authorization = `Bearer ${await tokenOf('demo-auditor')}`;
    const bodies = [
      Buffer.alloc(0),
      Buffer.from('PK\u0003\u0004broken'),
      Buffer.alloc(200_000, 0),
      Buffer.from('\uD800'),
    ];
    for (const body of bodies)
      for (const type of ['text/csv', 'application/octet-stream', 'application/zip'])
        await send('/import/plan?planId=..%2f..&dryRun=false', {
          method: 'POST',
          headers: { authorization, 'content-type': type },
          body,
        });
    const odd = { 'x-correlation-id': "x'; --", 'baikoo-mandate': '../../x', 'x-forwarded-for': '1.2.3.4, ::1' };
    expect((await question({ query: '{ __typename }' }, 'demo-auditor', odd)).status).toBe(401);
    for (const language of ['xx', '*', 'ky;q=9', 'a'.repeat(4_000)])
      await send('/graphql', { method: 'POST', headers: json, body: '{"query":"{"}', language });
  });

  test('by sending one command again, whoever sends it', async () => {
    const query = `mutation ($input: AcceptReportInput!) { acceptReport(input: $input) { __typename ... on Refusal { code } } }`;
    const input = { commandId: 'replayed-command-1', cycleId: 'no-such-cycle', organisationId: 'nobody' };
    for (const person of ['demo-auditor', 'demo-auditor', 'demo-secretariat', 'demo-secretariat', undefined])
      expect((await question({ query, variables: { input } }, person)).text).toContain('Refusal');
  });

  test('over a WebSocket', async () => {
    const token = await tokenOf('demo-auditor');
    const init = JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    const subscribe = (id: string, query: string) => JSON.stringify({ id, type: 'subscribe', payload: { query } });
    const talk = async (
      messages: readonly (string | Buffer)[],
      onceKnown?: string,
      protocol = 'graphql-transport-ws',
    ) => {
      asked++;
      const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, protocol, {
        headers: { 'accept-language': 'ru' },
      });
      const heard: string[] = [];
      const closed = new Promise<string>((resolve) => {
        socket.on('message', (data: Buffer) => {
          if (heard.push(data.toString()) === 1 && onceKnown) socket.send(onceKnown);
          else if (onceKnown) resolve('answered');
        });
        socket.on('close', (code, reason) => resolve(`${code} ${String(reason)}`));
        socket.on('error', () => {});
        socket.on('open', () => messages.forEach((message) => socket.send(message)));
      });
      const end = await Promise.race([closed, sleep(5_000, 'open')]);
      socket.terminate();
      for (const leak of LEAKS) expect([end, ...heard].join('\n').match(leak)?.[0]).toBeUndefined();
      return { end, heard: heard.join('\n') };
    };
    expect((await talk(['no json'])).end).toMatch(/^4400 .*протокол/);
    expect((await talk([subscribe('1', 'subscription { __typename }')])).end).toMatch(/^4401 /);
    expect((await talk([init, init])).end).toMatch(/^44\d\d [А-Я]/);
    expect((await talk(['x'.repeat(20_000)])).end).toMatch(/^1009/);
    expect((await talk([init, ...Array.from({ length: 250 }, () => '{"type":"ping"}')])).end).toMatch(/^4429 /);
    expect((await talk([init], subscribe('1', '{ me { personId } }'))).heard).toContain('ONLY_SUBSCRIPTIONS');
    expect((await talk([init], subscribe('1', `subscription { ${'a { '.repeat(1_500)}`))).heard).toContain('TOO_LONG');
    await talk([Buffer.from([0, 255, 1])], undefined, 'nothing');
  });
});

describe('after all of it', () => {
  test('hundreds of requests were answered, and none of them was an error of ours', () => {
    expect(asked).toBeGreaterThan(400);
    expect(errorsLogged).toEqual([]);
  });
  test('nothing was written', async () => expect(await api.installation.store.head()).toBe(before.head));
  test('the next honest caller is answered as before', async () => expect(await honestAnswer()).toBe(before.honest));
  test('memory has not grown with it', () => expect(heap() - before.heap).toBeLessThan(400 * 2 ** 20));
});
