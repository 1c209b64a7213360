import type { CalendarDate, Moment } from '@baikoo/kernel';
import type { ReadModel } from '@baikoo/projections';
import type { CycleEvent } from '../domain/cycle.events.js';
import type { SubmissionEvent } from '../domain/submission.events.js';

/** What an organisation is told. Its sentence in three languages is made from the kind and `day` when it is read. */
export type NoticeKind =
  | 'OBLIGED'
  | 'REMINDER'
  | 'DEADLINE_MISSED'
  | 'EXEMPTED'
  | 'EXEMPTION_REVOKED'
  | 'REPORT_RETURNED'
  | 'REPORT_ACCEPTED'
  | 'REOPENED'
  | 'REOPENING_EXPIRED'
  | 'CORRECTION_REJECTED'
  /** Of the report of another: the next endorsement is theirs. */
  | 'REPORT_TO_ENDORSE';

type NoticeRow = {
  readonly id: string;
  /** `<cycle>.<organisation>`, the id of the obligation. */
  readonly obligation_id: string;
  readonly kind: NoticeKind;
  /** The day that it is about: until when, or since when. */
  readonly day: CalendarDate | null;
  readonly at: Moment;
  readonly text: string | null;
  /** Of a report to endorse: who endorsed it before. Null: nobody did, and it waits for the first of its commissions. */
  readonly endorsed_before: string | null;
};
type Telling = Pick<NoticeRow, 'kind' | 'day' | 'text'> & Partial<Pick<NoticeRow, 'endorsed_before'>>;

/** Which facts are told to whom. Of people it holds nothing: it is the organisation that is told. */
const tellings: {
  readonly [Type in (CycleEvent | SubmissionEvent)['type']]?: (
    data: Extract<CycleEvent | SubmissionEvent, { type: Type }>['data'],
  ) => Telling;
} = {
  ObligationIssued: () => ({ kind: 'OBLIGED', day: null, text: null }),
  ReminderSent: ({ dueOn }) => ({ kind: 'REMINDER', day: dueOn, text: null }),
  DeadlineMissed: ({ dueOn }) => ({ kind: 'DEADLINE_MISSED', day: dueOn, text: null }),
  ObligationExempted: ({ why }) => ({ kind: 'EXEMPTED', day: null, text: why }),
  ExemptionRevoked: ({ why }) => ({ kind: 'EXEMPTION_REVOKED', day: null, text: why }),
  ReportSubmitted: () => ({ kind: 'REPORT_TO_ENDORSE', day: null, text: null }),
  ReportEndorsed: ({ organisationId: endorsed_before }) => ({
    ...{ kind: 'REPORT_TO_ENDORSE', day: null, text: null },
    endorsed_before,
  }),
  ReportReturned: () => ({ kind: 'REPORT_RETURNED', day: null, text: null }),
  ReportAccepted: () => ({ kind: 'REPORT_ACCEPTED', day: null, text: null }),
  SubmissionReopened: ({ until, why }) => ({ kind: 'REOPENED', day: until, text: why }),
  CorrectionApproved: ({ until, why }) => ({ kind: 'REOPENED', day: until, text: why }),
  ReopeningExtended: ({ until, why }) => ({ kind: 'REOPENED', day: until, text: why }),
  ReopeningExpired: ({ until }) => ({ kind: 'REOPENING_EXPIRED', day: until, text: null }),
  CorrectionRejected: ({ why }) => ({ kind: 'CORRECTION_REJECTED', day: null, text: why }),
};

/**
 * One row for each notice: a fact of a cycle or a submission that its organisation is told, or the commission whose
 * endorsement is the next step. Whose that is stands in the obligation, and is found when notices are asked for.
 */
export const noticeModel: ReadModel<NoticeRow, CycleEvent | SubmissionEvent> = {
  table: 'notice',
  keys: ({ type, eventId }) => (tellings[type] ? [eventId] : []),
  evolve(row, { type, data, recordedAt }, id) {
    const tell = tellings[type] as ((data: object) => Telling) | undefined;
    const obligation_id =
      'submissionId' in data
        ? data.submissionId
        : 'organisationId' in data
          ? `${data.cycleId}.${data.organisationId}`
          : '';
    return tell ? { id, obligation_id, endorsed_before: null, ...tell(data), at: recordedAt } : row;
  },
};
