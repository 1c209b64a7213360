import { authorOf, type Command, isOwnWork, type Refusal, refuse } from '@baikoo/kernel';
import type { Remark, SubmissionEvent } from './submission.events.js';
import type { Submission } from './submission.state.js';
import type { OfSubmission } from './submission.context.js';

/** Whether the reviewer's mandate reaches the territory of the submission. */
type UnderReview = OfSubmission & { withinMandate: boolean };

export type ReviewCommand =
  | Command<'StartReview', UnderReview>
  | Command<'EndorseReport', UnderReview>
  | Command<'ReturnReport', UnderReview & { remarks: Remark[] }>
  | Command<'AcceptReport', UnderReview>;

export type ReviewRefusal =
  | 'UNKNOWN_SUBMISSION'
  | 'NOT_SUBMITTED'
  | 'FOREIGN_TERRITORY'
  | 'OWN_WORK'
  | 'REMARKS_REQUIRED'
  | 'UNKNOWN_ITEM'
  | 'REVIEW_HAS_BEGUN'
  | 'NOT_YOUR_STEP'
  | 'ENDORSEMENT_MISSING'
  | 'ENDORSED_BY_YOU';

const REVIEW: readonly string[] = ['StartReview', 'EndorseReport', 'ReturnReport', 'AcceptReport'];
export const isReview = <Any extends { readonly type: string }>(
  command: Any,
): command is Extract<Any, { readonly type: ReviewCommand['type'] }> => REVIEW.includes(command.type);

export function decideReview(
  submission: Submission,
  command: ReviewCommand,
): readonly SubmissionEvent[] | Refusal<ReviewRefusal> {
  const { submissionId, cycle, by } = command;
  const objection = objectionToReview(submission, command);
  if (objection) return objection;
  const { endorsements } = submission;
  const next = cycle.endorsedBy?.[endorsements.length];
  switch (command.type) {
    case 'StartReview':
      if (submission.status === 'UNDER_REVIEW') return refuse('REVIEW_HAS_BEGUN', 'organisationId');
      return [{ type: 'ReviewStarted', data: { submissionId, startedBy: authorOf(by) } }];
    case 'EndorseReport':
      if (next === undefined || next !== by.organisationId) return refuse('NOT_YOUR_STEP', 'organisationId');
      return [{ type: 'ReportEndorsed', data: { submissionId, organisationId: next, endorsedBy: authorOf(by) } }];
    case 'ReturnReport': {
      const { remarks } = command;
      if (remarks.length === 0) return refuse('REMARKS_REQUIRED', 'remarks');
      const stray = remarks.find(({ itemId }) => itemId !== null && !submission.items.has(itemId));
      if (stray?.itemId) return refuse('UNKNOWN_ITEM', 'remarks', { id: stray.itemId });
      return [{ type: 'ReportReturned', data: { submissionId, returnedBy: authorOf(by), remarks } }];
    }
    case 'AcceptReport':
      if (next !== undefined) return refuse('ENDORSEMENT_MISSING', 'organisationId', { id: next });
      // The last step is another pair of eyes than those before it.
      if (endorsements.some((step) => isOwnWork(step.by, by))) return refuse('ENDORSED_BY_YOU', 'organisationId');
      return [{ type: 'ReportAccepted', data: { submissionId, acceptedBy: authorOf(by) } }];
  }
}

function objectionToReview(
  submission: Submission,
  { submissionId, withinMandate, by }: ReviewCommand,
): Refusal<ReviewRefusal> | undefined {
  const { status, authors } = submission;
  // First: how a report stands is not told to those who may not see it.
  if (!withinMandate) return refuse('FOREIGN_TERRITORY', 'organisationId');
  if (status === 'NOT_STARTED') return refuse('UNKNOWN_SUBMISSION', 'organisationId', { id: submissionId });
  if (status !== 'SUBMITTED' && status !== 'UNDER_REVIEW') return refuse('NOT_SUBMITTED', 'organisationId');
  // Four eyes: nobody reviews what they or their organisation wrote (rule 1).
  if (authors.some((author) => isOwnWork(author, by))) return refuse('OWN_WORK', 'organisationId');
  return undefined;
}
