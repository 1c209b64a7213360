import { compare, type DecimalString, ratio, round, subtract, sum } from '@baikoo/kernel';

const PLACES = 18;

/**
 * The modified z-score of a value against others: 0.6745 (x − median) / MAD, where MAD is the median of the absolute
 * deviations from the median; where MAD is zero, (x − median) / (1.253314 · mean absolute deviation). Four places.
 * Undefined when all others are equal: then nothing says how much they usually vary.
 * B. Iglewicz, D. C. Hoaglin: How to Detect and Handle Outliers, ASQC Quality Press, 1993.
 */
export function modifiedZScore(others: readonly DecimalString[], value: DecimalString): DecimalString | undefined {
  if (others.length === 0) return undefined;
  const middle = median(others);
  const deviations = others.map((other) => absolute(subtract(other, middle)));
  const deviation = subtract(value, middle);
  const mad = median(deviations);
  if (compare(mad, '0') > 0) return scaled(deviation, ratio(mad, '0.6745', PLACES)!);
  const mean = ratio(sum(deviations), String(others.length), PLACES)!;
  return compare(mean, '0') > 0 ? scaled(deviation, ratio(mean, '0.797885', PLACES)!) : undefined;
}

const scaled = (deviation: DecimalString, by: DecimalString) => round(ratio(deviation, by, PLACES)!, 4);

/** Of an even number of values the mean of the two in the middle. */
export function median(values: readonly DecimalString[]): DecimalString {
  const sorted = values.toSorted(compare);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length % 2 === 1) return sorted[middle]!;
  return ratio(sum([sorted[middle - 1]!, sorted[middle]!]), '2', PLACES)!;
}

export const absolute = (value: DecimalString): DecimalString => value.replace(/^-/, '');
