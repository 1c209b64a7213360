import { type Refusal, refuse } from '@baikoo/kernel';
import { changed, type Outline, withEntry } from './outline.js';
import type { PlanChange } from './plan-change.events.js';
import type { MeasureOfPlan, PlanRefusal } from './plan.commands.js';

/** A plan in the middle of a change: its outline, and its measures as far as somebody looked them up. */
export type Whole = {
  readonly outline: Outline;
  readonly measures: ReadonlyMap<string, MeasureOfPlan>;
  /** Ids of measures that exist in other plans. */
  readonly taken: ReadonlySet<string>;
};

type Verdict = Refusal<PlanRefusal> | undefined;

/** The plan after a change, or why the change cannot hold. Paths name the fields of the change. */
export function tryChange(whole: Whole, change: PlanChange): Whole | Refusal<PlanRefusal> {
  const refusal = findRefusal(whole, change);
  return refusal ?? { ...whole, outline: changed(whole.outline, change), measures: measuresAfter(whole, change) };
}

function findRefusal({ outline, measures, taken }: Whole, change: PlanChange): Verdict {
  const { directions, tasks, references } = outline;
  switch (change.kind) {
    case 'PLAN_RETITLED':
      return undefined;
    case 'PERIOD_CHANGED': {
      const { from, to } = change;
      if (to < from) return refuse('PERIOD_REVERSED', 'to');
      const outside = [...measures.values()].find(
        ({ plannedStart, deadline, ended }) => ended !== 'CANCELLED' && (plannedStart < from || deadline > to),
      );
      return outside && refuse('MEASURES_OUTSIDE_THE_PERIOD', 'to', { id: outside.measureId });
    }
    case 'DIRECTION_ADDED':
      if (directions.has(change.directionId)) return refuse('ALREADY_ADDED', 'directionId');
      return findDuplicate(directions, change.reference);
    case 'DIRECTION_REWORDED':
      return knows(directions, change.directionId);
    case 'DIRECTION_REMOVED': {
      const hasTasks = [...tasks.values()].includes(change.directionId);
      return (
        knows(directions, change.directionId) ?? (hasTasks ? refuse('DIRECTION_HAS_TASKS', 'directionId') : undefined)
      );
    }
    case 'TASK_ADDED': {
      const unknown = knows(directions, change.directionId);
      if (unknown) return unknown;
      if (tasks.has(change.taskId)) return refuse('ALREADY_ADDED', 'taskId');
      return findDuplicate(references, change.reference);
    }
    case 'TASK_REWORDED':
      return hasTask(outline, change.taskId);
    case 'TASK_REMOVED': {
      const held = [...measures.values()].some(
        ({ taskId, ended }) => taskId === change.taskId && ended !== 'CANCELLED',
      );
      return hasTask(outline, change.taskId) ?? (held ? refuse('TASK_HAS_MEASURES', 'taskId') : undefined);
    }
    case 'MEASURE_ADDED': {
      const { measureId, taskId, plannedStart, deadline } = change;
      if (measures.has(measureId) || taken.has(measureId)) return refuse('ALREADY_ADDED', 'measureId');
      const period = { from: outline.from, to: outline.to };
      if (deadline < plannedStart) return refuse('PERIOD_REVERSED', 'deadline');
      if (plannedStart < outline.from) return refuse('OUTSIDE_THE_PLAN', 'plannedStart', period);
      if (deadline > outline.to) return refuse('OUTSIDE_THE_PLAN', 'deadline', period);
      return hasTask(outline, taskId);
    }
    case 'MEASURE_REWORDED':
    case 'MEASURE_REASSIGNED':
    case 'MEASURE_CANCELLED': {
      const measure = measures.get(change.measureId);
      if (!measure) return refuse('NOT_OF_THE_PLAN', 'measureId', { id: change.measureId });
      return measure.ended ? refuse('MEASURE_ENDED', 'measureId', { id: change.measureId }) : undefined;
    }
  }
}

function measuresAfter({ measures }: Whole, change: PlanChange): Whole['measures'] {
  if (change.kind === 'MEASURE_ADDED') {
    const measure = addedBy(change);
    return withEntry(measures, measure.measureId, measure);
  }
  const held = 'measureId' in change ? measures.get(change.measureId) : undefined;
  return held ? withEntry(measures, held.measureId, { ...held, ...changesOf(change) }) : measures;
}

/** The measure that an amendment brings into the plan. */
export function addedBy(change: Extract<PlanChange, { kind: 'MEASURE_ADDED' }>): MeasureOfPlan {
  const { measureId, taskId, plannedStart, deadline, titles, expectedResult, responsibleOrganisationId } = change;
  return { measureId, taskId, plannedStart, deadline, titles, expectedResult, responsibleOrganisationId, ended: null };
}

function changesOf(change: PlanChange): Partial<MeasureOfPlan> {
  switch (change.kind) {
    case 'MEASURE_REWORDED':
      return { titles: change.titles, expectedResult: change.expectedResult };
    case 'MEASURE_REASSIGNED':
      return { responsibleOrganisationId: change.responsibleOrganisationId };
    case 'MEASURE_CANCELLED':
      return { ended: 'CANCELLED' };
    default:
      return {};
  }
}

const knows = (directions: Outline['directions'], directionId: string): Verdict =>
  directions.has(directionId) ? undefined : refuse('UNKNOWN_DIRECTION', 'directionId', { id: directionId });

const hasTask = ({ tasks }: Outline, taskId: string): Verdict =>
  tasks.has(taskId) ? undefined : refuse('UNKNOWN_TASK', 'taskId', { id: taskId });

/** Numbers are how people name the parts of a plan: two directions, or two tasks, never share one. */
const findDuplicate = (references: ReadonlyMap<string, string>, reference: string): Verdict =>
  [...references.values()].some((held) => held.trim() === reference.trim())
    ? refuse('DUPLICATE_REFERENCE', 'reference', { reference })
    : undefined;
