import { isRefusal, isSameText, type LocalizedText, type Refusal, refuse } from '@baikoo/kernel';
import { tryChange, type Whole } from './check-change.js';
import { directionTitle, PLAN_TITLE, taskTitle } from './outline.js';
import type { PlanChange } from './plan-change.events.js';
import type { PlanRefusal } from './plan.commands.js';

/** The plan after a change that says something new, or why it does not or cannot hold. */
export function tryNewChange(whole: Whole, change: PlanChange): Whole | Refusal<PlanRefusal> {
  const next = tryChange(whole, change);
  return isRefusal<PlanRefusal>(next) ? next : (findIdle(whole, change) ?? next);
}

/**
 * Why a change that holds would change nothing: events are kept for ever, and one that says what was said before only hides
 * the others. Paths name the fields of the change.
 */
function findIdle({ outline, measures }: Whole, change: PlanChange): Refusal<'NOTHING_CHANGED'> | undefined {
  const isCalled = (key: string, titles: LocalizedText) => {
    const held = outline.titles.get(key);
    return held !== undefined && isSameText(held, titles);
  };
  switch (change.kind) {
    case 'PLAN_RETITLED':
      return isCalled(PLAN_TITLE, change.titles) ? nothing('titles') : undefined;
    case 'PERIOD_CHANGED':
      return change.from === outline.from && change.to === outline.to ? nothing('to') : undefined;
    case 'DIRECTION_REWORDED':
      return isCalled(directionTitle(change.directionId), change.titles) ? nothing('titles') : undefined;
    case 'TASK_REWORDED':
      return isCalled(taskTitle(change.taskId), change.titles) ? nothing('titles') : undefined;
    case 'MEASURE_REWORDED': {
      const held = measures.get(change.measureId);
      const isSame =
        held && isSameText(held.titles, change.titles) && isSameText(held.expectedResult, change.expectedResult);
      return isSame ? nothing('titles') : undefined;
    }
    case 'MEASURE_REASSIGNED': {
      const responsible = measures.get(change.measureId)?.responsibleOrganisationId;
      return responsible === change.responsibleOrganisationId ? nothing('responsibleOrganisationId') : undefined;
    }
    case 'DIRECTION_ADDED':
    case 'DIRECTION_REMOVED':
    case 'TASK_ADDED':
    case 'TASK_REMOVED':
    case 'MEASURE_ADDED':
    case 'MEASURE_CANCELLED':
      return undefined;
  }
}

const nothing = (path: string) => refuse('NOTHING_CHANGED', path);
