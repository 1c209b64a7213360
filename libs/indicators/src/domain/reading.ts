import {
  type CalendarDate,
  compare,
  type DecimalString,
  isRefusal,
  multiply,
  type Period,
  ratio,
  refuse,
  type Refusal,
  subtract,
  sum,
} from '@baikoo/kernel';
import {
  type FigureRefusal,
  type IndicatorKnowledge,
  isWithinBounds,
  judgeFigure,
  type PlausibleFigures,
} from './figure.js';
import { absolute } from './outlier.formula.js';
import type { Part } from './series.events.js';

/** A reading as somebody gives it, before anything is known of it. */
export type AskedReading = {
  readonly indicatorId: string;
  readonly period: string;
  readonly value: DecimalString;
  readonly definitionVersion: number | null;
  readonly numerator?: DecimalString | null;
  readonly denominator?: DecimalString | null;
  readonly parts?: readonly Part[] | null;
};

export type ReadingRefusal =
  | FigureRefusal
  | 'INDICATOR_NOT_ACTIVE'
  | 'PERIOD_NOT_OVER'
  | 'NOT_A_RATIO'
  | 'RATIO_INCOMPLETE'
  | 'DENOMINATOR_ZERO'
  | 'NUMERATOR_ABOVE_DENOMINATOR'
  | 'RATIO_MISMATCH'
  | 'UNKNOWN_DIMENSION'
  | 'UNKNOWN_CATEGORY'
  | 'DUPLICATE_PART'
  | 'PARTS_EXCEED_TOTAL';

type Judged = { readonly period: Period; readonly definitionVersion: number };

/** The hard checks: what cannot be a reading of this indicator on this day, whoever says so. */
export function judgeReading(
  indicator: IndicatorKnowledge,
  reading: AskedReading,
  today: CalendarDate,
  plausible?: PlausibleFigures,
): Judged | Refusal<ReadingRefusal> {
  const judged = judgeFigure(indicator, reading, plausible);
  if (isRefusal(judged)) return judged;
  if (indicator.status === 'DRAFT') return refuse('INDICATOR_NOT_ACTIVE', 'indicatorId');
  // What is still running has no final value; a year-to-date range ends earlier and has one.
  if (judged.period.to > today) return refuse('PERIOD_NOT_OVER', 'period');
  return judgeRatio(indicator, reading) ?? judgeParts(indicator, reading) ?? judged;
}

function judgeRatio(indicator: IndicatorKnowledge, reading: AskedReading): Refusal<ReadingRefusal> | undefined {
  const { numerator, denominator, value } = reading;
  const { multiplier, bounds } = indicator;
  if (numerator == null && denominator == null) return undefined;
  if (indicator.valueType !== 'RATIO') return refuse('NOT_A_RATIO', 'numerator');
  if (numerator == null || denominator == null)
    return refuse('RATIO_INCOMPLETE', numerator == null ? 'numerator' : 'denominator');
  if (compare(denominator, '0') <= 0) return refuse('DENOMINATOR_ZERO', 'denominator');
  if (compare(numerator, '0') < 0) return refuse('NEGATIVE_COUNT', 'numerator');
  if (multiplier === null) return undefined;
  // Of a share the whole cannot be less than its part.
  const isShare = bounds !== null && compare(bounds.max, multiplier) === 0;
  if (isShare && compare(numerator, denominator) > 0) return refuse('NUMERATOR_ABOVE_DENOMINATOR', 'numerator');
  const computed = ratio(multiply(numerator, multiplier), denominator, 18)!;
  // As many digits as the value was given in; whoever rounded down is not refused either.
  const places = value.split('.')[1]?.length ?? 0;
  const unit = places === 0 ? '1' : `0.${'1'.padStart(places, '0')}`;
  if (compare(absolute(subtract(value, computed)), unit) > 0)
    return refuse('RATIO_MISMATCH', 'value', { computed: ratio(computed, '1', places + 1)! });
  return undefined;
}

function judgeParts(indicator: IndicatorKnowledge, reading: AskedReading): Refusal<ReadingRefusal> | undefined {
  const parts = reading.parts ?? [];
  const seen = new Set<string>();
  for (const [place, { dimension, category, value }] of parts.entries()) {
    const path = `parts.${place}`;
    const known = indicator.dimensions.find((candidate) => candidate.dimension === dimension);
    if (!known) return refuse('UNKNOWN_DIMENSION', path, { dimension });
    if (!known.categories.includes(category)) return refuse('UNKNOWN_CATEGORY', path, { dimension, category });
    if (seen.has(`${dimension}/${category}`)) return refuse('DUPLICATE_PART', path, { dimension, category });
    seen.add(`${dimension}/${category}`);
    if (indicator.valueType === 'COUNT' && compare(value, '0') < 0) return refuse('NEGATIVE_COUNT', path);
    if (indicator.bounds && !isWithinBounds(indicator.bounds, value))
      return refuse('OUT_OF_BOUNDS', path, { ...indicator.bounds });
  }
  // Only what is counted adds up; shares of men and of women do not.
  if (indicator.valueType !== 'COUNT') return undefined;
  for (const dimension of new Set(parts.map((part) => part.dimension))) {
    const total = sum(parts.filter((part) => part.dimension === dimension).map(({ value }) => value));
    if (compare(total, reading.value) > 0)
      return refuse('PARTS_EXCEED_TOTAL', 'parts', { dimension, sum: total, value: reading.value });
  }
  return undefined;
}
