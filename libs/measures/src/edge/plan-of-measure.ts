import type { Plan } from '@baikoo/plans';
import type { PlanOfMeasure } from '../domain/measure.commands.js';

/** What a measure must know of its plan, and of the task that it stands under. */
export const asPlanOfMeasure = ({ status, from, to, tasks }: Plan, taskId?: string): PlanOfMeasure => ({
  ...{ status, from, to },
  directionId: taskId === undefined ? undefined : tasks.get(taskId),
});
