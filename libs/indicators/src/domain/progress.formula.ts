import {
  compare,
  type Convention,
  daysBetween,
  type DecimalString,
  DEFAULT_CONVENTIONS,
  parsePeriod,
  ratio,
  round,
  subtract,
} from '@baikoo/kernel';
import { type Comparable, findPair, hasBreakBetween, isSameLength } from './comparison.formula.js';
import type { Figure } from './figure.js';
import type { Better, Bounds } from './indicator.events.js';

export type ProgressCategory = 'ACHIEVED' | 'SUBSTANTIAL' | 'MODERATE' | 'LIMITED' | 'DETERIORATION';

export type Progress = {
  readonly category: ProgressCategory;
  /** Four places: 1 is exactly as fast as needed, below 0 is the wrong way. Null when the target asks for no change. */
  readonly ratio: DecimalString | null;
  /** The code of the period whose reading was judged. */
  readonly period: string;
  /** PACE: r as below. TOLERANCE: T = B. RANGE_PACE and WITHIN_RANGE: the same two for a range. */
  readonly formula: 'PACE' | 'TOLERANCE' | 'RANGE_PACE' | 'WITHIN_RANGE';
  readonly inputs: ProgressInputs;
};

/** What the formula was fed with: B, T and V, and the share of the time that has passed (four places). */
export type ProgressInputs = {
  readonly baseline: DecimalString;
  readonly target: DecimalString;
  readonly value: DecimalString;
  readonly elapsed: DecimalString;
};

/** By what progress is judged: our convention, not the law's. */
export type ProgressThresholds = Convention<'PROGRESS'>;

/** Digits kept in between, so that rounding does not decide about a category. */
const PLACES = 18;

/**
 * Progress from baseline B towards target T by the latest comparable reading V up to the target's period:
 * r = [(V − B) / (T − B)] / [(t − t₀) / (t_T − t₀)], where the times are the ends of the three periods.
 * Target met: ACHIEVED; r ≥ 0.95 (by the standard) SUBSTANTIAL; ≥ 0.60 MODERATE; ≥ 0 LIMITED; below DETERIORATION. Where T = B, the value
 * should stay: ACHIEVED within the tolerance. For a range, distances from it take the place of the values, so that from
 * outside r is the share of the way into it; a value inside is ACHIEVED. Undefined where values cannot be compared,
 * across a break, without a baseline, for a target that contradicts what counts as better, and for a range nobody named.
 */
export function progress(
  indicator: Comparable & { readonly better: Better; readonly range?: Bounds | null },
  target: Figure,
  thresholds: ProgressThresholds = DEFAULT_CONVENTIONS.PROGRESS,
): Progress | undefined {
  const end = endOf(target);
  const pair = findPair({ ...indicator, readings: indicator.readings.filter((reading) => endOf(reading) <= end) });
  if ('notCompared' in pair) return undefined;
  const { baseline, reading } = pair;
  if (hasBreakBetween(indicator, target, baseline) || !isSameLength(target, baseline)) return undefined;
  const start = endOf(baseline);
  const elapsed = ratio(String(daysBetween(start, endOf(reading))), String(daysBetween(start, end)), PLACES);
  if (elapsed === undefined) return undefined;

  const { period, value } = reading;
  const inputs = { baseline: baseline.value, target: target.value, value, elapsed: round(elapsed, 4) };
  const at = { period, inputs };
  const wanted = WANTED[indicator.better];
  if (wanted === 'RANGE') {
    if (!indicator.range) return undefined;
    const [before, now] = [distance(indicator.range, baseline.value), distance(indicator.range, value)];
    if (compare(before, '0') === 0)
      return {
        ...at,
        category: compare(now, '0') === 0 ? 'ACHIEVED' : 'DETERIORATION',
        ratio: null,
        formula: 'WITHIN_RANGE',
      };
    const speed = ratio(ratio(subtract(before, now), before, PLACES)!, elapsed, PLACES)!;
    const category = compare(now, '0') === 0 ? 'ACHIEVED' : judge(speed, thresholds);
    return { ...at, category, ratio: round(speed, 4), formula: 'RANGE_PACE' };
  }

  const needed = subtract(target.value, baseline.value);
  const direction = compare(needed, '0');
  const isMet = [0, wanted].includes(compare(value, target.value));
  if (direction === 0) {
    const stays = isMet || isWithin(thresholds.tolerance, reading, target);
    return { ...at, category: stays ? 'ACHIEVED' : 'DETERIORATION', ratio: null, formula: 'TOLERANCE' };
  }
  if (direction !== wanted) return undefined;
  const covered = ratio(subtract(value, baseline.value), needed, PLACES)!;
  const speed = ratio(covered, elapsed, PLACES)!;
  const category = isMet ? 'ACHIEVED' : judge(speed, thresholds);
  return { ...at, category, ratio: round(speed, 4), formula: 'PACE' };
}

/** The sign that T − B has to have, and V − T where the target is more than met. */
const WANTED: Record<Better, 1 | -1 | 0 | 'RANGE'> = { INCREASE: 1, DECREASE: -1, MAINTAIN: 0, RANGE: 'RANGE' };

/** How far a value lies outside a range; zero inside it. */
function distance({ min, max }: Bounds, value: DecimalString): DecimalString {
  if (compare(value, min) < 0) return subtract(min, value);
  return compare(value, max) > 0 ? subtract(value, max) : '0';
}

const endOf = ({ period }: Figure) => parsePeriod(period)!.to;

function judge(speed: DecimalString, { substantial, moderate }: ProgressThresholds): ProgressCategory {
  if (compare(speed, substantial) >= 0) return 'SUBSTANTIAL';
  if (compare(speed, moderate) >= 0) return 'MODERATE';
  return compare(speed, '0') >= 0 ? 'LIMITED' : 'DETERIORATION';
}

function isWithin(tolerance: DecimalString, reading: Figure, target: Figure): boolean {
  const share = ratio(subtract(reading.value, target.value), target.value, PLACES);
  return share !== undefined && compare(share.replace('-', ''), tolerance) <= 0;
}
