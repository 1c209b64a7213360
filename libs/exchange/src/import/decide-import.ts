import { createHash } from 'node:crypto';
import type { Cause, Known, Recorded } from '@baikoo/event-store';
import { indicator, type IndicatorEvent, indicatorStream, type IndicatorView } from '@baikoo/indicators';
import type { Actor, AnyEvent, DecimalString, LocalizedText, Moment, Refusal } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { measure, type MeasureEvent, measureStream } from '@baikoo/measures';
import { folded } from '../matrix/columns.js';
import type { FigureLine, Matrix, MatrixRow } from '../matrix/matrix.js';
import { type Place, type Problem, problem, type Warning } from '../problem.js';
import { Decided } from './decided.js';
import { type DecidedPlan, measureIdOf, Outline } from './outline.js';
import { type Directory, type Resolved, resolveNames, ruleProblem } from './resolve.js';

/** Everything that the decisions rest on, looked up before: deciding asks nobody. */
export type Circumstances = {
  readonly by: Actor;
  readonly at: Moment;
  readonly permits: (command: string) => boolean;
  readonly plan: DecidedPlan;
  readonly view: ConstructorParameters<typeof Outline>[1];
  /** Measures that the plan has already, by task and words. */
  readonly existing: ReadonlyMap<string, string>;
  readonly directory: Directory;
  /** Territories of the file that the mandate does not reach. */
  readonly beyondMandate: ReadonlySet<string>;
  /** Whether plans of this kind are the caller's to word, and their measures to carry out. */
  readonly keeping: { readonly keepsPlans: boolean; readonly carriesOut: boolean };
  readonly indicators: ReadonlyMap<string, IndicatorView>;
  readonly historyOf: (stream: string) => readonly Recorded[];
  /** Whether this very file wrote that history in an earlier attempt, which was cut short or is repeated. */
  readonly isWritten: (stream: string) => boolean;
  readonly fileName: string;
  readonly illustrative: boolean;
  /** The largest amount that one act may name; the standard unless said. */
  readonly largestAct?: DecimalString;
};

/** What is to be appended to one history by one command. */
export type Append = {
  readonly known: Known;
  readonly events: readonly AnyEvent[];
  readonly key: string;
  readonly ofPlan: boolean;
};

export type Decisions = {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Warning[];
  readonly appends: readonly Append[];
  /** Rows that an earlier attempt with this file wrote: each in one piece, so nothing is left to decide on them. */
  readonly standing: number;
};

/** The key under which a measure is known to be the same. */
export const sameMeasure = (taskId: string, titles: LocalizedText): string =>
  `${taskId} ${folded(titles.ru ?? titles.ky ?? titles.en ?? '')}`;

/** Decides the whole matrix by the deciders of the slices, row by row on what the rows before left. */
export function decideImport(matrix: Matrix, about: Circumstances): Decisions {
  const noted = { problems: [...matrix.problems], warnings: [...matrix.warnings] };
  const { by, at, plan, view, directory } = about;
  const planReached = !about.beyondMandate.has(directory.planTerritoryId);
  const outline = new Outline(
    plan,
    view,
    { by, at, withinMandate: planReached, keepsPlans: about.keeping.keepsPlans },
    noted,
  );
  const figures = new Map<
    string,
    Decided<typeof indicator.initial, Parameters<typeof indicator.decide>[1], IndicatorEvent, RefusalCode>
  >();
  const rowOf = new Map<string, number>();
  const measures: Append[] = [];
  let standing = 0;
  for (const row of matrix.rows) {
    const resolved = resolveNames(row, directory, noted.problems);
    const taskId = outline.taskOf(row);
    if (!resolved || taskId === undefined) continue;
    const same = sameMeasure(taskId, row.titles);
    const twin = rowOf.get(same);
    if (twin !== undefined) {
      noted.problems.push(problem(row.placeOf('measure'), 'DUPLICATE_ROW', { row: String(twin) }));
      continue;
    }
    rowOf.set(same, row.row);
    const measureId = about.existing.get(same) ?? measureIdOf(view.id, taskId, row.titles);
    if (about.isWritten(measureStream(measureId))) standing++;
    else {
      const { known, events } = decideMeasure(row, { ...resolved, taskId, measureId }, about, noted.problems);
      const key = `row:${createHash('sha256').update(same).digest('hex').slice(0, 24)}`;
      measures.push({ known, events, key, ofPlan: true });
    }
    decideFigures(row, about, figures, noted.problems);
  }
  const ofPlan = { known: plan.known, events: plan.events, key: 'plan', ofPlan: false };
  const ofIndicators = [...figures].map(([id, { known, events }]) => ({
    known,
    events,
    key: `indicator:${id}`,
    ofPlan: false,
  }));
  const appends = [ofPlan, ...measures, ...ofIndicators].filter(({ events }) => events.length > 0);
  return { ...noted, standing, appends: noted.problems.length > 0 ? [] : appends };
}

type Identified = Resolved & { readonly taskId: string; readonly measureId: string };

