import { identifier, sql } from '@baikoo/database';
import { DemoTokens } from '@baikoo/identity';
import { describe, expect, test } from '@jest/globals';
import { askingOf } from './asking.js';
import type { Production } from './installation.js';

/** Whom it believes, and what it tells nobody. */
export function specifyWhatIsKeptBack(production: () => Production): void {
  const { ask, send } = askingOf(production);

  describe('production', () => {
    test('signs people in by its issuer, and by no key of the demonstration', async () => {
      const query = '{ me { personId role } }';
      expect((await ask({ query }, { person: 'demo-auditor' })).data).toEqual({
        me: { personId: 'demo-auditor', role: 'AUDITOR' },
      });
      const forged = await new DemoTokens(production().folder).issue('demo-secretariat', { days: 1 });
      production().tokens.push(forged);
      const headers = { authorization: `Bearer ${forged}` };
      expect(await ask({ query }, { headers })).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
      expect(production().api.installation.demoTokens).toBeUndefined();
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
        production().api.database.owner.query(sql`alter table ${identifier(from)} rename to ${identifier(to)}`);
      await rename('measure', 'measure_away');
      const { text, code } = await ask({ query: '{ measures { totalCount } }' }, { person: 'demo-secretariat' });
      await rename('measure_away', 'measure');
      expect(code).toBe('INTERNAL_SERVER_ERROR');
      expect(text).not.toMatch(/relation "|select|measure_|42P01|\bat \S+:\d+|node_modules/i);
      expect(production().logged.some((line) => line.includes('42P01'))).toBe(true);
    });
  });
}
