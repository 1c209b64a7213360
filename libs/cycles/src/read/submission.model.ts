import type { Author, Moment } from '@baikoo/kernel';
import type { ReadModel } from '@baikoo/projections';
import type { Item, ItemOutcome, Remark, SubmissionEvent } from '../domain/submission.events.js';

type SubmissionRow = {
  readonly id: string;
  readonly cycle_id: string;
  readonly organisation_id: string;
  readonly territory_id: string | null;
  readonly illustrative: boolean;
  readonly status: 'DRAFT' | 'SUBMITTED' | 'RETURNED' | 'ACCEPTED' | 'CONSOLIDATED';
  readonly first_submitted_at: Moment | null;
  readonly times_submitted: number;
  readonly times_returned: number;
  readonly remarks: readonly Remark[];
  readonly accepted_at: Moment | null;
  readonly revision: number;
};

/** One row for each submission that was begun. */
export const submissionModel: ReadModel<SubmissionRow, SubmissionEvent> = {
  table: 'submission',
  keys: ({ stream, data }) => (stream.startsWith('submission-') ? [data.submissionId] : []),
  evolve(row, { type, data, revision, recordedAt }) {
    switch (type) {
      case 'SubmissionStarted':
        return {
          id: data.submissionId,
          cycle_id: data.cycleId,
          organisation_id: data.organisationId,
          territory_id: data.territoryId,
          illustrative: data.illustrative,
          status: 'DRAFT',
          first_submitted_at: null,
          times_submitted: 0,
          times_returned: 0,
          remarks: [],
          accepted_at: null,
          revision,
        };
      case 'ItemReported':
      case 'ItemWithdrawn':
        return row && { ...row, revision };
      case 'ReportSubmitted': {
        const first_submitted_at = row?.first_submitted_at ?? recordedAt;
        const times_submitted = (row?.times_submitted ?? 0) + 1;
        return row && { ...row, status: 'SUBMITTED', first_submitted_at, times_submitted, revision };
      }
      case 'ReportReturned': {
        const { remarks } = data;
        return row && { ...row, status: 'RETURNED', times_returned: row.times_returned + 1, remarks, revision };
      }
      case 'ReportAccepted':
        return row && { ...row, status: 'ACCEPTED', accepted_at: recordedAt, revision };
      case 'SubmissionConsolidated':
        return row && { ...row, status: 'CONSOLIDATED', revision };
    }
  },
};

type ItemRow = {
  readonly id: string;
  readonly submission_id: string;
  readonly item_id: string;
  readonly item: Item;
  readonly reported_by: Author;
  readonly place: number;
  readonly outcome: ItemOutcome | null;
};

/** One row for each item of a submission, as it was last reported. */
export const itemModel: ReadModel<ItemRow, SubmissionEvent> = {
  table: 'submission_item',
  keys({ type, data }) {
    if (type === 'ItemReported' || type === 'ItemWithdrawn') return [`${data.submissionId}/${data.itemId}`];
    if (type === 'SubmissionConsolidated') return data.outcomes.map(({ itemId }) => `${data.submissionId}/${itemId}`);
    return [];
  },
  evolve(row, { type, data, revision }, id) {
    switch (type) {
      case 'ItemReported': {
        const { submissionId: submission_id, itemId: item_id, item, reportedBy: reported_by } = data;
        return { id, submission_id, item_id, item, reported_by, place: row?.place ?? revision, outcome: null };
      }
      case 'ItemWithdrawn':
        return undefined;
      case 'SubmissionConsolidated':
        return row && { ...row, outcome: data.outcomes.find(({ itemId }) => itemId === row.item_id) ?? null };
      case 'SubmissionStarted':
      case 'ReportSubmitted':
      case 'ReportReturned':
      case 'ReportAccepted':
        return row;
    }
  },
};
