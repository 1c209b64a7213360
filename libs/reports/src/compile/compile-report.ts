import { conventionOn } from '@baikoo/conventions';
import { findRisks } from '@baikoo/council';
import { findSubmissions } from '@baikoo/cycles';
import type { Database } from '@baikoo/database';
import {
  type CalendarDate,
  type Convention,
  dateOf,
  daysBetween,
  DEFAULT_CONVENTIONS,
  type Moment,
} from '@baikoo/kernel';
import { findMeasures, type MeasureView } from '@baikoo/measures';
import type { PlanView } from '@baikoo/plans';
import type { AsOf } from '@baikoo/projections';
import type { MeasureLine, MonitoringReportData, NameOf } from '../report-data.js';
import { byDaysOverdue } from './figures.js';
import { indicatorsOf } from './indicators.js';
import { namesAt } from './names.js';
import { compileOverview, submissionLine, type When } from './overview.js';

/** Measures that a plan can have in a report; the largest plan known has some hundreds. */
const ALL = 100_000;

export type Frozen = { readonly asOf: NonNullable<AsOf>; readonly moment: Moment };

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
  const { cycle, plan, standings, execution, funding } = overview;
  const [nameOf, measures, given, risks, light] = await Promise.all([
    namesAt(db, asOf, cycle.to),
    findMeasures(db, { filter: { planId: plan.id }, today, asOf, limit: ALL }),
    findSubmissions(db, asOf, { cycleId }),
    findRisks(db, asOf, { planId: plan.id }),
    conventionOn(db, 'LIGHT', { asOf, today }),
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
    ...(!isStandard(light) && { lightConvention: light }),
    asOf: { position: String(asOf.position), moment },
    execution: {
      total: execution.total,
      directions: execution.directions.map((direction) => ({
        ...direction,
        measures: lines.filter(({ directionId }) => directionId === direction.id).map(({ line }) => line),
      })),
    },
    overdue: overdueOf(lines),
    submissions: {
      total: overview.submissions,
      lines: standings.map((standing) => submissionLine(standing, nameOf)),
    },
    funding,
    indicators: await indicatorsOf(db, asOf, given, nameOf),
    risks: risks.map(({ id, titles, mitigation, probability, impact, source }) => ({
      ...{ id, titles, mitigation, probability, impact, source },
    })),
  };
}

/** A report that was judged by the standard names no values: it says what it said before there were settings. */
const isStandard = (light: Convention<'LIGHT'>) =>
  (Object.keys(light) as (keyof typeof light)[]).every((name) => light[name] === DEFAULT_CONVENTIONS.LIGHT[name]);

/** The overdue measures of a plan by themselves, the longest overdue first. */
export async function compileOverdue(
  db: Database,
  { plan, nameOf }: { readonly plan: PlanView; readonly nameOf: NameOf },
  { asOf, today }: When,
): Promise<readonly MeasureLine[]> {
  const { rows } = await findMeasures(db, { filter: { planId: plan.id, overdue: true }, today, asOf, limit: ALL });
  return overdueOf(linesOf(plan, rows, today, nameOf));
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
