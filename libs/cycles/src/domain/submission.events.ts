import type { Author, CalendarDate, DecimalString, Event, Evidence, Source } from '@baikoo/kernel';

/** A part of a figure: `{ dimension: 'sex', category: 'female', value: '12' }`. */
export type ReadingPart = { readonly dimension: string; readonly category: string; readonly value: DecimalString };

/** What any item may say besides: why something that looks wrong is right all the same. */
type Explained = { explanation?: string | null };

/** One thing that a report says. It becomes a fact about its subject when the report is accepted. */
export type Item =
  | ({
      kind: 'PROGRESS';
      measureId: string;
      percent: number;
      text: string;
      difficulties: string | null;
      /** What was done about the difficulties. */
      actionTaken?: string | null;
    } & Explained)
  | ({
      kind: 'COMPLETION';
      measureId: string;
      completedOn: CalendarDate;
      evidence: Evidence;
      furtherEvidence?: readonly Evidence[];
    } & Explained)
  | ({ kind: 'EXPENDITURE'; measureId: string; lineId: string; amount: DecimalString } & Explained)
  | ({
      kind: 'READING';
      indicatorId: string;
      period: string;
      value: DecimalString;
      source: Source;
      /** A ratio keeps both, so that it can be added up with others. */
      numerator?: DecimalString | null;
      denominator?: DecimalString | null;
      /** The disaggregation of the figure. */
      parts?: readonly ReadingPart[];
    } & Explained);

/** Something about an item that looks wrong: it may be right, but whoever reports it has to say why. */
export type ItemFinding = { readonly rule: string; readonly details: Readonly<Record<string, string>> };

/** A reviewer's remark, on one item or on the whole report (`itemId` null). */
export type Remark = { itemId: string | null; text: string };

/** What became of an item when the accepted report was taken over: a fact at `position`, or refused with a code. */
export type ItemOutcome = { itemId: string; position: string } | { itemId: string; refused: string };

/** An item as it stands in a report. */
export type StandingItem = {
  readonly itemId: string;
  readonly item: Item;
  readonly findings: readonly ItemFinding[];
  readonly reportedBy: Author;
};

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
  | Event<
      'ItemReported',
      {
        submissionId: string;
        itemId: string;
        item: Item;
        reportedBy: Author;
        /** What looked wrong when it was reported; absent where nothing did. */
        findings?: readonly ItemFinding[];
      }
    >
  | Event<'ItemWithdrawn', { submissionId: string; itemId: string }>
  /** What the organisation says to a remark, where it does not change the item. */
  | Event<'RemarkAnswered', { submissionId: string; itemId: string | null; text: string; answeredBy: Author }>
  | Event<'ReportSubmitted', { submissionId: string; submittedBy: Author }>
  | Event<'ReportWithdrawn', { submissionId: string; withdrawnBy: Author }>
  | Event<'ReviewStarted', { submissionId: string; startedBy: Author }>
  /** One step before the acceptance: `organisationId` is the commission in whose place it stands. */
  | Event<'ReportEndorsed', { submissionId: string; organisationId: string; endorsedBy: Author }>
  | Event<'ReportReturned', { submissionId: string; returnedBy: Author; remarks: Remark[] }>
  | Event<'ReportAccepted', { submissionId: string; acceptedBy: Author }>
  | Event<'SubmissionConsolidated', { submissionId: string; outcomes: ItemOutcome[] }>
  /** Open for changes until the end of the day `until`, after the acceptance or after the cycle was closed. */
  | Event<'SubmissionReopened', { submissionId: string; reopenedBy: Author; why: string; until: CalendarDate }>
  /** The end of a reopening was put off. */
  | Event<
      'ReopeningExtended',
      { submissionId: string; extendedBy: Author; why: string; formerUntil: CalendarDate; until: CalendarDate }
    >
  /** The time of a reopening passed without a report: what stood before it stands again. */
  | Event<
      'ReopeningExpired',
      {
        submissionId: string;
        until: CalendarDate;
        /** The items that were changed or taken back since, as they stood before. */
        restored: readonly StandingItem[];
        /** The items that were added since. */
        dropped: readonly string[];
      }
    >
  | Event<
      'CorrectionRequested',
      { submissionId: string; requestId: string; requestedBy: Author; what: string; why: string }
    >
  | Event<
      'CorrectionApproved',
      { submissionId: string; requestId: string; approvedBy: Author; until: CalendarDate; why: string }
    >
  | Event<'CorrectionRejected', { submissionId: string; requestId: string; rejectedBy: Author; why: string }>;
