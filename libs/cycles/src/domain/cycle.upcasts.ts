import type { ShapesOf } from '@baikoo/kernel';
import type { CycleEvent } from './cycle.events.js';

/** The shapes of the facts of a cycle: for each type the steps from its first version to the current one. */
export const cycleShapes: ShapesOf<CycleEvent> = {
  CycleScheduled: [],
  CycleOpened: [],
  ObligationIssued: [],
  ObligationExempted: [],
  ExemptionRevoked: [],
  ReminderSent: [],
  DeadlineMissed: [],
  CycleClosed: [],
  CycleFinalised: [],
};
