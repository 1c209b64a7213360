import type { Author, DecimalString, Event, LocalizedText, Source } from '@baikoo/kernel';

/** EXACT: published without a qualifying word, even if visibly rounded. */
export type Qualifier = 'EXACT' | 'MORE_THAN' | 'LESS_THAN' | 'APPROXIMATELY';

/** OFFICIAL: counted by an administration. SURVEY: what a sample of people said. */
export type SourceKind = 'OFFICIAL' | 'SURVEY';

/** The share of a category in a reading: `sex`, `female`, `12`. The parts of a dimension need not make up the total. */
export type Part = { readonly dimension: string; readonly category: string; readonly value: DecimalString };

/** What is accepted and yet has to be explained (domain.md, "Data quality"). */
export type CheckRule =
  /** Another source gives another value for the same period. */
  | 'CONFLICTING_SOURCES'
  /** An official figure and a survey of the same period are further apart than a survey may be. */
  | 'OFFICIAL_AGAINST_SURVEY'
  | 'OUTLIER'
  | 'YEAR_ON_YEAR'
  /** The categories of a dimension sum to less than the total; more is refused. */
  | 'PARTS_BELOW_TOTAL'
  /** Less than what was counted from the same day to an earlier one. */
  | 'FALLING_CUMULATIVE'
  | 'ZERO_AFTER_NON_ZERO'
  /** Periods without a reading lie before this one, and nobody said why. */
  | 'SILENCE';

type ReadingIds = {
  /** `<indicator>.<territory>.<period>.<n>`, n counting the readings of that period from 1. */
  readingId: string;
  indicatorId: string;
  territoryId: string;
};

type ReadingData = ReadingIds & {
  period: string;
  value: DecimalString;
  qualifier: Qualifier;
  definitionVersion: number;
  source: Source;
  note: LocalizedText | null;
  /** Not published by anybody: invented to show how the system works. */
  illustrative: boolean;
  /** The accepted report that it was taken over from, if any. */
  submissionId: string | null;
  recordedBy: Author;
  /** Everybody who wrote it, where that is more than `recordedBy` says: colleagues, or the office that wrote on behalf. */
  authors?: readonly Author[];
  /** Of a ratio, in its own units; percentages are never averaged, so both are kept. */
  numerator?: DecimalString;
  denominator?: DecimalString;
  parts?: readonly Part[];
  sourceKind?: SourceKind;
  /** What whoever recorded it said about the findings of the checks. */
  explanation?: string | null;
};

/** Everything that can have happened to the readings of one indicator in one territory. A changed shape takes an upcast. */
export type SeriesEvent =
  | Event<'ReadingRecorded', ReadingData>
  /** The new reading stands in the place of `supersedes`, which stays readable; it waits for confirmation again. */
  | Event<'ReadingCorrected', ReadingData & { supersedes: string; reason: string }>
  | Event<'ReadingRetracted', ReadingIds & { reason: string; retractedBy: Author }>
  | Event<
      'ReadingDeclaredMissing',
      { indicatorId: string; territoryId: string; period: string; reason: string; declaredBy: Author }
    >
  | Event<
      'ReadingFlagged',
      ReadingIds & {
        rule: CheckRule;
        /** The readings that it contradicts; they stand beside it unchanged. */
        against: readonly string[];
        /** The values that a sentence about the finding needs. */
        details?: Readonly<Record<string, string>>;
      }
    >
  | Event<
      'FlagResolved',
      ReadingIds & {
        rule: CheckRule;
        /** As in the flag: the other sides of a contradiction, which it settles too. */
        against: readonly string[];
        explanation: string;
        /** Of readings that contradict each other the one that holds; null for the other rules. */
        holds: string | null;
        resolvedBy: Author;
      }
    >
  | Event<'ReadingConfirmed', ReadingIds & { confirmedBy: Author }>;
