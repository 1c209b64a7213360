import { dateOf } from '@baikoo/kernel';
import { describe, expect, test } from '@jest/globals';
import { askingAfter, type Walked } from '../walked.js';

/** The plan and the facts, as the walk of the demonstration leaves them. */
export function specifyWhatTheWalkLeft(walked: Walked): void {
  const data = askingAfter(walked);

  describe('the plan', () => {
    test('is the Concept: 7 components with 17 tasks and 6 priorities with 25, adopted', async () => {
      const { plan } = await data<{
        plan: { status: string; directions: { kind: string; tasks: unknown[] }[] };
      }>('{ plan(id: "concept-2022-2028") { status directions { kind tasks { id } } } }');
      const count = (kind: string) => {
        const chosen = plan.directions.filter((direction) => direction.kind === kind);
        return [chosen.length, chosen.flatMap(({ tasks }) => tasks).length];
      };
      expect([plan.status, count('COMPONENT'), count('PRIORITY')]).toEqual(['ADOPTED', [7, 17], [6, 25]]);
    });

    test('was amended by somebody else than who proposed it, and tells its two versions apart', async () => {
      const answer = await data(
        `{ amendments(planId: "concept-2022-2028") { status proposedByOrganisationId decidedByOrganisationId }
           planVersions(planId: "concept-2022-2028") { number legalAct { titles { en } } }
           planDifference(planId: "concept-2022-2028", from: 1, to: 2) {
             parts { part id what acts { number } fields { field afterTexts { en } } } }
           measure(id: "officer-training") { titles { en } illustrative } }`,
      );
      const title = 'Introduce a training course for precinct officers and juvenile inspectors';
      const result = 'The course runs in every region for both services';
      expect(answer).toMatchObject({
        amendments: [
          {
            status: 'ADOPTED',
            proposedByOrganisationId: 'ministry-internal-affairs',
            decidedByOrganisationId: 'coordination-council',
          },
        ],
        planVersions: [
          { number: 1 },
          { number: 2, legalAct: { titles: { en: expect.stringMatching(/no such act/) } } },
        ],
        planDifference: {
          parts: [
            {
              ...{ part: 'MEASURE', id: 'officer-training', what: 'CHANGED', acts: [{ number: 2 }] },
              fields: [
                { field: 'titles', afterTexts: { en: title } },
                { field: 'expectedResult', afterTexts: { en: result } },
              ],
            },
          ],
        },
        measure: { titles: { en: title }, illustrative: true },
      });
    });

    test('has five risks', async () => {
      const { risks } = await data<{ risks: unknown[] }>('{ risks(planId: "concept-2022-2028") { id } }');
      expect(risks).toHaveLength(5);
    });

    test('shows direction and task by themselves', async () => {
      const answer = await data(
        `{ direction(planId: "concept-2022-2028", id: "5.4") { reference tasks { id } }
           task(planId: "concept-2022-2028", id: "4.1/1") { reference titles { ru } } }`,
      );
      expect(answer).toMatchObject({
        direction: { reference: '5.4', tasks: { length: 5 } },
        task: { reference: '4.1/1' },
      });
    });
  });

  describe('the report of the Lenin district', () => {
    test('was returned once, corrected, accepted and became facts', async () => {
      const { submission } = await data<{ submission: Record<string, unknown> }>(
        `query ($id: ID!) { submission(id: $id) { status timesSubmitted timesReturned onTime remarks { text }
           items { id refused position item { ... on ExpenditureItem { amount } } } } }`,
        { id: `${walked().walk.cycleId}.commission-leninsky` },
      );
      expect(submission).toMatchObject({
        ...{ status: 'CONSOLIDATED', timesSubmitted: 2, timesReturned: 1, onTime: true },
        remarks: [{ text: expect.stringContaining('акт') }],
        items: expect.arrayContaining([
          expect.objectContaining({ item: { amount: '1100000.00' }, refused: null, position: expect.any(String) }),
        ]),
      });
    });

    test('completed the measure: claimed by the commission, verified by somebody else', async () => {
      const { measure } = await data<{ measure: object }>(
        '{ measure(id: "leninsky-lighting") { status percent spent light { colour rule } illustrative } }',
      );
      expect(measure).toEqual({
        ...{ status: 'COMPLETION_VERIFIED', percent: 100, spent: '1100000.00', illustrative: true },
        light: { colour: 'BLUE', rule: 'VERIFIED' },
      });
    });

    test('added a reading to the series of the district, marked illustrative', async () => {
      const { indicator } = await data<{ indicator: { series: object[] } }>(
        '{ indicator(id: "ROAD_ACCIDENTS", territoryId: "41711201000000") { series { value status illustrative } } }',
      );
      expect(indicator.series).toEqual([{ value: '214', status: 'PROVISIONAL', illustrative: true }]);
    });

    test('waits in the list of whoever confirms readings, and of nobody who wrote it', async () => {
      const waiting = `query ($byOthers: Boolean) { readings(statuses: [PROVISIONAL], within: "41711201000000", byOthers: $byOthers) {
        totalCount totals { provisional flagged } nodes { indicatorId territoryNames { ru } value authors { personId } } } }`;
      type Waiting = { readings: { totalCount: number; nodes: { indicatorId: string; authors: object[] }[] } };
      const { readings } = await data<Waiting>(waiting, { byOthers: true }, 'demo-secretariat');
      expect(readings.nodes.filter(({ indicatorId }) => indicatorId === 'ROAD_ACCIDENTS')).toEqual([
        {
          ...{ indicatorId: 'ROAD_ACCIDENTS', territoryNames: { ru: expect.any(String) }, value: '214' },
          authors: [{ personId: 'demo-leninsky-secretary' }],
        },
      ]);
      const { readings: own } = await data<Waiting>(waiting, { byOthers: true }, 'demo-leninsky-secretary');
      expect(own.totalCount).toBe(readings.totalCount - 1);
    });

    test('stands by period with its sources, is rolled up, and is no longer missed', async () => {
      const answer = await data<{ silentSeries: { nodes: { territoryId: string }[] } }>(
        `{ indicator(id: "ROAD_ACCIDENTS", territoryId: "41711201000000") { periods { period value sources { value } } }
           indicatorRollUp(indicatorId: "ROAD_ACCIDENTS", territoryId: "KG-GB", period: "2026-H1") {
             covered expected progress { basedOn notJudged target { period } } }
           silentSeries(indicatorId: "ROAD_ACCIDENTS") { totals { series periods } nodes { territoryId periods } } }`,
      );
      expect(answer).toMatchObject({
        indicator: { periods: [{ period: '2026-H1', value: '214', sources: [{ value: '214' }] }] },
        indicatorRollUp: { covered: 1, expected: 4, progress: [] },
      });
      expect(answer.silentSeries.nodes.map(({ territoryId }) => territoryId)).not.toContain('41711201000000');
    });

    test('counts as late where it was late', async () => {
      const { submission } = await data<{ submission: object }>(
        'query ($id: ID!) { submission(id: $id) { onTime status } }',
        { id: `${walked().walk.earlierCycleId}.commission-osh-city` },
      );
      // The half-year before today's is due on the 15th day of this one: on that day and before it is still on time.
      const { cycle } = await data<{ cycle: { dueOn: string } }>('query ($id: ID!) { cycle(id: $id) { dueOn } }', {
        id: walked().walk.earlierCycleId,
      });
      expect(submission).toMatchObject({ onTime: dateOf(new Date().toISOString()) <= cycle.dueOn });
    });
  });
}
