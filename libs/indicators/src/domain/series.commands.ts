import type { Author, Command, DecimalString, LocalizedText, Source } from '@baikoo/kernel';
import type { CheckThresholds } from './check.formula.js';
import type { IndicatorKnowledge, PlausibleFigures } from './figure.js';
import type { ReadingRefusal } from './reading.js';
import type { CheckRule, Part, Qualifier, SourceKind } from './series.events.js';

type SeriesIds = { indicatorId: string; territoryId: string };

/** What a reading says. The optional fields are left out or null where there is nothing to say. */
type ReadingFields = SeriesIds & {
  period: string;
  value: DecimalString;
  qualifier: Qualifier;
  /** Null: the one that held when the period began. */
  definitionVersion: number | null;
  source: Source;
  note: LocalizedText | null;
  illustrative: boolean;
  submissionId: string | null;
  /** Everybody who wrote it in the report that it comes from; none of them confirms it (rule 1). */
  authors?: readonly Author[];
  numerator?: DecimalString | null;
  denominator?: DecimalString | null;
  parts?: readonly Part[] | null;
  sourceKind?: SourceKind | null;
  /** Answers what the checks find: an outlier, a rise against the year before. */
  explanation?: string | null;
};

export type RecordReading = Command<'RecordReading', ReadingFields>;
/** `readingId` is the reading in whose place the new one stands; the period stays what it was. */
export type CorrectReading = Command<
  'CorrectReading',
  Omit<ReadingFields, 'period'> & { readingId: string; why: string }
>;
export type RetractReading = Command<
  'RetractReading',
  SeriesIds & { readingId: string; why: string; submissionId: string | null }
>;
export type DeclareReadingMissing = Command<'DeclareReadingMissing', SeriesIds & { period: string; why: string }>;
export type ResolveFlag = Command<
  'ResolveFlag',
  SeriesIds & { readingId: string; rule: CheckRule; explanation: string; holds: string | null }
>;
export type ConfirmReading = Command<'ConfirmReading', SeriesIds & { readingId: string }>;

/** What somebody may ask of a series. */
export type SeriesRequest =
  RecordReading | CorrectReading | RetractReading | DeclareReadingMissing | ResolveFlag | ConfirmReading;

type Informed<Request> = Request & {
  readonly indicator: IndicatorKnowledge;
  /** By what the soft checks go; the standard unless said. */
  readonly checks?: CheckThresholds;
  /** What no figure can be; the standard unless said. */
  readonly plausible?: PlausibleFigures;
};

/** What is decided: its handler adds what the indicator's own stream says about the indicator. */
export type SeriesCommand =
  | Informed<RecordReading>
  | Informed<CorrectReading>
  | Informed<DeclareReadingMissing>
  | RetractReading
  | ResolveFlag
  | ConfirmReading;

export type SeriesRefusal =
  | ReadingRefusal
  | 'SAME_READING'
  | 'UNKNOWN_READING'
  | 'ALREADY_CONFIRMED'
  | 'OWN_WORK'
  | 'NOT_CURRENT'
  | 'FOREIGN_READING'
  | 'REPORTED_IN_SUBMISSION'
  | 'NOTHING_CHANGED'
  | 'REASON_REQUIRED'
  | 'READING_EXISTS'
  | 'ALREADY_MISSING'
  | 'UNKNOWN_FLAG'
  | 'FLAG_RESOLVED'
  | 'FLAGS_OPEN'
  | 'WHICH_HOLDS';
