import type { ShapesOf } from '@baikoo/kernel';
import type { MeasureEvent } from './measure.events.js';

/** The shapes of the facts of a measure: for each type the steps from its first version to the current one. */
export const measureShapes: ShapesOf<MeasureEvent> = {
  MeasureAdded: [],
  MeasureReworded: [],
  ResponsiblePartyAssigned: [],
  ResponsiblePartyReleased: [],
  DeadlineExtended: [],
  MeasureSuspended: [],
  MeasureResumed: [],
  MeasureCancelled: [],
  FundingPlanned: [],
  FundingAllocated: [],
  FundingReallocated: [],
  FundingReceived: [],
  ExpenditureRecorded: [],
  ProgressReported: [],
  MeasureReportMissed: [],
  CompletionClaimed: [],
  CompletionWithdrawn: [],
  CompletionVerified: [],
  CompletionRejected: [],
  IndicatorLinked: [],
  IndicatorUnlinked: [],
  MeasureLinkedToTask: [],
  MeasureUnlinkedFromTask: [],
  AmendmentNotApplied: [],
};
