import {
  authorOf,
  type CalendarDate,
  type Command,
  dateOf,
  type DecimalString,
  type Decider,
  type Refusal,
  refuse,
} from '@baikoo/kernel';
import { itemIdOf, type ItemRefusal, objectionTo, type Subject } from './item.js';
import { decideReopening, isReopening, type ReopeningCommand, type ReopeningRefusal } from './reopening.js';
import { decideReview, isReview, type ReviewCommand, type ReviewRefusal } from './review.js';
import type { OfSubmission } from './submission.context.js';
import type { Item, ItemFinding, ItemOutcome, SubmissionEvent } from './submission.events.js';
import { evolveSubmission, notStarted, type Submission } from './submission.state.js';

export type { Submission, SubmissionPhase } from './submission.state.js';

export type { CycleOfSubmission } from './submission.context.js';

/** Whether the mandate of who writes in another's place reaches the report; nobody's own is beyond them. */
type Writing = OfSubmission & { withinMandate?: boolean };

type WritingCommand =
  | Command<
      'ReportItem',
      Writing & { item: Item; subject: Subject; findings?: readonly ItemFinding[]; largestAct?: DecimalString }
    >
  | Command<'WithdrawItem', Writing & { itemId: string }>
  | Command<'AnswerRemark', Writing & { itemId: string | null; text: string }>
  | Command<'SubmitReport', Writing>
  | Command<'WithdrawReport', Writing>;

export type SubmissionCommand =
  | WritingCommand
  | ReviewCommand
  | ReopeningCommand
  | Command<'RecordConsolidation', OfSubmission & { outcomes: ItemOutcome[] }>;

export type SubmissionRefusal =
  | ItemRefusal
  | ReviewRefusal
  | ReopeningRefusal
  | 'UNKNOWN_CYCLE'
  | 'CYCLE_CLOSED'
  | 'CYCLE_NOT_OPEN'
  | 'CYCLE_FINALISED'
  | 'NO_OBLIGATION'
  | 'EXEMPT'
  | 'NOT_YOUR_REPORT'
  | 'NOT_OPEN_FOR_CHANGES'
  | 'REOPENING_EXPIRED'
  | 'NOTHING_REPORTED'
  | 'EXPLANATION_REQUIRED'
  | 'REMARKS_UNANSWERED'
  | 'NO_SUCH_REMARK'
  | 'REVIEW_HAS_BEGUN'
  | 'ALREADY_CONSOLIDATED';

export const submission: Decider<Submission, SubmissionCommand, SubmissionEvent, SubmissionRefusal> = {
  initial: notStarted,

  decide(submission, command) {
    const { submissionId, cycleId, cycle } = command;
    if (command.type === 'RecordConsolidation') {
      if (submission.status === 'CONSOLIDATED') return refuse('ALREADY_CONSOLIDATED');
      if (submission.status !== 'ACCEPTED') return refuse('NOT_ACCEPTED');
      return [{ type: 'SubmissionConsolidated', data: { submissionId, outcomes: command.outcomes } }];
    }
    if (cycle.status === 'UNKNOWN') return refuse('UNKNOWN_CYCLE', 'cycleId', { id: cycleId });
    if (cycle.status === 'SCHEDULED') return refuse('CYCLE_NOT_OPEN', 'cycleId');
    if (isReopening(command)) return decideReopening(submission, command);
    // Late is accepted and marked late; closed is closed, unless it was reopened (rule 6).
    if (cycle.status !== 'OPEN' && !submission.reopened)
      return refuse(cycle.status === 'CLOSED' ? 'CYCLE_CLOSED' : 'CYCLE_FINALISED', 'cycleId');
    return isReview(command) ? decideReview(submission, command) : write(submission, command);
  },

  evolve: evolveSubmission,
};

