import type { CalendarDate } from '@baikoo/kernel';

/** A fact about whether a unit exists. */
export type LifeFact = {
  readonly active: boolean | null;
  readonly on: CalendarDate | null;
  readonly until: CalendarDate | null;
};

export type Existence = {
  readonly active: boolean;
  /** The first date of the stretch of its life that the date lies in or comes after; null: since before the record. */
  readonly validFrom: CalendarDate | null;
  /** The first date after that stretch; null while nothing is known to end it. */
  readonly validTo: CalendarDate | null;
};

/**
 * When a unit exists, seen from a date: a merger that was repealed gives it a second life. `facts` in the order of their
 * dates and, of one date, of their recording.
 */
export function existenceOn(facts: readonly LifeFact[], date: CalendarDate): Existence {
  const dates = [
    ...new Set(facts.flatMap(({ on, until }) => [on ?? '', ...(until === null ? [] : [until])])),
  ].toSorted();
  const active = dates.map((each) => isActiveOn(facts, each));
  const first = active.indexOf(true);
  const now = dates.findLastIndex((each, i) => each <= date && active[i]);
  // Of a unit that did not exist yet, the life that begins later.
  const within = now === -1 ? first : now;
  if (within === -1) return { active: false, validFrom: null, validTo: null };
  const begin = active.lastIndexOf(false, within) + 1;
  const end = active.indexOf(false, within);
  return { active: isActiveOn(facts, date), validFrom: dates[begin] || null, validTo: end === -1 ? null : dates[end]! };
}

const isActiveOn = (facts: readonly LifeFact[], date: CalendarDate) =>
  facts.findLast(({ on, until }) => (on ?? '') <= date && (until === null || until > date))?.active === true;
