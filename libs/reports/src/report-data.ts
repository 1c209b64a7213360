import type { CalendarDate, Convention, DecimalString, LegalAct, LocalizedText, Moment, Source } from '@baikoo/kernel';
import type { FundingSource, Light, MeasureCounts, MeasureStatus } from '@baikoo/measures';

/** Something with an id and names, as a report shows it. */
export type Named = { readonly id: string; readonly names: LocalizedText };

/** Gives anything with an id its names as they were; an id without names stands for itself. */
export type NameOf = (kind: 'territory' | 'organisation', id: string) => Named;

export type MeasureLine = {
  readonly id: string;
  readonly titles: LocalizedText;
  readonly taskReference: string;
  /** Not from an official document: invented to show how the system works. */
  readonly illustrative: boolean;
  readonly responsible: Named;
  readonly territory: Named;
  readonly deadline: CalendarDate;
  readonly status: MeasureStatus;
  /** 0 to 100; null when nothing was reported yet. */
  readonly percent: number | null;
  readonly light: Light;
  readonly expectedResult: LocalizedText | null;
  /** Of the last accepted report, in the words of whoever reported. */
  readonly progressText: string | null;
  readonly difficulties: string | null;
  /** Whole days since the deadline; null when not overdue. */
  readonly overdueDays: number | null;
};

/** Completions claimed and completions verified are counted apart, never added up (rule 7). */
export type ExecutionFigures = Omit<MeasureCounts, 'directionId' | 'percents'> & {
  /** Mean accepted progress over all measures but the cancelled ones, a verified completion counting 100 and silence 0; null when there are none. */
  readonly meanPercent: DecimalString | null;
};

export type DirectionExecution = {
  readonly id: string;
  readonly reference: string;
  readonly kind: 'COMPONENT' | 'PRIORITY' | 'LOCAL_PROBLEM';
  readonly titles: LocalizedText;
  readonly figures: ExecutionFigures;
  readonly funding: FundingFigures;
  readonly measures: readonly MeasureLine[];
};

/** In som (KGS). gap = planned − allocated; execution = spent / allocated, null when nothing was allocated. */
export type FundingFigures = {
  readonly planned: DecimalString;
  readonly allocated: DecimalString;
  readonly spent: DecimalString;
  readonly gap: DecimalString;
  readonly execution: DecimalString | null;
};

export type FundingBySource = FundingFigures & {
  readonly source: FundingSource;
  readonly year: number;
};

/** Counts of reports owed and given, and their shares of `expected`; a share of nothing is null. */
export type SubmissionFigures = {
  readonly expected: number;
  readonly submitted: number;
  readonly accepted: number;
  readonly onTime: number;
  readonly submissionRate: DecimalString | null;
  readonly completeness: DecimalString | null;
  readonly timeliness: DecimalString | null;
};

export type SubmissionLine = {
  readonly territory: Named;
  readonly organisation: Named;
  readonly status:
    'NOT_STARTED' | 'DRAFT' | 'SUBMITTED' | 'UNDER_REVIEW' | 'RETURNED' | 'ACCEPTED' | 'CONSOLIDATED' | 'REOPENED';
  readonly firstSubmittedAt: Moment | null;
  /** Whether it was first submitted before the end of the due date; null when it was not submitted yet. */
  readonly onTime: boolean | null;
  readonly timesReturned: number;
};

export type SeriesPoint = {
  readonly period: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly value: DecimalString;
  readonly qualifier: 'EXACT' | 'MORE_THAN' | 'LESS_THAN' | 'APPROXIMATELY';
  readonly definitionVersion: number;
  readonly source: Source;
  /** What its recorder had to say of it: rounding, another count, a contradiction. */
  readonly note: LocalizedText | null;
  readonly status: 'PROVISIONAL' | 'CONFIRMED';
  /** Another source gives another value for the same period. */
  readonly conflicting: boolean;
  readonly illustrative: boolean;
  /** Stands in the place of an earlier reading. Only said when it is so: an old report keeps its bytes. */
  readonly corrected?: true;
  /** Another of the sources that disagreed was found to hold. */
  readonly outweighed?: true;
};

export type IndicatorReport = {
  readonly id: string;
  readonly names: LocalizedText;
  readonly unit: LocalizedText;
  readonly directionReference: string | null;
  readonly territory: Named;
  readonly better: 'INCREASE' | 'DECREASE' | 'MAINTAIN' | 'RANGE';
  readonly baseline: { readonly period: string; readonly value: DecimalString; readonly source: Source } | null;
  readonly target: {
    readonly period: string;
    readonly value: DecimalString;
    readonly source: Source;
    readonly illustrative: boolean;
  } | null;
  /** Every reading of the territory, by period, conflicting ones side by side. */
  readonly points: readonly SeriesPoint[];
  /** Periods that were declared to have no reading, with the reason. */
  readonly missing?: readonly { readonly period: string; readonly reason: string }[];
  readonly breaks: readonly {
    readonly version: number;
    readonly holdsFrom: string;
    readonly explanation: LocalizedText;
    readonly source: Source;
  }[];
  /** Latest reading against the baseline, or why the two are not compared. */
  readonly change:
    | {
        readonly from: string;
        readonly to: string;
        readonly absolute: DecimalString;
        readonly relative: DecimalString | null;
      }
    | {
        readonly notCompared:
          | 'NO_BASELINE'
          | 'NO_LATER_READING'
          | 'BREAK_IN_SERIES'
          | 'PERIODS_DIFFER'
          | 'CONFLICTING_VALUES'
          | 'INEXACT_VALUE';
      };
};

export type RiskLine = {
  readonly id: string;
  readonly titles: LocalizedText;
  readonly mitigation: LocalizedText | null;
  readonly probability: 'LOW' | 'MEDIUM' | 'HIGH' | null;
  readonly impact: 'LOW' | 'MEDIUM' | 'HIGH' | null;
  readonly source: Source;
};

/** All that a monitoring report says, in no particular language. Its canonical JSON is what the content hash covers. */
export type MonitoringReportData = {
  /** Raised when the meaning of a field changes, so that old reports can be told from new ones. */
  readonly format: 1;
  readonly cycle: {
    readonly id: string;
    readonly period: string;
    readonly from: CalendarDate;
    readonly to: CalendarDate;
    readonly dueOn: CalendarDate;
    readonly status: 'SCHEDULED' | 'OPEN' | 'CLOSED' | 'FINALISED';
    readonly illustrative: boolean;
  };
  readonly plan: {
    readonly id: string;
    readonly titles: LocalizedText;
    readonly from: CalendarDate;
    readonly to: CalendarDate;
    readonly status: 'DRAFT' | 'CONSULTATION' | 'ADOPTED' | 'CLOSED' | 'SUPERSEDED';
    readonly legalAct: LegalAct | null;
  };
  /** By what the lights were read, where that was not the standard of the program. */
  readonly lightConvention?: Convention<'LIGHT'>;
  /** Everything below is what the record held right after this position, learned at this moment. */
  readonly asOf: { readonly position: string; readonly moment: Moment };
  readonly execution: { readonly total: ExecutionFigures; readonly directions: readonly DirectionExecution[] };
  readonly overdue: readonly MeasureLine[];
  readonly submissions: { readonly total: SubmissionFigures; readonly lines: readonly SubmissionLine[] };
  readonly funding: { readonly total: FundingFigures; readonly bySource: readonly FundingBySource[] };
  readonly indicators: readonly IndicatorReport[];
  readonly risks: readonly RiskLine[];
};
