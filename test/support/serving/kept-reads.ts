import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '@baikoo/database';
import { describe, expect, test } from '@jest/globals';
import { askingOf, type Served } from './served.js';

/** What is kept of what auditors read. */
export function specifyKeptReads(served: () => Served): void {
  const { tokenOf } = askingOf(served);

  describe('what an auditor reads', () => {
    const keptOf = async (correlationId: string) => {
      // Written with others, after the answer.
      for (let tries = 0; tries < 100; tries++) {
        const rows = await served().api.installation.db.query(sql`
          select kind, via, person_id, role_at_time as role, organisation_id, operation, asked, as_of
          from audit.sensitive_read where correlation_id = ${correlationId}`);
        if (rows.length > 0) return rows;
        await sleep(25);
      }
      return [];
    };
    const ask = async (person: string, correlationId: string, query: string) => {
      const headers = { 'content-type': 'application/json', 'x-correlation-id': correlationId };
      const authorization = `Bearer ${await tokenOf(person)}`;
      const body = JSON.stringify({ query, operationName: 'Look', variables: { id: 'leninsky-lighting' } });
      return (
        await fetch(`${served().api.url}/graphql`, { method: 'POST', headers: { ...headers, authorization }, body })
      ).text();
    };
    const LOOK = 'query Look($id: ID!) { measure(id: $id) { id } measures(search: "Aibek", first: 1) { totalCount } }';

    test('is kept each time, also where the answer comes from memory, and without what was typed freely', async () => {
      const answers = [];
      for (let nth = 1; nth <= 4; nth++) answers.push(await ask('demo-auditor', `looked-${nth}00`, LOOK));
      expect(new Set(answers).size).toBe(1);
      for (let nth = 1; nth <= 4; nth++)
        expect(await keptOf(`looked-${nth}00`)).toMatchObject([
          {
            ...{ kind: 'OVERSIGHT', via: 'GRAPHQL', person_id: 'demo-auditor', role: 'AUDITOR', as_of: null },
            ...{ organisation_id: 'audit-parliament', operation: 'Look' },
            asked: [
              { field: 'measure', arguments: { id: 'leninsky-lighting' } },
              { field: 'measures', arguments: { first: 1 } },
            ],
          },
        ]);
      expect(JSON.stringify(await keptOf('looked-100'))).not.toContain('Aibek');
    });
    test('is kept with the place in the record that it was asked of', async () => {
      await ask('demo-auditor', 'looked-back', LOOK.replace('($id: ID!)', '($id: ID!) @asOf(position: "7")'));
      expect(await keptOf('looked-back')).toMatchObject([{ as_of: '7' }]);
    });
    test('is more than what is kept of others: of them nothing, unless it is about people or taken away', async () => {
      await ask('demo-secretariat', 'looked-else', LOOK);
      await ask('demo-auditor', 'looked-last', LOOK);
      await keptOf('looked-last');
      expect(
        await served().api.installation.db.query(sql`
        select 1 from audit.sensitive_read where correlation_id = 'looked-else'`),
      ).toEqual([]);
    });
  });
}
