import { describe, expect, test } from '@jest/globals';
import type { RunningApi } from '../running-api.js';
import { CHAIR, LENINSKY, SECRETARY, adoption, direction, measure, plan, task, sendingTo } from './sending.js';

/** A joint plan of a city: drafted by one person of its commission, adopted by another. */
export function specifyJointPlan(api: () => RunningApi): void {
  const send = sendingTo(api);

  /** Adopts as the secretary under another mandate of hers. */
  async function adoptAsChair(mandateId: string) {
    const token = await api().installation.demoTokens!.issue(SECRETARY, { days: 1 });
    const answer = await fetch(`${api().url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'baikoo-mandate': mandateId },
      body: JSON.stringify({
        query: 'mutation ($input: AdoptPlanInput!) { adoptPlan(input: $input) { ... on Refusal { code path } } }',
        variables: { input: { ...adoption, commandId: 'local-plan-own' } },
      }),
    });
    return answer.json() as Promise<unknown>;
  }

  describe('a local joint plan', () => {
    test('is drafted by the secretary of its commission and adopted by the chair', async () => {
      expect(await send(SECRETARY, 'draftPlan', plan)).toMatchObject({ revision: 1, upToDate: true });
      expect(await send(SECRETARY, 'addDirection', direction)).toMatchObject({ revision: 2 });
      expect(await send(SECRETARY, 'addTask', task)).toMatchObject({ revision: 3 });
      expect(await send(SECRETARY, 'addMeasure', measure)).toMatchObject({ stream: 'measure-local-lamps' });
      const line = { measureId: 'local-lamps', lineId: 'local', amount: '50000.50' };
      const planned = { ...line, commandId: 'local-plan-5', source: 'LOCAL_BUDGET', year: 2027 };
      expect(await send(SECRETARY, 'planFunding', planned)).toMatchObject({ revision: 2 });
      expect(await send(SECRETARY, 'allocateFunding', { ...line, commandId: 'local-plan-6' })).toMatchObject({
        revision: 3,
      });
      // Four eyes: not by who drafted it, also where she is chair for a while.
      const acting = {
        ...{ commandId: 'acting-chair-1', mandateId: 'acting-chair', personId: SECRETARY, role: 'COMMISSION_CHAIR' },
        ...{ organisationId: 'commission-leninsky', territoryId: LENINSKY, from: '2026-01-01' },
      };
      expect(await send('demo-secretariat', 'grantMandate', acting)).toMatchObject({ revision: 1, upToDate: true });
      expect(await adoptAsChair('acting-chair')).toEqual({ data: { adoptPlan: { code: 'OWN_WORK', path: 'planId' } } });
      expect(await send(CHAIR, 'adoptPlan', adoption)).toMatchObject({ revision: 4 });

      const { data } = await api().ask(
        SECRETARY,
        `{ plans(territoryId: "${LENINSKY}") { totalCount byStatus { status plans } byKind { kind plans }
             nodes { status legalAct { number } directions { tasks { id } } } }
           measures(planId: "leninsky-2027") { totalCount nodes { planned allocated } } }`,
      );
      expect(data).toEqual({
        plans: {
          ...{
            totalCount: 1,
            byStatus: [{ status: 'ADOPTED', plans: 1 }],
            byKind: [{ kind: 'LOCAL_JOINT', plans: 1 }],
          },
          nodes: [{ status: 'ADOPTED', legalAct: { number: '1' }, directions: [{ tasks: [{ id: 't1' }] }] }],
        },
        measures: { totalCount: 1, nodes: [{ planned: '50000.50', allocated: '50000.50' }] },
      });
    });

    test('once adopted is not edited', async () =>
      expect(await send(SECRETARY, 'addTask', { ...task, commandId: 'local-plan-8', taskId: 't2' })).toMatchObject({
        code: 'NOT_A_DRAFT',
      }));

    test('sent twice is one plan: the second answer is the first', async () =>
      expect(await send(SECRETARY, 'draftPlan', plan)).toMatchObject({ revision: 1 }));

    test('under a commandId that meant something else is refused', async () =>
      expect(await send(SECRETARY, 'draftPlan', { ...plan, planId: 'another' })).toMatchObject({
        code: 'COMMAND_ID_REUSED',
        path: 'commandId',
      }));
  });
}
