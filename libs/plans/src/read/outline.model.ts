import type { LocalizedText } from '@baikoo/kernel';
import type { ReadModel } from '@baikoo/projections';
import type { PlanChange } from '../domain/plan-change.events.js';
import type { DirectionKind, PlanEvent } from '../domain/plan.events.js';

export type DirectionRow = {
  readonly id: string;
  readonly plan_id: string;
  readonly direction_id: string;
  readonly kind: DirectionKind;
  readonly reference: string;
  readonly titles: LocalizedText;
  readonly place: number;
};

export type TaskRow = Omit<DirectionRow, 'kind'> & { readonly task_id: string };

/** What an event changes of the text of a plan: while it is a draft step by step, later by amendment. */
export function outlineChanges({ type, data }: PlanEvent): readonly PlanChange[] {
  switch (type) {
    case 'DirectionAdded':
      return [{ ...data, kind: 'DIRECTION_ADDED', directionKind: data.kind }];
    case 'DirectionReworded':
      return [{ kind: 'DIRECTION_REWORDED', ...data }];
    case 'DirectionRemoved':
      return [{ kind: 'DIRECTION_REMOVED', ...data }];
    case 'TaskAdded':
      return [{ kind: 'TASK_ADDED', ...data }];
    case 'TaskReworded':
      return [{ kind: 'TASK_REWORDED', ...data }];
    case 'TaskRemoved':
      return [{ kind: 'TASK_REMOVED', ...data }];
    case 'PlanAmended':
      return data.changes;
    case 'PlanDrafted':
    case 'PlanSentToConsultation':
    case 'PlanAdopted':
    case 'AmendmentProposed':
    case 'AmendmentWithdrawn':
    case 'AmendmentRejected':
    case 'PlanClosed':
    case 'PlanSuperseded':
      return [];
  }
}

const directionOf = (change: PlanChange): string | undefined =>
  change.kind === 'DIRECTION_ADDED' || change.kind === 'DIRECTION_REWORDED' || change.kind === 'DIRECTION_REMOVED'
    ? change.directionId
    : undefined;

const taskOf = (change: PlanChange): string | undefined =>
  change.kind === 'TASK_ADDED' || change.kind === 'TASK_REWORDED' || change.kind === 'TASK_REMOVED'
    ? change.taskId
    : undefined;

/** The keys of the parts that an event changes, each once: an amendment may change a part more than once. */
const keysBy =
  (part: (change: PlanChange) => string | undefined): ReadModel<DirectionRow | TaskRow, PlanEvent>['keys'] =>
  (event) => {
    if (!event.stream.startsWith('plan-')) return [];
    const ids = outlineChanges(event).flatMap((change) => part(change) ?? []);
    return [...new Set(ids)].map((id) => `${event.data.planId}/${id}`);
  };

/** A part keeps the place at which it was added; parts of one amendment follow one another. */
const placeOf = (revision: number, index: number) => revision * 1_000 + index;

export const directionModel: ReadModel<DirectionRow, PlanEvent> = {
  table: 'plan_direction',
  keys: keysBy(directionOf),
  evolve(before, event, id) {
    const plan_id = event.data.planId;
    return outlineChanges(event).reduce<DirectionRow | undefined>((row, change, index) => {
      if (`${plan_id}/${directionOf(change)}` !== id) return row;
      if (change.kind === 'DIRECTION_ADDED') {
        const { directionId: direction_id, directionKind: kind, reference, titles } = change;
        return { id, plan_id, direction_id, kind, reference, titles, place: placeOf(event.revision, index) };
      }
      if (change.kind === 'DIRECTION_REWORDED') return row && { ...row, titles: change.titles };
      return undefined;
    }, before);
  },
};

export const taskModel: ReadModel<TaskRow, PlanEvent> = {
  table: 'plan_task',
  keys: keysBy(taskOf),
  evolve(before, event, id) {
    const plan_id = event.data.planId;
    return outlineChanges(event).reduce<TaskRow | undefined>((row, change, index) => {
      if (`${plan_id}/${taskOf(change)}` !== id) return row;
      if (change.kind === 'TASK_ADDED') {
        const { directionId: direction_id, taskId: task_id, reference, titles } = change;
        return { id, plan_id, direction_id, task_id, reference, titles, place: placeOf(event.revision, index) };
      }
      if (change.kind === 'TASK_REWORDED') return row && { ...row, titles: change.titles };
      return undefined;
    }, before);
  },
};
