import { type CycleView, findSubmissions, type SubmissionView } from '@baikoo/cycles';
import type { Database } from '@baikoo/database';
import { findOrganisations, type OrganisationView } from '@baikoo/identity';
import { daysBetween, type ReadingScope } from '@baikoo/kernel';
import { countMeasuresByTerritory, findMeasures, type MeasureView } from '@baikoo/measures';
import { findPlans, type PlanView } from '@baikoo/plans';
import type { ExecutionFigures, FundingFigures } from '../report-data.js';
import { executionOf, fundingOf } from './figures.js';
import { cycleAt, type When } from './overview.js';
import { addLights, type LightFigures } from './regional.js';

/** What a commission has to see at once; the whole list is in the query `measures`. */
const MOST_MEASURES = 200;

export type DueMeasure = MeasureView & {
  /** Whole days until the deadline; below zero when it has passed. */
  readonly daysLeft: number;
};

export type CommissionOverview = {
  readonly cycle: CycleView;
  readonly organisation: OrganisationView;
  /** The joint plan of its territory that holds in the cycle's period; null where there is none. */
  readonly plan: PlanView | null;
  readonly execution: ExecutionFigures;
  readonly lights: LightFigures;
  readonly funding: FundingFigures;
  /** Not finished yet, the next deadline first. */
  readonly due: readonly DueMeasure[];
  /** What it owes for the cycle; null when it owes nothing. */
  readonly submission: SubmissionView | null;
  /** Indicators of its measures that its submission says nothing about. */
  readonly indicatorsOwed: readonly string[];
};

export type Commission = {
  readonly territoryId?: string | null | undefined;
  readonly organisationId?: string | null | undefined;
  readonly cycleId?: string | null | undefined;
};

/** `scope`: what whoever asks may read; absent for the program itself. */
export type Within = When & { readonly scope?: ReadingScope | undefined };

/**
 * What a commission, or any organisation that reports, has before it: its plan, its measures as responsible executor or
 * co-executor, what is due when, its report of the cycle and what is still missing in it. Undefined when there is no
 * such organisation or cycle.
 */
export async function compileCommissionOverview(db: Database, asked: Commission, { asOf, today, scope }: Within) {
  const [cycle, organisation] = await Promise.all([cycleAt(db, asked.cycleId, asOf), findCommission(db, asked, asOf)]);
  if (!cycle || !organisation) return undefined;
  const filter = { executorId: organisation.id, scope };
  const [plans, counted, open, [submission]] = await Promise.all([
    organisation.territoryId === null ? [] : findPlans(db, asOf, { territoryId: organisation.territoryId, scope }),
    countMeasuresByTerritory(db, filter, { asOf, today }),
    findMeasures(db, {
      filter: { ...filter, statuses: ['PLANNED', 'IN_PROGRESS', 'SUSPENDED', 'COMPLETION_CLAIMED'] },
      ...{ today, asOf, limit: MOST_MEASURES },
    }),
    findSubmissions(db, asOf, { cycleId: cycle.id, organisationId: organisation.id, scope }),
  ]);
  const overview: CommissionOverview = {
    ...{ cycle, organisation },
    plan:
      plans.findLast((plan) => plan.kind === 'LOCAL_JOINT' && plan.from <= cycle.to && plan.to >= cycle.from) ?? null,
    execution: executionOf(counted.map(({ counts }) => counts)),
    lights: addLights(counted),
    funding: fundingOf(counted.map(({ money }) => money)),
    due: open.rows.map((measure) => ({ ...measure, daysLeft: daysBetween(today, measure.deadline) })),
    submission: submission ?? null,
    indicatorsOwed: owed(open.rows, submission),
  };
  return overview;
}

/** By its id, or the commission of a territory: the first in the order of ids where there are several. */
export async function findCommission(db: Database, { organisationId, territoryId }: Commission, asOf: When['asOf']) {
  if (organisationId != null) return (await findOrganisations(db, asOf, { id: organisationId }))[0];
  if (territoryId == null) return undefined;
  return (await findOrganisations(db, asOf, { kind: 'COORDINATION_COMMISSION', territoryId }))[0];
}

function owed(measures: readonly MeasureView[], submission: SubmissionView | undefined): readonly string[] {
  const said = new Set(submission?.items.map(({ item }) => (item.kind === 'READING' ? item.indicatorId : undefined)));
  const linked = new Set(measures.flatMap(({ indicatorIds }) => indicatorIds));
  return [...linked].filter((id) => submission !== undefined && !said.has(id)).toSorted();
}
