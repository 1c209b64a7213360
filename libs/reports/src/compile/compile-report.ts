import { findRisks } from '@baikoo/council';
import { findCycle, findSubmissions, type SubmissionView } from '@baikoo/cycles';
import type { Database } from '@baikoo/database';
import { findOrganisations } from '@baikoo/identity';
import { type CalendarDate, dateOf, daysBetween, type Moment } from '@baikoo/kernel';
import { findMeasures, type MeasureView } from '@baikoo/measures';
import { findPlan, type PlanView } from '@baikoo/plans';
import type { AsOf } from '@baikoo/projections';
import { findTerritories } from '@baikoo/territories';
import type { DirectionExecution, MeasureLine, MonitoringReportData, NameOf, SubmissionLine } from '../report-data.js';
import { byDaysOverdue, executionOf, fundingBySource, fundingOf, submissionsOf } from './figures.js';
import { indicatorsOf } from './indicators.js';

/** Measures that a plan can have in a report; the largest plan known has some hundreds. */
const ALL = 100_000;

export type Frozen = { readonly asOf: NonNullable<AsOf>; readonly moment: Moment };

/**
 * How the plan of a cycle stands: execution by direction, money, overdue measures, reports owed and given. The part of
 * the monitoring report that people also ask for from day to day. Undefined when there is no such cycle.
 */
export async function compileOverview(
  db: Database,
  cycleId: string,
  { asOf, today }: { readonly asOf: AsOf; readonly today: CalendarDate },
) {
  const cycle = await findCycle(db, cycleId, asOf);
  const plan = cycle && (await findPlan(db, cycle.planId, asOf));
  if (!cycle || !plan) return undefined;

  const [{ rows: measures }, submissions, nameOf] = await Promise.all([
    findMeasures(db, { filter: { planId: plan.id }, today, asOf, limit: ALL }),
    findSubmissions(db, asOf, { cycleId }),
    namesAt(db, asOf),
  ]);
  const references = new Map(plan.directions.flatMap(({ tasks }) => tasks.map(({ id, reference }) => [id, reference])));
  const lineOf = (measure: MeasureView) => asLine(measure, today, references, nameOf);
  const money = measures.flatMap(({ funding }) => funding);
  return {
    cycle,
    plan,
    given: submissions,
    nameOf,
    execution: { total: executionOf(measures), directions: directionsOf(plan, measures, lineOf) },
    overdue: measures
      .filter(({ overdue }) => overdue)
      .map(lineOf)
      .toSorted(byDaysOverdue),
    submissions: {
      total: submissionsOf(submissions),
      lines: submissions.map((submission) => submissionLine(submission, nameOf)),
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
  const overview = await compileOverview(db, cycleId, { asOf, today: dateOf(moment) });
  if (!overview) return undefined;
  const { cycle, plan, given, nameOf, execution, overdue, submissions, funding } = overview;
  const risks = await findRisks(db, asOf, { planId: plan.id });
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
    ...{ execution, overdue, submissions, funding },
    indicators: await indicatorsOf(db, asOf, given, nameOf),
    risks: risks.map(({ id, titles, mitigation, probability, impact, source }) => ({
      ...{ id, titles, mitigation, probability, impact, source },
    })),
  };
}

async function namesAt(db: Database, asOf: AsOf): Promise<NameOf> {
  const [territories, organisations] = await Promise.all([findTerritories(db, asOf), findOrganisations(db, asOf)]);
  const names = {
    territory: new Map(territories.map((territory) => [territory.id, territory.names])),
    organisation: new Map(organisations.map((organisation) => [organisation.id, organisation.names])),
  };
  return (kind, id) => ({ id, names: names[kind].get(id) ?? { ru: id } });
}

const directionsOf = (
  plan: PlanView,
  measures: readonly MeasureView[],
  lineOf: (measure: MeasureView) => MeasureLine,
): DirectionExecution[] =>
  plan.directions.map(({ id, reference, kind, titles }) => {
    const own = measures.filter(({ directionId }) => directionId === id);
    const funding = fundingOf(own.flatMap((measure) => measure.funding));
    return { id, reference, kind, titles, figures: executionOf(own), funding, measures: own.map(lineOf) };
  });

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

const submissionLine = (submission: SubmissionView, nameOf: NameOf): SubmissionLine => ({
  territory: nameOf('territory', submission.territoryId ?? 'KG'),
  organisation: nameOf('organisation', submission.organisationId),
  status: submission.status,
  firstSubmittedAt: submission.firstSubmittedAt,
  onTime: submission.onTime,
  timesReturned: submission.timesReturned,
});
