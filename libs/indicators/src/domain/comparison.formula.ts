import {
  type CalendarDate,
  compare,
  type DecimalString,
  endOfMonth,
  parsePeriod,
  type Period,
  ratio,
  subtract,
  datesOf,
} from '@baikoo/kernel';
import { type Figure } from './figure.js';
import type { Qualifier } from './series.events.js';

export type ComparableReading = Figure & {
  readonly qualifier: Qualifier;
  /** Another source gives another value for the same period. */
  readonly conflicting: boolean;
  /** Another source was found to hold: it stands in the record, but nothing is computed from it. */
  readonly outweighed?: boolean;
};

/** An indicator in one territory, as far as comparing needs it. */
export type Comparable = {
  readonly baseline: Figure | null;
  readonly readings: readonly ComparableReading[];
  readonly definitions: readonly { readonly version: number; readonly breakInSeries: boolean }[];
};

export type NotComparedReason =
  'NO_BASELINE' | 'NO_LATER_READING' | 'BREAK_IN_SERIES' | 'PERIODS_DIFFER' | 'CONFLICTING_VALUES' | 'INEXACT_VALUE';
export type NotCompared = { readonly notCompared: NotComparedReason };

/**
 * `absolute` = later value − baseline, in the indicator's unit; `relative` = absolute / baseline, a share with four
 * places, null when the baseline is not above zero. `from` and `to` are the codes of the two periods.
 */
export type Comparison = {
  readonly from: string;
  readonly to: string;
  readonly absolute: DecimalString;
  readonly relative: DecimalString | null;
};

/** How far the territory has come from its baseline, or why the record does not allow to say so (rule 5). */
export function compareWithBaseline(indicator: Comparable): Comparison | NotCompared {
  const pair = findPair(indicator);
  if ('notCompared' in pair) return pair;
  const { baseline, reading } = pair;
  const absolute = subtract(reading.value, baseline.value);
  const relative = compare(baseline.value, '0') > 0 ? (ratio(absolute, baseline.value) ?? null) : null;
  return { from: baseline.period, to: reading.period, absolute, relative };
}

/**
 * The baseline and the latest later reading that may be set against it. Of several later readings those for a period
 * of the baseline's length and on its side of any break come first.
 */
export function findPair(indicator: Comparable): { baseline: Figure; reading: ComparableReading } | NotCompared {
  const { baseline } = indicator;
  if (!baseline) return { notCompared: 'NO_BASELINE' };
  const readings = indicator.readings.filter(({ outweighed }) => !outweighed);
  const end = periodOf(baseline).to;
  const later = readings.filter((reading) => periodOf(reading).from > end);
  const isOfLength = (reading: Figure) => isSameLength(reading, baseline);
  const isUnbroken = (reading: Figure) => !hasBreakBetween(indicator, reading, baseline);

  const alike = later.filter(isOfLength);
  const eligible = alike.length > 0 ? alike : later;
  const reading = latest(eligible.filter(isUnbroken), baseline) ?? latest(eligible, baseline);
  if (!reading) return { notCompared: 'NO_LATER_READING' };
  if (!isUnbroken(reading)) return { notCompared: 'BREAK_IN_SERIES' };
  if (!isOfLength(reading)) return { notCompared: 'PERIODS_DIFFER' };

  const ofBaseline = readings.filter((other) => isOfSameCount(other, baseline));
  if (
    reading.conflicting ||
    ofBaseline.some((other) => other.conflicting || compare(other.value, baseline.value) !== 0)
  )
    return { notCompared: 'CONFLICTING_VALUES' };
  if ([reading, ...ofBaseline].some(({ qualifier }) => qualifier !== 'EXACT')) return { notCompared: 'INEXACT_VALUE' };
  return { baseline, reading };
}

/** A break with any version after the older of the two, up to the newer. */
export function hasBreakBetween({ definitions }: Pick<Comparable, 'definitions'>, a: Figure, b: Figure): boolean {
  const [older, newer] = [a.definitionVersion, b.definitionVersion].toSorted((x, y) => x - y);
  return definitions.some(({ version, breakInSeries }) => breakInSeries && version > older! && version <= newer!);
}

/** A year against a year, a half-year against a half-year, eleven months against eleven months, a day against a day. */
export const isSameLength = (a: Figure, b: Figure): boolean => lengthOf(periodOf(a)) === lengthOf(periodOf(b));

function lengthOf({ from, to }: Period): string {
  if (from === to) return 'day';
  if (from.endsWith('-01') && to === endOfMonth(to)) return `${monthsTo(to) - monthsTo(from) + 1} months`;
  // Odd stretches are alike when they are the same stretch of other years, whether or not 29 February lies in them.
  return `${from.slice(5)}..${to.slice(5)} over ${yearOf(to) - yearOf(from)} years`;
}

const yearOf = (date: CalendarDate) => Number(date.slice(0, 4));
const monthsTo = (date: CalendarDate) => yearOf(date) * 12 + Number(date.slice(5, 7));

const periodOf = ({ period }: Figure): Period => parsePeriod(period)!;

const isOfSameCount = (a: Figure, b: Figure) =>
  a.definitionVersion === b.definitionVersion && datesOf(periodOf(a)) === datesOf(periodOf(b));

/** The one whose period ends last; where two do, the one counted as the baseline was. */
const latest = (readings: readonly ComparableReading[], { definitionVersion }: Figure) =>
  readings.reduce<ComparableReading | undefined>((best, reading) => {
    if (!best) return reading;
    const [end, bestEnd] = [periodOf(reading).to, periodOf(best).to];
    if (end !== bestEnd) return end > bestEnd ? reading : best;
    return best.definitionVersion === definitionVersion ? best : reading;
  }, undefined);
