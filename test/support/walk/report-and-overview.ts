import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { askingAfter, type Walked } from '../walked.js';

/** What is compiled from the facts: the monitoring report, and the overview by its figures. */
export function specifyReportAndOverview(walked: Walked): void {
  const data = askingAfter(walked);

  describe('the monitoring report', () => {
    const reportAt = (position: string, language: string) =>
      data<{ monitoringReport: { html: string; contentHash: string; position: string; matchesRecord: boolean } }>(
        `query ($cycleId: ID!, $language: Language!, $position: String!) @asOf(position: $position) {
           monitoringReport(cycleId: $cycleId, language: $language) { html contentHash position matchesRecord } }`,
        { cycleId: walked().walk.cycleId, language, position },
      ).then(({ monitoringReport }) => monitoringReport);

    test.each(['ky', 'ru', 'en'])('compiled again in %s is byte for byte what was recorded', async (language) => {
      const { compiledReports } = await data<{
        compiledReports: { position: string; contentHash: string; documents: { language: string; sha256: string }[] }[];
      }>('query ($id: ID!) { compiledReports(cycleId: $id) { position contentHash documents { language sha256 } } }', {
        id: walked().walk.cycleId,
      });
      const recorded = compiledReports[0]!;
      const again = await reportAt(recorded.position, language);
      expect(again).toMatchObject({
        ...{ contentHash: recorded.contentHash, position: recorded.position, matchesRecord: true },
      });
      const sha256 = createHash('sha256').update(again.html).digest('hex');
      expect(sha256).toBe(recorded.documents.find((document) => document.language === language)!.sha256);
      expect(again.html).toContain(recorded.contentHash);
      expect(again.html).not.toMatch(/(src|href)="https?:/);
    });

    test('shows breaks and conflicts as such, and claimed apart from verified', async () => {
      const { html } = await reportAt(String(BigInt(walked().walk.report.position) - 1n), 'en');
      for (const figure of ['82,925', '45,096', '6,736', '7,007']) expect(html).toContain(figure);
      expect(html).toMatch(/Break in series/i);
      expect(html).toMatch(/illustrative/i);
    });

    test('of a position before the cycle does not exist', async () => {
      const answer = await data<{ monitoringReport: null }>(
        'query ($id: ID!) @asOf(position: "10") { monitoringReport(cycleId: $id) { html } }',
        { id: walked().walk.cycleId },
      );
      expect(answer.monitoringReport).toBeNull();
    });
  });

  describe('the national overview', () => {
    test('says in one query how the plan stands, by the figures of the report', async () => {
      const { nationalOverview } = await data<{ nationalOverview: Record<string, object> }>(
        `query ($id: ID) { nationalOverview(cycleId: $id) {
           cycle { id } planId
           execution { measures planned inProgress completionClaimed completionVerified meanPercent }
           directions { reference figures { measures completionVerified } funding { spent } }
           submissions { expected submitted accepted onTime completeness }
           byTerritory { territory { id } status onTime }
           funding { planned allocated spent gap execution } fundingBySource { source year planned }
           overdue { id overdueDays light { rule } illustrative } } }`,
        { id: walked().walk.cycleId },
      );
      expect(nationalOverview).toMatchObject({
        ...{ cycle: { id: walked().walk.cycleId }, planId: 'concept-2022-2028' },
        execution: { measures: 9, completionClaimed: 1, completionVerified: 1 },
        submissions: { expected: 6, submitted: 3, accepted: 2, onTime: 3, completeness: '0.3333' },
        funding: { planned: '8280000.00', allocated: '6240000.00', spent: '1100000.00', gap: '2040000.00' },
      });
      expect(nationalOverview['directions']).toContainEqual({
        ...{ reference: '5.1', figures: { measures: 2, completionVerified: 1 }, funding: { spent: '1100000.00' } },
      });
      expect(nationalOverview['byTerritory']).toContainEqual({
        ...{ territory: { id: '41711201000000' }, status: 'CONSOLIDATED', onTime: true },
      });
    });

    test('is that of the newest cycle unless said, and there is none before the first', async () => {
      expect(await data('{ nationalOverview { cycle { id } } }')).toEqual({
        nationalOverview: { cycle: { id: walked().walk.cycleId } },
      });
      expect(await data('query @asOf(position: "10") { nationalOverview { planId } }')).toEqual({
        nationalOverview: null,
      });
    });
  });
}
