import { type CycleView, findCycle, findCycles, findStandings, type SubmissionStanding } from '@baikoo/cycles';
import type { Database } from '@baikoo/database';
import type { CalendarDate } from '@baikoo/kernel';
import { countMeasures, sumFunding } from '@baikoo/measures';
import { findPlan } from '@baikoo/plans';
import type { AsOf } from '@baikoo/projections';
import type { NameOf, SubmissionLine } from '../report-data.js';
import { executionOf, fundingBySource, fundingOf, submissionsOf } from './figures.js';

export type When = { readonly asOf: AsOf; readonly today: CalendarDate };

export type Overview = NonNullable<Awaited<ReturnType<typeof compileOverview>>>;

/** The cycle that is named, or the newest one. */
export const cycleAt = async (
  db: Database,
  cycleId: string | null | undefined,
  asOf: AsOf,
): Promise<CycleView | undefined> => (cycleId == null ? (await findCycles(db, asOf))[0] : findCycle(db, cycleId, asOf));

/**
 * How the plan of a cycle stands: execution by direction, money, reports owed and given. The part of the monitoring
 * report that people also ask for from day to day. Undefined when there is no such cycle.
 */
export async function compileOverview(db: Database, cycleId: string | null | undefined, { asOf, today }: When) {
  const cycle = await cycleAt(db, cycleId, asOf);
  if (!cycle) return undefined;
  const at = { planId: cycle.planId, asOf };
  const [plan, counts, money, standings] = await Promise.all([
    findPlan(db, cycle.planId, asOf),
    countMeasures(db, at, today),
    sumFunding(db, at),
    findStandings(db, asOf, { cycleId: cycle.id }),
  ]);
  if (!plan) return undefined;
  return {
    ...{ cycle, plan, standings },
    execution: {
      total: executionOf(counts),
      directions: plan.directions.map(({ id, reference, kind, titles }) => ({
        ...{ id, reference, kind, titles },
        figures: executionOf(counts.filter(({ directionId }) => directionId === id)),
        funding: fundingOf(money.filter(({ directionId }) => directionId === id)),
      })),
    },
    submissions: submissionsOf(standings),
    funding: { total: fundingOf(money), bySource: fundingBySource(money) },
  };
}

export const submissionLine = (submission: SubmissionStanding, nameOf: NameOf): SubmissionLine => ({
  territory: nameOf('territory', submission.territoryId ?? 'KG'),
  organisation: nameOf('organisation', submission.organisationId),
  status: submission.status,
  firstSubmittedAt: submission.firstSubmittedAt,
  onTime: submission.onTime,
  timesReturned: submission.timesReturned,
});
