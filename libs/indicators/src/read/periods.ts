import { compare, type DecimalString } from '@baikoo/kernel';
import type { ReadingView } from './indicator.views.js';

/** What the sources say of one period, counted by one definition. */
export type PeriodView<Reading> = {
  period: string;
  from: string;
  to: string;
  definitionVersion: number;
  /** What holds: null while sources contradict each other and nobody said which one does. */
  value: DecimalString | null;
  /** Side by side, in the order in which they were recorded. */
  sources: Reading[];
};

/** Readings that stand, gathered by the dates of their period and the definition; the earliest period first. */
export function periodsOf<Reading extends ReadingView>(readings: readonly Reading[]): PeriodView<Reading>[] {
  const groups = new Map<string, Reading[]>();
  for (const reading of readings) {
    const key = `${reading.from}/${reading.to}/${reading.definitionVersion}`;
    groups.set(key, [...(groups.get(key) ?? []), reading]);
  }
  return [...groups.values()].map((sources) => {
    const { period, from, to, definitionVersion } = sources[0]!;
    return { period, from, to, definitionVersion, value: agreedOf(sources), sources };
  });
}

/** The value of those that were not outweighed, if they all give one. */
function agreedOf(sources: readonly ReadingView[]): DecimalString | null {
  const [first, ...others] = sources.filter(({ outweighed }) => !outweighed);
  if (!first || first.conflicting) return null;
  return others.every(({ value, conflicting }) => !conflicting && compare(value, first.value) === 0)
    ? first.value
    : null;
}
