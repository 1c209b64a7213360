import type { Author, CalendarDate, Moment } from '@baikoo/kernel';
import type { ReadModel } from '@baikoo/projections';
import type { Remark, SubmissionEvent } from '../domain/submission.events.js';

type Status = 'DRAFT' | 'SUBMITTED' | 'UNDER_REVIEW' | 'RETURNED' | 'ACCEPTED' | 'CONSOLIDATED' | 'REOPENED';
type Correction = { readonly requestId: string; readonly what: string; readonly why: string };
type Endorsement = { readonly organisationId: string; readonly endorsedBy: Author };

type SubmissionRow = {
  readonly id: string;
  readonly cycle_id: string;
  readonly organisation_id: string;
  readonly territory_id: string | null;
  readonly illustrative: boolean;
  readonly status: Status;
  /** Where a withdrawal, and the end of a reopening, lead back to. */
  readonly before_submission: Status;
  readonly before_reopening: Status | null;
  readonly first_submitted_at: Moment | null;
  readonly times_submitted: number;
  readonly times_returned: number;
  readonly remarks: readonly Remark[];
  readonly endorsements: readonly Endorsement[];
  readonly reopened_until: CalendarDate | null;
  readonly times_reopened: number;
  readonly correction: Correction | null;
  readonly accepted_at: Moment | null;
  readonly corrected_at: string | null;
  readonly changed_at: Moment;
  readonly revision: number;
};

/** One row for each submission that was begun. */
export const submissionModel: ReadModel<SubmissionRow, SubmissionEvent> = {
  table: 'submission',
  keys: ({ stream, data }) => (stream.startsWith('submission-') ? [data.submissionId] : []),
  evolve(row, event) {
    const { type, data, revision, recordedAt: changed_at } = event;
    if (type === 'SubmissionStarted')
      return {
        ...{ id: data.submissionId, cycle_id: data.cycleId, organisation_id: data.organisationId },
        ...{ territory_id: data.territoryId, illustrative: data.illustrative, status: 'DRAFT' },
        ...{ before_submission: 'DRAFT', before_reopening: null, first_submitted_at: null },
        ...{ times_submitted: 0, times_returned: 0, remarks: [], endorsements: [], reopened_until: null },
        ...{ times_reopened: 0, correction: null, accepted_at: null, corrected_at: null, changed_at, revision },
      };
    return row && { ...row, ...changesOf(row, event), changed_at, revision };
  },
};

type Event = Parameters<typeof submissionModel.evolve>[1];

function changesOf(row: SubmissionRow, { type, data, recordedAt, position }: Event): Partial<SubmissionRow> {
  switch (type) {
    case 'SubmissionStarted':
    case 'ItemReported':
    case 'ItemWithdrawn':
    case 'RemarkAnswered':
      return {};
    case 'ReportSubmitted': {
      const first_submitted_at = row.first_submitted_at ?? recordedAt;
      const { times_submitted, status: before_submission } = row;
      const times = { times_submitted: times_submitted + 1, first_submitted_at };
      return { status: 'SUBMITTED', before_submission, endorsements: [], ...times };
    }
    case 'ReportWithdrawn':
      return { status: row.before_submission };
    case 'ReviewStarted':
      return { status: 'UNDER_REVIEW' };
    case 'ReportEndorsed': {
      const { organisationId, endorsedBy } = data;
      return { status: 'UNDER_REVIEW', endorsements: [...row.endorsements, { organisationId, endorsedBy }] };
    }
    case 'ReportReturned':
      return { status: 'RETURNED', times_returned: row.times_returned + 1, remarks: data.remarks, endorsements: [] };
    case 'ReportAccepted':
      return { status: 'ACCEPTED', accepted_at: recordedAt, reopened_until: null, before_reopening: null };
    case 'SubmissionConsolidated':
      return { status: 'CONSOLIDATED', ...(row.times_reopened > 0 && { corrected_at: String(position) }) };
    case 'SubmissionReopened':
    case 'CorrectionApproved': {
      const before_reopening = row.before_reopening ?? row.status;
      const reopened = { reopened_until: data.until, times_reopened: row.times_reopened + 1, before_reopening };
      return { status: 'REOPENED', ...reopened, ...(type === 'CorrectionApproved' && { correction: null }) };
    }
    case 'ReopeningExtended':
      return { reopened_until: data.until };
    case 'ReopeningExpired':
      return { status: row.before_reopening ?? row.status, before_reopening: null, reopened_until: null };
    case 'CorrectionRequested': {
      const { requestId, what, why } = data;
      return { correction: { requestId, what, why } };
    }
    case 'CorrectionRejected':
      return { correction: null };
  }
}
