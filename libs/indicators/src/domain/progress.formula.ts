import { compare, daysBetween, type DecimalString, parsePeriod, ratio, round, subtract } from '@baikoo/kernel';
import { type Comparable, findPair, hasBreakBetween, isSameLength } from './comparison.formula.js';
import type { Figure } from './figure.js';
import type { Better } from './indicator.events.js';

export type ProgressCategory = 'ACHIEVED' | 'SUBSTANTIAL' | 'MODERATE' | 'LIMITED' | 'DETERIORATION';

export type Progress = {
  readonly category: ProgressCategory;
  /** Four places: 1 is exactly as fast as needed, below 0 is the wrong way. Null when the target asks for no change. */
  readonly ratio: DecimalString | null;
  /** The code of the period whose reading was judged. */
  readonly period: string;
};

/** Our convention, not the law's: configuration. */
export type ProgressThresholds = {
  readonly substantial: DecimalString;
  readonly moderate: DecimalString;
  /** By which share of the target a value that should stay as it was may be off. */
  readonly tolerance: DecimalString;
};
export const PROGRESS_THRESHOLDS: ProgressThresholds = { substantial: '0.95', moderate: '0.6', tolerance: '0.05' };

/** Digits kept in between, so that rounding does not decide about a category. */
const PLACES = 18;

/**
 * Progress from baseline B towards target T by the latest comparable reading V up to the target's period:
 * r = [(V − B) / (T − B)] / [(t − t₀) / (t_T − t₀)], where the times are the ends of the three periods.
 * Target met: ACHIEVED; r ≥ 0.95 SUBSTANTIAL; ≥ 0.60 MODERATE; ≥ 0 LIMITED; below DETERIORATION. Where T = B, the value
 * should stay: ACHIEVED within the tolerance. Undefined where values cannot be compared, across a break, without a
 * baseline, and for a target that contradicts what counts as better.
 */
export function progress(
  indicator: Comparable & { readonly better: Better },
  target: Figure,
  thresholds = PROGRESS_THRESHOLDS,
): Progress | undefined {
  const end = endOf(target);
  const pair = findPair({ ...indicator, readings: indicator.readings.filter((reading) => endOf(reading) <= end) });
  if ('notCompared' in pair) return undefined;
  const { baseline, reading } = pair;
  if (hasBreakBetween(indicator, target, baseline) || !isSameLength(target, baseline)) return undefined;

  const wanted = WANTED[indicator.better];
  const needed = subtract(target.value, baseline.value);
  const direction = compare(needed, '0');
  const isMet = [0, wanted].includes(compare(reading.value, target.value));
  const { period } = reading;
  if (direction === 0) {
    const stays = isMet || isWithin(thresholds.tolerance, reading, target);
    return { category: stays ? 'ACHIEVED' : 'DETERIORATION', ratio: null, period };
  }
  if (direction !== wanted) return undefined;

  const start = endOf(baseline);
  const covered = ratio(subtract(reading.value, baseline.value), needed, PLACES)!;
  const elapsed = ratio(String(daysBetween(start, endOf(reading))), String(daysBetween(start, end)), PLACES)!;
  const speed = ratio(covered, elapsed, PLACES)!;
  return { category: isMet ? 'ACHIEVED' : judge(speed, thresholds), ratio: round(speed, 4), period };
}

/** The sign that T − B has to have, and V − T where the target is more than met. */
const WANTED: Record<Better, 1 | -1 | 0> = { INCREASE: 1, DECREASE: -1, MAINTAIN: 0 };

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
