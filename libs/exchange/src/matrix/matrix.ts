import type { CalendarDate, DecimalString, Language, LocalizedText } from '@baikoo/kernel';
import type { Place, Problem, Warning } from '../problem.js';

/** A text of a cell with where it stands, so that whatever is wrong with it can be told by its address. */
export type Written = { readonly text: string; readonly place: Place };

/** A direction or task as the matrix names it; the reference is undefined where it has no number of its own. */
export type Heading = { readonly reference: string | undefined; readonly titles: LocalizedText; readonly place: Place };

export type MoneyLine = {
  readonly amount: DecimalString;
  readonly year: number;
  readonly source: 'REPUBLICAN_BUDGET' | 'LOCAL_BUDGET' | 'DONOR' | 'OTHER';
  readonly place: Place;
};

export type FigureLine = { readonly value: DecimalString; readonly period: string; readonly place: Place };

export type IndicatorLine = Written & {
  readonly baseline: FigureLine | undefined;
  /** What is wanted, by its periods: a plan of several years wants something of each. */
  readonly targets: readonly FigureLine[];
};

/** One measure as a row of the matrix says it. */
export type MatrixRow = {
  /** Of the sheet, counted from 1 as Excel shows it. */
  readonly row: number;
  readonly direction: Heading;
  readonly task: Heading;
  readonly titles: LocalizedText;
  readonly start: CalendarDate;
  readonly deadline: CalendarDate;
  readonly executors: readonly Written[];
  readonly coExecutors: readonly Written[];
  readonly money: readonly MoneyLine[];
  readonly indicators: readonly IndicatorLine[];
  /** Where it is carried out; undefined: where the plan is. */
  readonly territory: Written | undefined;
  readonly expectedResult: LocalizedText | null;
  readonly verification: LocalizedText | null;
  /** Where each column of this row stands. */
  readonly placeOf: (column: string) => Place;
};

export type Matrix = {
  readonly rows: readonly MatrixRow[];
  readonly language: Language;
  /** The first that holds a matrix. */
  readonly sheet: string;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Warning[];
};