function decideMeasure(row: MatrixRow, ids: Identified, about: Circumstances, problems: Problem[]) {
  const { by, at, plan, view, beyondMandate } = about;
  const { measureId, taskId, territoryId, responsibleOrganisationId, coExecutorIds, indicatorIds } = ids;
  const history = about.historyOf(measureStream(measureId)) as readonly Recorded<MeasureEvent>[];
  const decided = new Decided(measure, measureStream(measureId), history.at(-1)?.revision ?? 0, history);
  const { status, from, to, tasks } = plan.state;
  const withinMandate = !beyondMandate.has(territoryId) && !beyondMandate.has(about.directory.planTerritoryId);
  const { keepsPlans, carriesOut } = about.keeping;
  const known = { by, at, withinMandate, plan: { status, from, to, directionId: tasks.get(taskId) } };
  const added = decided.ask({
    ...{ type: 'AddMeasure', measureId, planId: view.id, taskId, titles: row.titles, responsibleOrganisationId },
    ...(coExecutorIds.length > 0 && { coExecutorIds }),
    ...{ territoryId, plannedStart: row.start, deadline: row.deadline, expectedResult: row.expectedResult },
    ...(row.verification && { meansOfVerification: row.verification }),
    ...{ illustrative: about.illustrative, keepsPlans, ...known },
  });
  note(added, row.placeOf(COLUMN_OF[added?.path ?? ''] ?? 'measure'), problems);
  if (added) return decided;
  row.money.forEach(({ amount, year, source, place }, i) => {
    const lineId = `line-${i + 1}`;
    const line = { measureId, lineId, source, year, amount, ...(about.largestAct && { largestAct: about.largestAct }) };
    note(decided.ask({ type: 'PlanFunding', ...line, carriesOut, ...known }), place, problems);
  });
  for (const indicatorId of indicatorIds)
    note(
      decided.ask({ type: 'LinkIndicator', measureId, indicatorId, carriesOut, ...known }),
      row.placeOf('indicator'),
      problems,
    );
  return decided;
}

/** Which column a field of a command is read from. */
const COLUMN_OF: Readonly<Record<string, string>> = {
  deadline: 'deadline',
  plannedStart: 'start',
  territoryId: 'territory',
  taskId: 'task',
  responsibleOrganisationId: 'executor',
  coExecutorIds: 'coExecutors',
};

type DecidedIndicator = Decided<
  typeof indicator.initial,
  Parameters<typeof indicator.decide>[1],
  IndicatorEvent,
  RefusalCode
>;

function decideFigures(
  row: MatrixRow,
  about: Circumstances,
  figures: Map<string, DecidedIndicator>,
  problems: Problem[],
): void {
  const { by, at, permits, indicators, directory, historyOf, fileName, illustrative } = about;
  const territoryId = directory.planTerritoryId;
  for (const line of row.indicators) {
    const meant = directory.indicators.find(line.text);
    const view = 'found' in meant ? indicators.get(meant.found) : undefined;
    if (!view) continue;
    const indicatorId = view.id;
    const stream = indicatorStream(indicatorId);
    const history = historyOf(stream) as readonly Recorded<IndicatorEvent>[];
    const decided =
      figures.get(indicatorId) ??
      new Decided<typeof indicator.initial, Parameters<typeof indicator.decide>[1], IndicatorEvent, RefusalCode>(
        indicator,
        stream,
        history.at(-1)?.revision ?? 0,
        history,
      );
    figures.set(indicatorId, decided);
    const isHeld = (held: { value: string; period: string } | null | undefined, { value, period }: FigureLine) =>
      held?.value === value && held.period === period;
    const figureOf = ({ value, period, place }: FigureLine) => ({
      ...{ indicatorId, territoryId, period, value, by, at },
      definitionVersion: decided.state.definitions.length,
      source: { title: fileName, reference: `${place.sheet}!${place.cell}` },
    });
    const { baseline, targets } = line;
    const wanted = [
      ...(baseline && !isHeld(view.baseline, baseline) ? [{ line: baseline, type: 'SetBaseline' as const }] : []),
      ...targets
        .filter((target) => !view.targets.some((held) => isHeld(held, target)))
        .map((target) => ({ line: target, type: 'SetTarget' as const })),
    ];
    for (const wish of wanted) {
      if (repeats(decided, wish)) continue;
      if (!permits(wish.type)) problems.push(problem(wish.line.place, 'MAY_NOT_SET_FIGURES', { role: by.role }));
      else if (wish.type === 'SetBaseline')
        note(decided.ask({ type: wish.type, ...figureOf(wish.line), convention: null }), wish.line.place, problems);
      else note(decided.ask({ type: wish.type, ...figureOf(wish.line), illustrative }), wish.line.place, problems);
    }
  }
}

/** Several measures may serve one indicator and each name its figures: once is enough. */
const repeats = (
  { events }: DecidedIndicator,
  wish: { line: FigureLine; type: 'SetBaseline' | 'SetTarget' },
): boolean =>
  events.some(
    ({ type, data }) =>
      type === (wish.type === 'SetBaseline' ? 'BaselineSet' : 'TargetSet') &&
      'value' in data &&
      data.value === wish.line.value &&
      data.period === wish.line.period,
  );

function note(refusal: Refusal<RefusalCode> | undefined, place: Place, problems: Problem[]): void {
  if (refusal) problems.push(ruleProblem(place, refusal.refused, refusal.details));
}

/** Begins the ids of all commands of one file for one plan: the same template may be sent for several plans. */
export const commandsOf = (planId: string, hash: string): string =>
  `import:${createHash('sha256').update(`${planId}:${hash}`).digest('hex').slice(0, 24)}:`;

/** One file has one effect on a plan: the ids of its commands follow from what it holds. */
export const causeOf = (
  base: Omit<Cause, 'commandId' | 'fingerprint'>,
  planId: string,
  hash: string,
  key: string,
): Cause => ({
  ...base,
  commandId: `${commandsOf(planId, hash)}${key}`.slice(0, 100),
  fingerprint: createHash('sha256').update(`${planId}:${hash}:${key}`).digest('hex'),
});
