import {
  type Author,
  authorOf,
  type Command,
  dateOf,
  type Decider,
  isOwnWork,
  type Refusal,
  refuse,
} from '@baikoo/kernel';
import { itemIdOf, type ItemRefusal, objectionTo, type Subject } from './item.js';
import type { Item, ItemOutcome, Remark, SubmissionEvent } from './submission.events.js';

/** What a submission must know of its cycle; looked up by whoever sends the command. */
export type CycleOfSubmission = {
  readonly status: 'UNKNOWN' | 'OPEN' | 'CLOSED';
  readonly planId: string;
  readonly illustrative: boolean;
  /** Whether the organisation owes a report, and for which territory. */
  readonly owed: boolean;
  readonly territoryId: string | null;
};

type OfSubmission = { submissionId: string; cycleId: string; organisationId: string; cycle: CycleOfSubmission };
/** Whether the reviewer's mandate reaches the territory of the submission. */
type UnderReview = OfSubmission & { withinMandate: boolean };

export type SubmissionCommand =
  | Command<'ReportItem', OfSubmission & { item: Item; subject: Subject }>
  | Command<'WithdrawItem', OfSubmission & { itemId: string }>
  | Command<'SubmitReport', OfSubmission>
  | Command<'ReturnReport', UnderReview & { remarks: Remark[] }>
  | Command<'AcceptReport', UnderReview>
  | Command<'RecordConsolidation', OfSubmission & { outcomes: ItemOutcome[] }>;

export type SubmissionRefusal =
  | ItemRefusal
  | 'UNKNOWN_CYCLE'
  | 'CYCLE_CLOSED'
  | 'NO_OBLIGATION'
  | 'UNKNOWN_SUBMISSION'
  | 'NOT_OPEN_FOR_CHANGES'
  | 'NOTHING_REPORTED'
  | 'UNKNOWN_ITEM'
  | 'NOT_SUBMITTED'
  | 'FOREIGN_TERRITORY'
  | 'OWN_WORK'
  | 'REMARKS_REQUIRED'
  | 'NOT_ACCEPTED'
  | 'ALREADY_CONSOLIDATED';

export type Submission = {
  readonly status: 'NOT_STARTED' | 'DRAFT' | 'SUBMITTED' | 'RETURNED' | 'ACCEPTED' | 'CONSOLIDATED';
  readonly items: ReadonlySet<string>;
  /** Everybody who wrote in it or submitted it: none of them may review it. */
  readonly authors: readonly Author[];
};

const isOpenForChanges = ({ status }: Submission) =>
  status === 'NOT_STARTED' || status === 'DRAFT' || status === 'RETURNED';

