import {
  compare,
  type Convention,
  type DecimalString,
  DEFAULT_CONVENTIONS,
  parsePeriod,
  type Period,
  ratio,
  subtract,
  sum,
  datesOf,
} from '@baikoo/kernel';
import { hasBreakBetween, isSameLength } from './comparison.formula.js';
import type { IndicatorKnowledge } from './figure.js';
import type { Frequency } from './indicator.events.js';
import { absolute, modifiedZScore } from './outlier.formula.js';
import type { CheckRule, Part, SourceKind } from './series.events.js';

/** What a check found: the rule, and the values that a sentence about it needs. Accepted, but it has to be explained. */
export type Finding = {
  readonly rule: CheckRule;
  readonly details: Readonly<Record<string, string>>;
  /** The readings of the same period that it contradicts, for the two rules about sources. */
  readonly against?: readonly string[];
};

/** By what the checks go: our convention, not the law's (domain.md, "Data quality"). */
export type CheckThresholds = Convention<'CHECKS'>;

/** What the checks ask of an indicator. */
export type CheckedIndicator = Pick<IndicatorKnowledge, 'valueType' | 'accumulation' | 'frequency' | 'versions'>;

/** A reading as the checks see it; those of the history are current ones: neither corrected nor retracted. */
export type CheckedReading = {
  readonly period: string;
  readonly value: DecimalString;
  readonly definitionVersion: number;
  readonly parts?: readonly Part[];
  readonly sourceKind?: SourceKind;
};
export type EarlierReading = CheckedReading & { readonly readingId: string };

/** A history with the dates of the periods that were declared to have no reading. */
export type CheckedHistory = { readonly readings: readonly EarlierReading[]; readonly missing: ReadonlySet<string> };

/** Everything about a reading that is possible and yet has to be explained. Pure; nothing is compared across a break. */
export function softChecksOf(
  indicator: CheckedIndicator,
  history: CheckedHistory,
  reading: CheckedReading,
  thresholds: CheckThresholds = DEFAULT_CONVENTIONS.CHECKS,
): readonly Finding[] {
  const comparable = history.readings.filter(
    (other) => !hasBreakBetween({ definitions: indicator.versions }, other, reading),
  );
  const period = parsePeriod(reading.period)!;
  const before = comparable.filter((other) => periodOf(other).to < period.from);
  const alike = before.filter((other) => isSameLength(other, reading)).toSorted(byEnd);
  return [
    ...sources(history.readings, reading, thresholds),
    ...parts(indicator, reading),
    ...outlier(alike, reading, thresholds),
    ...yearOnYear(alike, reading, thresholds),
    ...fallingCumulative(indicator, comparable, reading),
    ...zeroAfterNonZero(alike, reading),
    ...silence(indicator, before, history.missing, period),
  ];
}

/** Two sources on one period and definition; a survey may differ from an official figure by a tolerance. */
function sources(readings: readonly EarlierReading[], reading: CheckedReading, { survey }: CheckThresholds): Finding[] {
  const others = readings.filter(
    (other) =>
      other.definitionVersion === reading.definitionVersion &&
      datesOf(periodOf(other)) === datesOf(periodOf(reading)) &&
      compare(other.value, reading.value) !== 0,
  );
  const isOtherKind = ({ sourceKind }: CheckedReading) =>
    sourceKind !== undefined && reading.sourceKind !== undefined && sourceKind !== reading.sourceKind;
  const finding = (rule: CheckRule, against: readonly EarlierReading[]): Finding[] => {
    if (against.length === 0) return [];
    const details = { value: reading.value, others: against.map(({ value }) => value).join(', ') };
    return [{ rule, details, against: against.map(({ readingId }) => readingId) }];
  };
  const kinds = others.filter(isOtherKind).filter((other) => {
    const official = other.sourceKind === 'OFFICIAL' ? other.value : reading.value;
    const share = ratio(absolute(subtract(other.value, reading.value)), absolute(official), 18);
    return share === undefined || compare(share, survey) > 0;
  });
  return [
    ...finding(
      'CONFLICTING_SOURCES',
      others.filter((other) => !isOtherKind(other)),
    ),
    ...finding('OFFICIAL_AGAINST_SURVEY', kinds),
  ];
}

