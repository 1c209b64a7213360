import { describe, expect, test } from '@jest/globals';
import { askingOf, type Served } from './served.js';

/** Overviews of a region, a commission, a desk and reporting, by figures that agree. */
export function specifyOverviews(served: () => Served): void {
  const { textOf } = askingOf(served);

  describe('an overview', () => {
    const ask = async <T>(query: string, person = 'demo-auditor') => {
      const { data, errors } = JSON.parse(await textOf(served().api.url, person, query)) as {
        data: T;
        errors?: unknown;
      };
      expect(errors).toBeUndefined();
      return data;
    };
    const FIGURES = `execution { measures planned inProgress completionClaimed completionVerified suspended cancelled overdue
      meanPercent } submissions { expected submitted accepted onTime submissionRate completeness timeliness }
      funding { planned allocated spent gap execution }`;
    type Figures = {
      readonly execution: { readonly measures: number };
      readonly submissions: { readonly expected: number };
    };
    type Regional = {
      readonly total: Figures & { readonly lights: Record<string, number> };
      readonly parts: readonly (Figures & { readonly territory: { readonly id: string } })[];
    };

    test('of the republic as a region says what the national one says of the same plan', async () => {
      const { nationalOverview, regionalOverview } = await ask<{
        nationalOverview: Figures;
        regionalOverview: Regional;
      }>(
        `{ nationalOverview { ${FIGURES} } regionalOverview(territoryId: "KG", planId: "concept-2022-2028") {
           total { ${FIGURES} lights { BLUE GREEN AMBER RED GREY } } parts { territory { id } ${FIGURES} } } }`,
      );
      const { lights, ...total } = regionalOverview.total;
      expect(total.execution).toEqual(nationalOverview.execution);
      expect(Object.values(lights).reduce((sum, count) => sum + count, 0)).toBe(total.execution.measures);
      const inParts = regionalOverview.parts.map(({ execution }) => execution.measures);
      expect(inParts.length).toBeGreaterThan(5);
      expect(inParts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(total.execution.measures);
    });

    test('of an oblast adds its raions and cities up, and puts them in order by a figure, those without one last', async () => {
      const { regionalOverview } = await ask<{ regionalOverview: Regional }>(
        `{ regionalOverview(territoryId: "KG-Y", orderBy: SUBMISSION_RATE, descending: true) {
           total { ${FIGURES} } parts { territory { id } ${FIGURES} } } }`,
      );
      const { total, parts } = regionalOverview;
      expect(parts[0]!.territory.id).toBe('41702205000000');
      expect(parts[0]!.submissions).toMatchObject({ expected: 1, submitted: 1, submissionRate: '1.0000' });
      expect(parts.at(-1)!.submissions).toMatchObject({ expected: 0, submissionRate: null });
      expect(total.submissions.expected).toBe(parts.reduce((sum, { submissions }) => sum + submissions.expected, 0));
    });

    test('of an oblast says of it and of each part all that is known of a unit', async () => {
      type Unit = { status: string; validFrom: string | null; history: object[]; children: object[] };
      const UNIT = 'territory { id status validFrom history { aspect } children { id } successors { id } }';
      const { regionalOverview } = await ask<{ regionalOverview: { territory: Unit; parts: { territory: Unit }[] } }>(
        `{ regionalOverview(territoryId: "KG-Y") { ${UNIT} parts { ${UNIT} } } }`,
      );
      const { territory, parts } = regionalOverview;
      expect(territory.children).toHaveLength(parts.length);
      for (const unit of [territory, ...parts.map((part) => part.territory)])
        expect(unit).toMatchObject({ status: 'ACTIVE', history: expect.arrayContaining([{ aspect: 'LIFE' }]) });
      const brief = '{ regionalOverview(territoryId: "KG-Y") { territory { status } parts { territory { status } } } }';
      const { regionalOverview: short } = await ask<{ regionalOverview: object }>(brief);
      expect(short).toMatchObject({ territory: { status: 'ACTIVE' }, parts: { length: parts.length } });
    });

    test('of a commission shows its measures, deadlines, report with remarks and the same by its territory', async () => {
      const query = (which: string) =>
        `{ commissionOverview${which && `(${which})`} { organisation { id } execution { measures } lights { RED BLUE GREEN AMBER GREY }
           due { id deadline daysLeft light { colour } } submission { status remarks { text } } indicatorsOwed } }`;
      const own = await ask<{ commissionOverview: { due: { deadline: string }[] } }>(
        query('organisationId: "commission-ak-suu"'),
        'demo-ak-suu-secretary',
      );
      expect(own).toMatchObject({
        commissionOverview: {
          organisation: { id: 'commission-ak-suu' },
          submission: { status: 'RETURNED', remarks: [{ text: expect.stringContaining('herders') }] },
        },
      });
      const deadlines = own.commissionOverview.due.map(({ deadline }) => deadline);
      expect(deadlines).toEqual(deadlines.toSorted());
      expect(await ask(query('territoryId: "41702205000000"'))).toEqual(own);
      // Who names none asks of the own; what one secretary was told is not told to another.
      expect(await ask(query(''), 'demo-ak-suu-secretary')).toEqual(own);
      expect(await ask(query(''), 'demo-talas-secretary')).toMatchObject({
        commissionOverview: { organisation: { id: 'commission-talas-city' } },
      });
    });

    test('of the own desk shows what came back and why, and notices say it in the language of who asks', async () => {
      const query = `{ desk { owed { totalCount } returned { totalCount rows { id period daysLeft remarks { text } revision } }
        toReview { totalCount } overdueMeasures { totalCount rows { id daysLeft } } flags { totalCount } }
        myNotices(first: 1, kinds: [REPORT_RETURNED]) { totalCount nodes { kind sentence cycleId } } }`;
      expect(await ask(query, 'demo-ak-suu-secretary')).toMatchObject({
        desk: {
          returned: { totalCount: 1, rows: [{ remarks: [{ text: expect.stringContaining('herders') }] }] },
          toReview: { totalCount: 0 },
        },
        myNotices: {
          totalCount: 1,
          nodes: [{ kind: 'REPORT_RETURNED', sentence: expect.stringContaining('returned') }],
        },
      });
    });

    test('of reporting counts by oblast every report that is owed for a territory', async () => {
      const { cycles, completeness, submissions } = await ask<{
        cycles: { nodes: { id: string }[]; byStatus: { cycles: number }[] };
        completeness: { total: { expected: number }; byTerritory: { expected: number }[] };
        submissions: { nodes: { territoryId: string | null }[] };
      }>(`{ cycles(first: 1) { nodes { id } byStatus { status cycles } }
        completeness(cycleId: "${served().cycleId}") { formulas total { expected completeness timeliness }
          byTerritory { territoryId expected } } silentReports { totalCount nodes { organisation { id } since } }
        submissions(cycleId: "${served().cycleId}") { nodes { territoryId } totals { expected } } }`);
      expect(cycles.nodes).toHaveLength(1);
      const { total, byTerritory } = completeness;
      expect(byTerritory.reduce((sum, { expected }) => sum + expected, 0)).toBe(
        submissions.nodes.filter(({ territoryId }) => territoryId !== null).length,
      );
      expect(total.expected).toBe(submissions.nodes.length);
    });

    test('of what nobody knows is null', async () =>
      expect(
        await ask(`{ regionalOverview(territoryId: "nowhere") { territory { id } }
          commissionOverview(organisationId: "nobody") { organisation { id } } }`),
      ).toEqual({ regionalOverview: null, commissionOverview: null }));
  });
}
