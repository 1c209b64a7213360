import { expect, test } from '@jest/globals';
import { HOSTILE_TEXTS } from '../hostile-texts.js';
import { codeOf, type HostileClient, JSON_BODY } from './client.js';

/** Bodies, methods, addresses, files and headers that nobody serves. */
export function specifyHostileAddresses(client: HostileClient): void {
  const { question, send, tokenOf } = client;

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
      await send('/graphql', { method: 'POST', headers: JSON_BODY, body: '{"query":"{"}', language });
  });
}
