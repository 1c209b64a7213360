import { sql } from '@baikoo/database';
import { describe, expect, test } from '@jest/globals';
import type { RunningApi } from '../running-api.js';
import { CHAIR, SECRETARY, adoption, direction, measure, plan, task, sendingTo } from './sending.js';

/** Several people at the same moment, and a database that leaves them for one. */
export function specifyMeetings(api: () => RunningApi): void {
  const send = sendingTo(api);

  describe('several people at once', () => {
    const hasty = (n: number, planId: string) => ({
      ...{ ...measure, commandId: `hasty-measure-${n}`, measureId: `hasty-${n}`, planId },
    });

    test('a plan that is adopted takes no measure that was added at the same moment', async () => {
      const planId = 'leninsky-hasty';
      await send(SECRETARY, 'draftPlan', { ...plan, commandId: 'hasty-1', planId });
      await send(SECRETARY, 'addDirection', { ...direction, commandId: 'hasty-2', planId });
      await send(SECRETARY, 'addTask', { ...task, commandId: 'hasty-3', planId });
      const adding = Array.from({ length: 8 }, (_, n) => send(SECRETARY, 'addMeasure', hasty(n, planId)));
      await Promise.all([...adding, send(CHAIR, 'adoptPlan', { ...adoption, commandId: 'hasty-adopt', planId })]);
      const [row] = await api().installation.db.query<{ late: string }>(sql`
        select count(*) as late from record.event
        where stream like 'measure-hasty-%' and position > (
          select position from record.event where stream = ${`plan-${planId}`} and type = 'PlanAdopted')`);
      expect(row).toEqual({ late: '0' });
    });

    test('one id for two different wishes fulfils the first and refuses the second', async () => {
      const wish = { commandId: 'two-wishes-1', measureId: 'osh-patrols', lineId: 'local-2026' };
      const outcomes = await Promise.all(
        ['1.00', '2.00', '3.00'].map((amount) => send('demo-secretariat', 'allocateFunding', { ...wish, amount })),
      );
      expect(outcomes.filter((outcome) => 'position' in (outcome as object))).toHaveLength(1);
      expect(outcomes.filter((outcome) => (outcome as { code?: string }).code === 'COMMAND_ID_REUSED')).toHaveLength(2);
    });
  });

  describe('a database that goes away', () => {
    test('is found again: nothing dies with its connections', async () => {
      await api()
        .installation.db.query(
          sql`select pg_terminate_backend(pid) from pg_stat_activity
              where datname = current_database() and pid <> pg_backend_pid()`,
        )
        .catch(() => {});
      const deadline = Date.now() + 15_000;
      let ready = false;
      while (!ready && Date.now() < deadline) {
        ready = (await fetch(`${api().url}/health`)).status === 200;
        if (!ready) await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect(ready).toBe(true);
      const again = { commandId: 'after-the-loss-1', measureId: 'osh-patrols', lineId: 'local-2026', amount: '4.00' };
      const outcomes: unknown[] = [];
      while (outcomes.length < 3) outcomes.push(await send('demo-secretariat', 'allocateFunding', again));
      expect(outcomes.at(-1)).toMatchObject({ upToDate: true });
    });
  });
}
