import { describe, expect, test } from '@jest/globals';
import type { RunningApi } from '../running-api.js';
import { sendingTo } from './sending.js';

/** What a ministry may propose, once the national plan is adopted. */
export function specifyMinistry(api: () => RunningApi): void {
  const send = sendingTo(api);

  describe('a ministry', () => {
    const proposal = { amendmentId: 'ministry-1', why: 'Формулировка устарела' };
    const rewording = (taskId: string) => [{ rewordTask: { taskId, titles: { ru: 'Новая формулировка' } } }];
    const wish = (commandId: string, planId: string, taskId: string) => {
      return { ...proposal, commandId, planId, changes: rewording(taskId) };
    };

    test('proposes for the national plan, may take it back, and decides nothing', async () => {
      const national = wish('ministry-amend-1', 'concept-2022-2028', '4.1/2');
      expect(await send('demo-ministry', 'proposeAmendment', national)).toMatchObject({ stream: expect.any(String) });
      const { planId, amendmentId } = national;
      const act = { titles: { ru: 'Приказ' }, number: '1', date: '2026-11-01' };
      const adopted = { planId, amendmentId, adoptedOn: '2026-11-01', legalAct: act };
      expect(
        await send('demo-ministry', 'adoptAmendment', { ...adopted, commandId: 'ministry-amend-2' }),
      ).toMatchObject({
        code: 'NOT_PERMITTED',
      });
      const back = { commandId: 'ministry-amend-3', planId, amendmentId, why: 'Уточним' };
      expect(await send('demo-ministry', 'withdrawAmendment', back)).toMatchObject({ upToDate: true });
    });

    test('proposes nothing for a joint plan', async () =>
      expect(
        await send('demo-ministry', 'proposeAmendment', wish('ministry-amend-4', 'leninsky-2027', 't1')),
      ).toMatchObject({ code: 'FOREIGN_TERRITORY' }));
  });
}
