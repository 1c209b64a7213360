import type { CalendarDate, LocalizedText } from '@baikoo/kernel';
import type { PlanChange } from './plan-change.events.js';

/** What a plan consists of, as far as its rules ask: ids, numbers, where things belong, and what was said last of each. */
export type Outline = {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** The reference number of each direction. */
  readonly directions: ReadonlyMap<string, string>;
  /** The direction of each task. */
  readonly tasks: ReadonlyMap<string, string>;
  /** The reference number of each task. */
  readonly references: ReadonlyMap<string, string>;
  /** What the plan, its directions and its tasks are called, by {@link PLAN_TITLE}, {@link directionTitle} and {@link taskTitle}. */
  readonly titles: ReadonlyMap<string, LocalizedText>;
};

export const PLAN_TITLE = 'plan';
export const directionTitle = (directionId: string) => `direction/${directionId}`;
export const taskTitle = (taskId: string) => `task/${taskId}`;

export const EMPTY_OUTLINE: Outline = {
  from: '',
  to: '',
  directions: new Map(),
  tasks: new Map(),
  references: new Map(),
  titles: new Map(),
};

/** The outline after a change that holds; measures leave it as it is. */
export function changed<O extends Outline>(outline: O, change: PlanChange): O {
  switch (change.kind) {
    case 'PERIOD_CHANGED':
      return { ...outline, from: change.from, to: change.to };
    case 'DIRECTION_ADDED':
      return {
        ...outline,
        directions: withEntry(outline.directions, change.directionId, change.reference),
        titles: withEntry(outline.titles, directionTitle(change.directionId), change.titles),
      };
    case 'DIRECTION_REMOVED':
      return {
        ...outline,
        directions: withoutEntry(outline.directions, change.directionId),
        titles: withoutEntry(outline.titles, directionTitle(change.directionId)),
      };
    case 'TASK_ADDED':
      return {
        ...outline,
        tasks: withEntry(outline.tasks, change.taskId, change.directionId),
        references: withEntry(outline.references, change.taskId, change.reference),
        titles: withEntry(outline.titles, taskTitle(change.taskId), change.titles),
      };
    case 'TASK_REMOVED':
      return {
        ...outline,
        tasks: withoutEntry(outline.tasks, change.taskId),
        references: withoutEntry(outline.references, change.taskId),
        titles: withoutEntry(outline.titles, taskTitle(change.taskId)),
      };
    case 'PLAN_RETITLED':
      return { ...outline, titles: withEntry(outline.titles, PLAN_TITLE, change.titles) };
    case 'DIRECTION_REWORDED':
      return { ...outline, titles: withEntry(outline.titles, directionTitle(change.directionId), change.titles) };
    case 'TASK_REWORDED':
      return { ...outline, titles: withEntry(outline.titles, taskTitle(change.taskId), change.titles) };
    case 'MEASURE_ADDED':
    case 'MEASURE_REWORDED':
    case 'MEASURE_REASSIGNED':
    case 'MEASURE_CANCELLED':
      return outline;
  }
}

export const withEntry = <V>(map: ReadonlyMap<string, V>, key: string, value: V): ReadonlyMap<string, V> =>
  new Map([...map, [key, value]]);

const withoutEntry = <V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> =>
  new Map([...map].filter(([held]) => held !== key));
