import { findRisks } from '@baikoo/council';
import { findCycle, findStandings, findSubmissions, type SubmissionStanding } from '@baikoo/cycles';
import type { Database } from '@baikoo/database';
import { findOrganisations } from '@baikoo/identity';
import { type CalendarDate, dateOf, daysBetween, type Moment } from '@baikoo/kernel';
import { countMeasures, findMeasures, type MeasureView, sumFunding } from '@baikoo/measures';
import { findPlan, type PlanView } from '@baikoo/plans';
import type { AsOf } from '@baikoo/projections';
import { findTerritories } from '@baikoo/territories';
import type { MeasureLine, MonitoringReportData, NameOf, SubmissionLine } from '../report-data.js';
import { byDaysOverdue, executionOf, fundingBySource, fundingOf, submissionsOf } from './figures.js';
import { indicatorsOf } from './indicators.js';

/** Measures that a plan can have in a report; the largest plan known has some hundreds. */
const ALL = 100_000;

export type Frozen = { readonly asOf: NonNullable<AsOf>; readonly moment: Moment };

type When = { readonly asOf: AsOf; readonly today: CalendarDate };

export type Overview = NonNullable<Awaited<ReturnType<typeof compileOverview>>>;

/**
 * How the plan of a cycle stands: execution by direction, money, reports owed and given. The part of the monitoring
 * report that people also ask for from day to day. Undefined when there is no such cycle.
 */
export async function compileOverview(db: Database, cycleId: string, { asOf, today }: When) {
  const cycle = await findCycle(db, cycleId, asOf);
  const plan = cycle && (await findPlan(db, cycle.planId, asOf));
  if (!cycle || !plan) return undefined;

  const at = { planId: plan.id, asOf };
  const [counts, money, standings, nameOf] = await Promise.all([
    countMeasures(db, at, today),
    sumFunding(db, at),
    findStandings(db, asOf, { cycleId }),
    namesAt(db, asOf),
  ]);
  return {
    cycle,
    plan,
    nameOf,
    execution: {
      total: executionOf(counts),
      directions: plan.directions.map(({ id, reference, kind, titles }) => ({
        ...{ id, reference, kind, titles },
        figures: executionOf(counts.filter(({ directionId }) => directionId === id)),
        funding: fundingOf(money.filter(({ directionId }) => directionId === id)),
      })),
    },
    submissions: {
      total: submissionsOf(standings),
      lines: standings.map((standing) => submissionLine(standing, nameOf)),
    },
    funding: { total: fundingOf(money), bySource: fundingBySource(money) },
  };
}

/**
 * Everything that the monitoring report of a cycle says, as the record stood right after a position. Overdue and
 * lights are read on the national date of that moment, so that compiling again gives the same. Undefined when the
 * record knew of no such cycle then.
 */
export async function compileReport(
  db: Database,
  cycleId: string,
  { asOf, moment }: Frozen,
): Promise<MonitoringReportData | undefined> {
  const today = dateOf(moment);
  const overview = await compileOverview(db, cycleId, { asOf, today });
  if (!overview) return undefined;
  const { cycle, plan, nameOf, execution, submissions, funding } = overview;
  const [measures, given, risks] = await Promise.all([
    findMeasures(db, { filter: { planId: plan.id }, today, asOf, limit: ALL }),
    findSubmissions(db, asOf, { cycleId }),
    findRisks(db, asOf, { planId: plan.id }),
  ]);
  const lines = linesOf(plan, measures.rows, today, nameOf);
  return {
    format: 1,
    cycle: {
      ...{ id: cycle.id, period: cycle.period, from: cycle.from, to: cycle.to, dueOn: cycle.dueOn },
      ...{ status: cycle.status, illustrative: cycle.illustrative },
    },
    plan: {
      ...{ id: plan.id, titles: plan.titles, from: plan.from, to: plan.to },
      ...{ status: plan.status, legalAct: plan.legalAct },
    },
    asOf: { position: String(asOf.position), moment },
    execution: {
      total: execution.total,
      directions: execution.directions.map((direction) => ({
        ...direction,
        measures: lines.filter(({ directionId }) => directionId === direction.id).map(({ line }) => line),
      })),
    },
    overdue: overdueOf(lines),
    ...{ submissions, funding },
    indicators: await indicatorsOf(db, asOf, given, nameOf),
    risks: risks.map(({ id, titles, mitigation, probability, impact, source }) => ({
      ...{ id, titles, mitigation, probability, impact, source },
    })),
  };
}

/** The overdue measures of a plan by themselves, the longest overdue first. */
export async function compileOverdue(
  db: Database,
  { plan, nameOf }: Pick<Overview, 'plan' | 'nameOf'>,
  { asOf, today }: When,
): Promise<readonly MeasureLine[]> {
  const { rows } = await findMeasures(db, { filter: { planId: plan.id, overdue: true }, today, asOf, limit: ALL });
  return overdueOf(linesOf(plan, rows, today, nameOf));
}

async function namesAt(db: Database, asOf: AsOf): Promise<NameOf> {
  const [territories, organisations] = await Promise.all([findTerritories(db, asOf), findOrganisations(db, asOf)]);
  const names = {
    territory: new Map(territories.map((territory) => [territory.id, territory.names])),
    organisation: new Map(organisations.map((organisation) => [organisation.id, organisation.names])),
  };
  return (kind, id) => ({ id, names: names[kind].get(id) ?? { ru: id } });
}

type PlanLine = { readonly directionId: string; readonly line: MeasureLine };

function linesOf(plan: PlanView, measures: readonly MeasureView[], today: CalendarDate, nameOf: NameOf): PlanLine[] {
  const references = new Map(plan.directions.flatMap(({ tasks }) => tasks.map(({ id, reference }) => [id, reference])));
  return measures.map((measure) => ({
    directionId: measure.directionId,
    line: asLine(measure, today, references, nameOf),
  }));
}

const overdueOf = (lines: readonly PlanLine[]): readonly MeasureLine[] =>
  lines
    .map(({ line }) => line)
    .filter(({ overdueDays }) => overdueDays !== null)
    .toSorted(byDaysOverdue);

const asLine = (
  measure: MeasureView,
  today: CalendarDate,
  references: ReadonlyMap<string, string>,
  nameOf: NameOf,
): MeasureLine => ({
  id: measure.id,
  titles: measure.titles,
  taskReference: references.get(measure.taskId) ?? measure.taskId,
  illustrative: measure.illustrative,
  responsible: nameOf('organisation', measure.responsibleOrganisationId),
  territory: nameOf('territory', measure.territoryId),
  deadline: measure.deadline,
  status: measure.status,
  percent: measure.percent,
  light: measure.light,
  expectedResult: measure.expectedResult,
  progressText: measure.progressText,
  difficulties: measure.difficulties,
  overdueDays: measure.overdue ? daysBetween(measure.deadline, today) : null,
});

const submissionLine = (submission: SubmissionStanding, nameOf: NameOf): SubmissionLine => ({
  territory: nameOf('territory', submission.territoryId ?? 'KG'),
  organisation: nameOf('organisation', submission.organisationId),
  status: submission.status,
  firstSubmittedAt: submission.firstSubmittedAt,
  onTime: submission.onTime,
  timesReturned: submission.timesReturned,
});
