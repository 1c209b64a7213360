import { describe, expect, test } from '@jest/globals';
import { askingAfter, type Walked } from '../walked.js';

/** Who did what, and what it changed, by fields. */
export function specifyAuditTrail(walked: Walked): void {
  const data = askingAfter(walked);

  describe('the audit trail', () => {
    const trailOf = (kind: string, id: string) =>
      data<{ auditTrail: { nodes: { type: string; actorId: string; changes: object[] }[] } }>(
        `query ($kind: SubjectKind!, $id: ID!) { auditTrail(kind: $kind, id: $id, first: 200) { totalCount nodes {
           type what actorId organisationId role recordedAt effectiveAt reason legalBasis correlationId causationId
           changes { field before after } } } }`,
        { kind, id },
      ).then(({ auditTrail }) => auditTrail.nodes);

    test('of a measure says who did what and what it changed', async () => {
      const trail = await trailOf('MEASURE', 'leninsky-lighting');
      expect(trail.map(({ type }) => type)).toEqual([
        'MeasureAdded',
        'FundingPlanned',
        'FundingAllocated',
        'ProgressReported',
        'ExpenditureRecorded',
        'CompletionClaimed',
        'CompletionVerified',
      ]);
      expect(trail.at(-1)).toMatchObject({
        ...{ actorId: 'demo-secretariat-second', role: 'COUNCIL_SECRETARIAT', what: 'Completion verified' },
        changes: expect.arrayContaining([
          { field: 'status', before: '"COMPLETION_CLAIMED"', after: '"COMPLETION_VERIFIED"' },
        ]),
      });
      // What the acceptance led to is in the name of whoever reported it.
      expect(trail[5]).toMatchObject({ actorId: 'demo-leninsky-secretary', causationId: expect.any(String) });
    });

    test('exists for everything that has a history', async () => {
      const lengths = await Promise.all(
        (
          [
            ['PLAN', 'concept-2022-2028'],
            ['DIRECTION', 'concept-2022-2028/5.1'],
            ['TASK', 'concept-2022-2028/5.1/2'],
            ['INDICATOR', 'FRAUD'],
            ['CYCLE', walked().walk.cycleId],
            ['SUBMISSION', `${walked().walk.cycleId}.commission-leninsky`],
            ['REPORT', walked().walk.cycleId],
            ['TERRITORY', 'KG-GB'],
            ['ORGANISATION', 'commission-leninsky'],
            ['MANDATE', 'leninsky-secretary'],
            ['RISK', 'concept-2022-2028:8/1'],
          ] as const
        ).map(async ([kind, id]) => [kind, (await trailOf(kind, id)).length > 0]),
      );
      expect(lengths.filter(([, any]) => !any)).toEqual([]);
    });

    test('of an adoption names the legal act in what changed', async () => {
      const adoption = (await trailOf('PLAN', 'concept-2022-2028')).find(({ type }) => type === 'PlanAdopted')!;
      expect(adoption).toMatchObject({ actorId: 'demo-council-chair' });
      expect(adoption.changes).toContainEqual(expect.objectContaining({ field: 'legal_act', before: null }));
    });
  });
}