function write(
  submission: Submission,
  command: WritingCommand,
): readonly SubmissionEvent[] | Refusal<SubmissionRefusal> {
  const { submissionId, cycleId, organisationId, cycle, by, at } = command;
  // Only its own people write in a report, or the secretariat in its place and marked so. Nobody else is told of it.
  if (by.organisationId !== organisationId && by.onBehalfOf !== organisationId)
    return refuse('NOT_YOUR_REPORT', 'organisationId');
  if (command.withinMandate === false) return refuse('FOREIGN_TERRITORY', 'organisationId');
  if (!cycle.owed) return refuse('NO_OBLIGATION', 'cycleId');
  if (cycle.exempt) return refuse('EXEMPT', 'cycleId');
  const author = authorOf(by);

  if (command.type === 'WithdrawReport') {
    if (submission.status === 'UNDER_REVIEW') return refuse('REVIEW_HAS_BEGUN', 'cycleId');
    if (submission.status !== 'SUBMITTED') return refuse('NOT_SUBMITTED', 'cycleId');
    return [{ type: 'ReportWithdrawn', data: { submissionId, withdrawnBy: author } }];
  }
  const closed = objectionToChanging(submission, dateOf(at));
  if (closed) return closed;

  switch (command.type) {
    case 'ReportItem': {
      const { item, subject, findings = [], largestAct } = command;
      const objection = objectionTo(item, {
        ...{
          planId: cycle.planId,
          organisationId,
          territoryId: cycle.territoryId,
          today: dateOf(at),
          subject,
          largestAct,
        },
        items: submission.items,
      });
      if (objection) return objection;
      const looked = findings.length > 0 ? { findings } : {};
      const data = { submissionId, itemId: itemIdOf(item), item, reportedBy: author, ...looked };
      const { territoryId, illustrative } = cycle;
      const started = { submissionId, cycleId, organisationId, territoryId, illustrative };
      return [
        ...(submission.status === 'NOT_STARTED' ? [{ type: 'SubmissionStarted', data: started } as const] : []),
        { type: 'ItemReported', data },
      ];
    }
    case 'WithdrawItem': {
      const { itemId } = command;
      if (!submission.items.has(itemId)) return refuse('UNKNOWN_ITEM', 'itemId', { id: itemId });
      return [{ type: 'ItemWithdrawn', data: { submissionId, itemId } }];
    }
    case 'AnswerRemark': {
      const { itemId, text } = command;
      if (!submission.openRemarks.some((remark) => remark.itemId === itemId)) return refuse('NO_SUCH_REMARK', 'itemId');
      return [{ type: 'RemarkAnswered', data: { submissionId, itemId, text, answeredBy: author } }];
    }
    case 'SubmitReport': {
      if (submission.items.size === 0) return refuse('NOTHING_REPORTED', 'cycleId');
      const unexplained = unexplainedItems(submission);
      if (unexplained.length > 0) return refuse('EXPLANATION_REQUIRED', 'itemId', { items: unexplained.join(', ') });
      // What was returned does not come back as it was: each remark is met by a change or by an answer.
      const { openRemarks } = submission;
      if (openRemarks.length > 0) {
        const items = openRemarks.map(({ itemId }) => itemId ?? '*').join(', ');
        return refuse('REMARKS_UNANSWERED', 'itemId', { items });
      }
      return [{ type: 'ReportSubmitted', data: { submissionId, submittedBy: author } }];
    }
  }
}

function objectionToChanging(
  { status, reopened }: Submission,
  today: CalendarDate,
): Refusal<SubmissionRefusal> | undefined {
  if (reopened && today > reopened.until) return refuse('REOPENING_EXPIRED', 'cycleId', { date: reopened.until });
  const open: readonly Submission['status'][] = ['NOT_STARTED', 'DRAFT', 'RETURNED', 'REOPENED'];
  return open.includes(status) ? undefined : refuse('NOT_OPEN_FOR_CHANGES', 'cycleId');
}

/** Items that look wrong and do not say why they are right all the same. */
export function unexplainedItems({ items }: Submission): readonly string[] {
  return [...items].flatMap(([itemId, { item, findings }]) => {
    if (item.explanation) return [];
    const unclaimed = item.kind === 'PROGRESS' && item.percent === 100 && !items.has(`COMPLETION.${item.measureId}`);
    return findings.length > 0 || unclaimed ? [itemId] : [];
  });
}
