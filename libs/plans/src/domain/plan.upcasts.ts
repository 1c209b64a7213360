import type { ShapesOf } from '@baikoo/kernel';
import type { PlanEvent } from './plan.events.js';

/** The shapes of the facts of a plan: for each type the steps from its first version to the current one. */
export const planShapes: ShapesOf<PlanEvent> = {
  PlanDrafted: [],
  DirectionAdded: [],
  TaskAdded: [],
  DirectionReworded: [],
  DirectionRemoved: [],
  TaskReworded: [],
  TaskRemoved: [],
  PlanSentToConsultation: [],
  PlanAdopted: [],
  AmendmentProposed: [],
  AmendmentWithdrawn: [],
  AmendmentRejected: [],
  PlanAmended: [],
  PlanClosed: [],
  PlanSuperseded: [],
};
