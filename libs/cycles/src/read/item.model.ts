import type { Author } from '@baikoo/kernel';
import type { ReadModel } from '@baikoo/projections';
import type { Item, ItemFinding, ItemOutcome, SubmissionEvent } from '../domain/submission.events.js';

type ItemRow = {
  readonly id: string;
  readonly submission_id: string;
  readonly item_id: string;
  readonly item: Item;
  readonly reported_by: Author;
  /** Everybody who ever wrote it. */
  readonly authors: readonly Author[];
  readonly findings: readonly ItemFinding[];
  readonly place: number;
  readonly outcome: ItemOutcome | null;
  /** As it was taken over last. */
  readonly taken_over: Item | null;
};

/** One row for each item of a submission, as it was last reported. */
export const itemModel: ReadModel<ItemRow, SubmissionEvent> = {
  table: 'submission_item',
  keys({ type, data }) {
    if (type === 'ItemReported' || type === 'ItemWithdrawn') return [`${data.submissionId}/${data.itemId}`];
    if (type === 'ReopeningExpired')
      return [...data.restored.map(({ itemId }) => itemId), ...data.dropped].map((id) => `${data.submissionId}/${id}`);
    if (type === 'SubmissionConsolidated') return data.outcomes.map(({ itemId }) => `${data.submissionId}/${itemId}`);
    return [];
  },
  evolve(row, { type, data, revision }, id) {
    switch (type) {
      case 'ItemReported': {
        const { submissionId: submission_id, itemId: item_id, item, reportedBy: reported_by, findings = [] } = data;
        const known = row?.authors ?? [];
        const authors = known.some((author) => isSame(author, reported_by)) ? known : [...known, reported_by];
        const place = row?.place ?? revision;
        const taken_over = row?.taken_over ?? null;
        return { id, submission_id, item_id, item, reported_by, authors, findings, place, outcome: null, taken_over };
      }
      case 'ItemWithdrawn':
        return undefined;
      case 'ReopeningExpired': {
        const held = data.restored.find(({ itemId }) => id === `${data.submissionId}/${itemId}`);
        if (!held) return undefined;
        const { itemId: item_id, item, findings, reportedBy: reported_by } = held;
        const place = row?.place ?? revision;
        const authors = row?.authors ?? [reported_by];
        const outcome = row?.outcome ?? null;
        const taken_over = row?.taken_over ?? null;
        return {
          id,
          submission_id: data.submissionId,
          item_id,
          item,
          reported_by,
          authors,
          findings,
          place,
          outcome,
          taken_over,
        };
      }
      case 'SubmissionConsolidated': {
        if (!row) return undefined;
        const outcome = data.outcomes.find(({ itemId }) => itemId === row.item_id) ?? null;
        return { ...row, outcome, taken_over: outcome && 'position' in outcome ? row.item : row.taken_over };
      }
      case 'SubmissionStarted':
      case 'RemarkAnswered':
      case 'ReportSubmitted':
      case 'ReportWithdrawn':
      case 'ReviewStarted':
      case 'ReportEndorsed':
      case 'ReportReturned':
      case 'ReportAccepted':
      case 'SubmissionReopened':
      case 'ReopeningExtended':
      case 'CorrectionRequested':
      case 'CorrectionApproved':
      case 'CorrectionRejected':
        return row;
    }
  },
};

const isSame = (a: Author, b: Author) => a.personId === b.personId && a.organisationId === b.organisationId;