export const submission: Decider<Submission, SubmissionCommand, SubmissionEvent, SubmissionRefusal> = {
  initial: { status: 'NOT_STARTED', items: new Set(), authors: [] },

  decide(submission, command) {
    const { submissionId, cycleId, organisationId, cycle, by } = command;
    if (command.type === 'RecordConsolidation') {
      if (submission.status === 'CONSOLIDATED') return refuse('ALREADY_CONSOLIDATED');
      if (submission.status !== 'ACCEPTED') return refuse('NOT_ACCEPTED');
      return [{ type: 'SubmissionConsolidated', data: { submissionId, outcomes: command.outcomes } }];
    }
    if (cycle.status === 'UNKNOWN') return refuse('UNKNOWN_CYCLE', 'cycleId', { id: cycleId });
    // Late is accepted and marked late; closed is closed (rule 6).
    if (cycle.status === 'CLOSED') return refuse('CYCLE_CLOSED', 'cycleId');

    switch (command.type) {
      case 'ReportItem': {
        if (!cycle.owed) return refuse('NO_OBLIGATION', 'cycleId');
        if (!isOpenForChanges(submission)) return refuse('NOT_OPEN_FOR_CHANGES', 'cycleId');
        const { item, subject, at } = command;
        const objection = objectionTo(item, { planId: cycle.planId, organisationId, today: dateOf(at), subject });
        if (objection) return objection;
        const data = { submissionId, itemId: itemIdOf(item), item, reportedBy: authorOf(by) };
        const { territoryId, illustrative } = cycle;
        const started = { submissionId, cycleId, organisationId, territoryId, illustrative };
        return [
          ...(submission.status === 'NOT_STARTED' ? [{ type: 'SubmissionStarted', data: started } as const] : []),
          { type: 'ItemReported', data },
        ];
      }
      case 'WithdrawItem': {
        const { itemId } = command;
        if (!isOpenForChanges(submission)) return refuse('NOT_OPEN_FOR_CHANGES', 'cycleId');
        if (!submission.items.has(itemId)) return refuse('UNKNOWN_ITEM', 'itemId', { id: itemId });
        return [{ type: 'ItemWithdrawn', data: { submissionId, itemId } }];
      }
      case 'SubmitReport': {
        if (!cycle.owed) return refuse('NO_OBLIGATION', 'cycleId');
        if (!isOpenForChanges(submission)) return refuse('NOT_OPEN_FOR_CHANGES', 'cycleId');
        if (submission.items.size === 0) return refuse('NOTHING_REPORTED', 'cycleId');
        return [{ type: 'ReportSubmitted', data: { submissionId, submittedBy: authorOf(by) } }];
      }
      case 'ReturnReport': {
        const { remarks } = command;
        const objection = objectionToReview(submission, command);
        if (objection) return objection;
        if (remarks.length === 0) return refuse('REMARKS_REQUIRED', 'remarks');
        const stray = remarks.find(({ itemId }) => itemId !== null && !submission.items.has(itemId));
        if (stray?.itemId) return refuse('UNKNOWN_ITEM', 'remarks', { id: stray.itemId });
        return [{ type: 'ReportReturned', data: { submissionId, returnedBy: authorOf(by), remarks } }];
      }
      case 'AcceptReport': {
        const objection = objectionToReview(submission, command);
        if (objection) return objection;
        return [{ type: 'ReportAccepted', data: { submissionId, acceptedBy: authorOf(by) } }];
      }
    }
  },

  evolve(submission, { type, data }) {
    switch (type) {
      case 'SubmissionStarted':
        return { ...submission, status: 'DRAFT' };
      case 'ItemReported':
        return {
          ...submission,
          items: new Set([...submission.items, data.itemId]),
          authors: [...submission.authors, data.reportedBy],
        };
      case 'ItemWithdrawn':
        return { ...submission, items: new Set([...submission.items].filter((itemId) => itemId !== data.itemId)) };
      case 'ReportSubmitted':
        return { ...submission, status: 'SUBMITTED', authors: [...submission.authors, data.submittedBy] };
      case 'ReportReturned':
        return { ...submission, status: 'RETURNED' };
      case 'ReportAccepted':
        return { ...submission, status: 'ACCEPTED' };
      case 'SubmissionConsolidated':
        return { ...submission, status: 'CONSOLIDATED' };
    }
  },
};

function objectionToReview(
  submission: Submission,
  { submissionId, withinMandate, by }: Extract<SubmissionCommand, { type: 'ReturnReport' | 'AcceptReport' }>,
): Refusal<SubmissionRefusal> | undefined {
  if (submission.status === 'NOT_STARTED') return refuse('UNKNOWN_SUBMISSION', 'organisationId', { id: submissionId });
  if (submission.status !== 'SUBMITTED') return refuse('NOT_SUBMITTED', 'organisationId');
  if (!withinMandate) return refuse('FOREIGN_TERRITORY', 'organisationId');
  // Four eyes: nobody reviews what they or their organisation wrote (rule 1).
  if (submission.authors.some((author) => isOwnWork(author, by))) return refuse('OWN_WORK', 'organisationId');
  return undefined;
}
