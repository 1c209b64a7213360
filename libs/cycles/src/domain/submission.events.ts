import type { Author, CalendarDate, DecimalString, Event, Evidence, Source } from '@baikoo/kernel';

/** One thing that a report says. It becomes a fact about its subject when the report is accepted. */
export type Item =
  | { kind: 'PROGRESS'; measureId: string; percent: number; text: string; difficulties: string | null }
  | { kind: 'COMPLETION'; measureId: string; completedOn: CalendarDate; evidence: Evidence }
  | { kind: 'EXPENDITURE'; measureId: string; lineId: string; amount: DecimalString }
  | { kind: 'READING'; indicatorId: string; period: string; value: DecimalString; source: Source };

/** A reviewer's remark, on one item or on the whole report (`itemId` null). */
export type Remark = { itemId: string | null; text: string };

/** What became of an item when the accepted report was taken over: a fact at `position`, or refused with a code. */
export type ItemOutcome = { itemId: string; position: string } | { itemId: string; refused: string };

/** Everything that can have happened to a submission. Kept for ever: a changed shape takes an upcast beside this file. */
export type SubmissionEvent =
  | Event<
      'SubmissionStarted',
      {
        submissionId: string;
        cycleId: string;
        organisationId: string;
        territoryId: string | null;
        illustrative: boolean;
      }
    >
  | Event<'ItemReported', { submissionId: string; itemId: string; item: Item; reportedBy: Author }>
  | Event<'ItemWithdrawn', { submissionId: string; itemId: string }>
  | Event<'ReportSubmitted', { submissionId: string; submittedBy: Author }>
  | Event<'ReportReturned', { submissionId: string; returnedBy: Author; remarks: Remark[] }>
  | Event<'ReportAccepted', { submissionId: string; acceptedBy: Author }>
  | Event<'SubmissionConsolidated', { submissionId: string; outcomes: ItemOutcome[] }>;
