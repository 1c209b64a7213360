import type { ShapesOf } from '@baikoo/kernel';
import type { MeasureEvent } from './measure.events.js';

/** The shapes of the facts of a measure: for each type the steps from its first version to the current one. */
export const measureShapes: ShapesOf<MeasureEvent> = {
  MeasureAdded: [],
  FundingPlanned: [],
  FundingAllocated: [],
  ExpenditureRecorded: [],
  ProgressReported: [],
  CompletionClaimed: [],
  CompletionVerified: [],
  CompletionRejected: [],
};