/** Parts above the total are refused; below it they may be honest: of some cases the sex is unknown. */
function parts({ valueType }: CheckedIndicator, { value, parts = [] }: CheckedReading): Finding[] {
  if (valueType !== 'COUNT') return [];
  return [...new Set(parts.map(({ dimension }) => dimension))].flatMap((dimension) => {
    const total = sum(parts.filter((part) => part.dimension === dimension).map((part) => part.value));
    return compare(total, value) < 0
      ? [{ rule: 'PARTS_BELOW_TOTAL' as const, details: { dimension, sum: total, value } }]
      : [];
  });
}

function outlier(alike: readonly EarlierReading[], { value }: CheckedReading, thresholds: CheckThresholds): Finding[] {
  if (alike.length < Number(thresholds.outlierReadings)) return [];
  const score = modifiedZScore(
    alike.map((reading) => reading.value),
    value,
  );
  if (score === undefined || compare(absolute(score), thresholds.outlier) <= 0) return [];
  return [{ rule: 'OUTLIER', details: { value, score, threshold: thresholds.outlier } }];
}

function yearOnYear(alike: readonly EarlierReading[], reading: CheckedReading, thresholds: CheckThresholds): Finding[] {
  const { from } = periodOf(reading);
  const year = String(Number(from.slice(0, 4)) - 1);
  const before = alike.findLast((other) => periodOf(other).from === `${year}${from.slice(4)}`);
  if (!before || compare(before.value, thresholds.yearOnYearFrom) < 0) return [];
  const change = ratio(subtract(reading.value, before.value), before.value);
  if (change === undefined || compare(absolute(change), thresholds.yearOnYear) <= 0) return [];
  return [{ rule: 'YEAR_ON_YEAR', details: { value: reading.value, before: before.value, change } }];
}

/** What is counted from one day on cannot be less at a later day: eleven months hold ten. */
function fallingCumulative(
  { valueType, accumulation }: CheckedIndicator,
  comparable: readonly EarlierReading[],
  reading: CheckedReading,
): Finding[] {
  if (valueType !== 'COUNT' || accumulation === 'STOCK') return [];
  const { from, to } = periodOf(reading);
  const worst = comparable
    .filter((other) => periodOf(other).from === from)
    .find((other) => {
      const end = periodOf(other).to;
      if (end === to) return false;
      return compare(other.value, reading.value) === (end < to ? 1 : -1);
    });
  if (!worst) return [];
  return [
    {
      rule: 'FALLING_CUMULATIVE',
      details: { value: reading.value, other: worst.value, otherPeriod: worst.period },
    },
  ];
}

function zeroAfterNonZero(alike: readonly EarlierReading[], { value }: CheckedReading): Finding[] {
  const last = alike.at(-1);
  if (!last || compare(value, '0') !== 0 || compare(last.value, '0') === 0) return [];
  return [{ rule: 'ZERO_AFTER_NON_ZERO', details: { before: last.value, beforePeriod: last.period } }];
}

/** Whole periods of the usual rhythm since the last reading, for which nobody said why there is none. */
function silence(
  { frequency = 'IRREGULAR' }: CheckedIndicator,
  before: readonly EarlierReading[],
  missing: ReadonlySet<string>,
  { from }: Period,
): Finding[] {
  const months = MONTHS[frequency];
  const last = before.toSorted(byEnd).at(-1);
  if (!last || months === null) return [];
  const end = periodOf(last).to;
  const declared = [...missing].filter((dates) => dates.slice(0, 10) > end && dates.slice(12) < from).length;
  const silent = Math.floor((monthOf(from) - monthOf(end) - 1) / months) - declared;
  if (silent < 1) return [];
  return [{ rule: 'SILENCE', details: { since: last.period, periods: String(silent) } }];
}

const MONTHS: Record<Frequency, number | null> = { YEAR: 12, HALF_YEAR: 6, QUARTER: 3, MONTH: 1, IRREGULAR: null };

const monthOf = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
const periodOf = ({ period }: { readonly period: string }): Period => parsePeriod(period)!;
const byEnd = (a: CheckedReading, b: CheckedReading) => (periodOf(a).to < periodOf(b).to ? -1 : 1);
