import { describe, expect, test } from '@jest/globals';
import type { RunningApi } from '../running-api.js';
import { CHAIR, SECRETARY, adoption, plan, sendingTo } from './sending.js';

/** What is refused for who asks, and the trace that it leaves. */
export function specifyWhoMayNot(api: () => RunningApi): void {
  const send = sendingTo(api);

  describe('what is not allowed', () => {
    test('nobody writes without signing in', async () =>
      expect(await send(undefined, 'draftPlan', { ...plan, commandId: 'nobody-1' })).toMatchObject({
        code: 'SIGN_IN_REQUIRED',
      }));
    test('nobody reads without signing in', async () => {
      const { errors } = await api().ask(undefined, '{ plans { totalCount } }');
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    });
    test('a role does what its table allows', async () =>
      expect(await send('demo-auditor', 'draftPlan', { ...plan, commandId: 'auditor-1' })).toMatchObject({
        code: 'NOT_PERMITTED',
      }));
    test('a commission drafts no plan of another territory', async () =>
      expect(
        await send(SECRETARY, 'draftPlan', { ...plan, commandId: 'foreign-1', planId: 'osh', territoryId: 'KG-GO' }),
      ).toMatchObject({ code: 'FOREIGN_TERRITORY', path: 'territoryId' }));
    test('the chair of a commission does not adopt the national plan', async () =>
      expect(
        await send(CHAIR, 'adoptPlan', { ...adoption, commandId: 'foreign-2', planId: 'concept-2022-2028' }),
      ).toMatchObject({ code: 'FOREIGN_TERRITORY' }));
    test('a token that was tampered with is no token', async () => {
      const answer = await fetch(`${api().url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer a.b.c', 'accept-language': 'ru' },
        body: JSON.stringify({ query: '{ plans { totalCount } }' }),
      });
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({
        errors: [{ extensions: { code: 'UNAUTHENTICATED' }, message: expect.stringContaining('Войдите заново') }],
      });
    });
    test('what was refused leaves a trace and no fact', async () => {
      const { data } = await api().ask(
        'demo-auditor',
        '{ refusedAttempts(kind: PLAN, id: "osh") { command code actorId role message } plan(id: "osh") { id } }',
      );
      expect(data).toMatchObject({
        refusedAttempts: [{ command: 'DraftPlan', code: 'FOREIGN_TERRITORY', actorId: SECRETARY }],
        plan: null,
      });
    });
  });
}
