import { describe, expect, test } from '@jest/globals';
import { askingOf } from './asking.js';
import { type Production, SCREENS, TRUSTED } from './installation.js';

/** What browsers are told, and what each address takes. */
export function specifyBrowsers(production: () => Production): void {
  const { ask, send } = askingOf(production);

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
}
