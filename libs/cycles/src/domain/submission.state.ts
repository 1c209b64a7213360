import type { Author, CalendarDate } from '@baikoo/kernel';
import type { Remark, StandingItem, SubmissionEvent } from './submission.events.js';

export type SubmissionPhase =
  'NOT_STARTED' | 'DRAFT' | 'SUBMITTED' | 'UNDER_REVIEW' | 'RETURNED' | 'ACCEPTED' | 'CONSOLIDATED' | 'REOPENED';

export type Submission = {
  readonly status: SubmissionPhase;
  readonly items: ReadonlyMap<string, StandingItem>;
  /** Everybody who wrote in it or submitted it: none of them may review it. */
  readonly authors: readonly Author[];
  readonly everSubmitted: boolean;
  /** Where a withdrawal leads back to. */
  readonly beforeSubmission: SubmissionPhase;
  /** Of the last return, those that were met neither by a change nor by an answer. */
  readonly openRemarks: readonly Remark[];
  readonly endorsements: readonly { readonly organisationId: string; readonly by: Author }[];
  /** What an expired reopening leads back to. */
  readonly reopened:
    | {
        readonly until: CalendarDate;
        readonly by: Author;
        readonly before: Pick<Submission, 'status' | 'items' | 'openRemarks'>;
      }
    | undefined;
  readonly correction: { readonly requestId: string; readonly by: Author } | undefined;
};

export const notStarted: Submission = {
  ...{ status: 'NOT_STARTED', items: new Map(), authors: [], everSubmitted: false, beforeSubmission: 'DRAFT' },
  ...{ openRemarks: [], endorsements: [], reopened: undefined, correction: undefined },
};

export function evolveSubmission(submission: Submission, { type, data }: SubmissionEvent): Submission {
  switch (type) {
    case 'SubmissionStarted':
      return { ...submission, status: 'DRAFT' };
    case 'ItemReported': {
      const { itemId, item, findings = [], reportedBy } = data;
      const changed = JSON.stringify(submission.items.get(itemId)?.item) !== JSON.stringify(item);
      return {
        ...submission,
        items: new Map([...submission.items, [itemId, { itemId, item, findings, reportedBy }]]),
        authors: [...submission.authors, reportedBy],
        openRemarks: changed ? withoutRemarksOn(submission, itemId) : submission.openRemarks,
      };
    }
    case 'ItemWithdrawn': {
      const items = new Map(submission.items);
      items.delete(data.itemId);
      return { ...submission, items, openRemarks: withoutRemarksOn(submission, data.itemId) };
    }
    case 'RemarkAnswered': {
      const openRemarks = submission.openRemarks.filter(({ itemId }) => itemId !== data.itemId);
      return { ...submission, openRemarks, authors: [...submission.authors, data.answeredBy] };
    }
    case 'ReportSubmitted': {
      const authors = [...submission.authors, data.submittedBy];
      const beforeSubmission = submission.status;
      return { ...submission, status: 'SUBMITTED', authors, beforeSubmission, everSubmitted: true, endorsements: [] };
    }
    case 'ReportWithdrawn':
      return { ...submission, status: submission.beforeSubmission };
    case 'ReviewStarted':
      return { ...submission, status: 'UNDER_REVIEW' };
    case 'ReportEndorsed': {
      const endorsement = { organisationId: data.organisationId, by: data.endorsedBy };
      return { ...submission, status: 'UNDER_REVIEW', endorsements: [...submission.endorsements, endorsement] };
    }
    case 'ReportReturned':
      return { ...submission, status: 'RETURNED', openRemarks: data.remarks, endorsements: [] };
    case 'ReportAccepted':
      return { ...submission, status: 'ACCEPTED', openRemarks: [], reopened: undefined };
    case 'SubmissionConsolidated':
      return { ...submission, status: 'CONSOLIDATED' };
    case 'SubmissionReopened':
      return reopen(submission, data.until, data.reopenedBy);
    case 'ReopeningExtended':
      return submission.reopened
        ? { ...submission, reopened: { ...submission.reopened, until: data.until } }
        : submission;
    case 'CorrectionApproved':
      return { ...reopen(submission, data.until, data.approvedBy), correction: undefined };
    case 'ReopeningExpired':
      return submission.reopened ? { ...submission, ...submission.reopened.before, reopened: undefined } : submission;
    case 'CorrectionRequested':
      return { ...submission, correction: { requestId: data.requestId, by: data.requestedBy } };
    case 'CorrectionRejected':
      return { ...submission, correction: undefined };
  }
}

function reopen(submission: Submission, until: CalendarDate, by: Author): Submission {
  const { status, items, openRemarks } = submission;
  // One that was reopened twice, as it could be once, still leads back to what stood before the first.
  const before = submission.reopened?.before ?? { status, items, openRemarks };
  return { ...submission, status: 'REOPENED', reopened: { until, by, before } };
}

/** A remark on the whole report is met by any change. */
const withoutRemarksOn = ({ openRemarks }: Submission, changed: string) =>
  openRemarks.filter(({ itemId }) => itemId !== changed && itemId !== null);
