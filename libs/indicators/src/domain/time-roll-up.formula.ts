import { addDays, datesOf, type DecimalString, parsePeriod, type Period, sum } from '@baikoo/kernel';
import type { Accumulation, TimeRule } from './indicator.events.js';

export type Timed = {
  readonly id: string;
  readonly period: string;
  readonly value: DecimalString;
  readonly numerator: DecimalString | null;
  readonly denominator: DecimalString | null;
};

/** What stands for a period, and the readings that it was made of. */
export type InTime = Omit<Timed, 'id' | 'period'> & { readonly of: readonly string[]; readonly to: string };

/**
 * The figure of a period from readings of one definition: its own, or of a FLOW the sum of readings that cover it
 * without gap or overlap (only counts: of a ratio numerators and denominators are summed, and the caller makes the
 * value), of a STOCK or CUMULATIVE_YTD the last that ends with it. Undefined where the readings do not make it up.
 */
export function inTime(
  readings: readonly Timed[],
  period: Period,
  accumulation: Accumulation,
  timeRule: TimeRule = 'BY_ACCUMULATION',
): InTime | undefined {
  const own = readings.find((reading) => datesOf(parsePeriod(reading.period)!) === datesOf(period));
  if (own) return { ...withoutIds(own), of: [own.id], to: period.to };
  if (timeRule === 'NONE') return undefined;
  if (accumulation !== 'FLOW') {
    // The stock at the end of June is the stock at the end of the half-year.
    const last = readings.find((reading) => {
      const { from, to } = parsePeriod(reading.period)!;
      return to === period.to && (accumulation === 'STOCK' || from <= period.from);
    });
    return last && { ...withoutIds(last), of: [last.id], to: period.to };
  }
  const chain = chainOf(readings, period.from, period.to);
  if (!chain) return undefined;
  const total = (field: 'numerator' | 'denominator') =>
    chain.every((reading) => reading[field] !== null) ? sum(chain.map((reading) => reading[field]!)) : null;
  return {
    value: sum(chain.map(({ value }) => value)),
    ...{ numerator: total('numerator'), denominator: total('denominator') },
    ...{ of: chain.map(({ id }) => id), to: period.to },
  };
}

/** Readings that follow one another day by day from the first to the last date, the longest stretches first. */
function chainOf(readings: readonly Timed[], from: string, to: string): readonly Timed[] | undefined {
  const next = readings
    .map((reading) => ({ reading, period: parsePeriod(reading.period)! }))
    .filter(({ period }) => period.from === from && period.to <= to)
    .toSorted((a, b) => (a.period.to > b.period.to ? -1 : 1));
  for (const { reading, period } of next) {
    if (period.to === to) return [reading];
    const rest = chainOf(readings, addDays(period.to, 1), to);
    if (rest) return [reading, ...rest];
  }
  return undefined;
}

const withoutIds = ({ value, numerator, denominator }: Timed) => ({ value, numerator, denominator });
