import type { ShapesOf } from '@baikoo/kernel';
import type { SubmissionEvent } from './submission.events.js';

/** The shapes of the facts of a submission: for each type the steps from its first version to the current one. */
export const submissionShapes: ShapesOf<SubmissionEvent> = {
  SubmissionStarted: [],
  ItemReported: [],
  ItemWithdrawn: [],
  RemarkAnswered: [],
  ReportSubmitted: [],
  ReportWithdrawn: [],
  ReviewStarted: [],
  ReportEndorsed: [],
  ReportReturned: [],
  ReportAccepted: [],
  SubmissionConsolidated: [],
  SubmissionReopened: [],
  ReopeningExtended: [],
  ReopeningExpired: [],
  CorrectionRequested: [],
  CorrectionApproved: [],
  CorrectionRejected: [],
};
