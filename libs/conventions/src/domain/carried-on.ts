import { type CalendarDate, compare, type ConventionName, type DecimalString } from '@baikoo/kernel';
import { type Setting, settingOn, valuesOf } from './in-force.formula.js';

/** The values that a setting changes, and the day from which on. */
export type Change = { readonly changed: ReadonlyMap<string, DecimalString>; readonly holdsFrom: CalendarDate };

/**
 * How the settings that were recorded before, for later days, read with a change of an earlier day. Each of them has all
 * values, also those that it left as they were: what changes before it goes on into it, until one that changed the same value.
 */
export function carriedOn(
  convention: ConventionName,
  settings: readonly Setting[],
  { changed, holdsFrom }: Change,
): readonly Setting[] {
  const days = [...new Set(settings.map((setting) => setting.holdsFrom).filter((day) => day > holdsFrom))].toSorted();
  const heldOn = (day: CalendarDate): Readonly<Record<string, DecimalString>> =>
    valuesOf(convention, settingOn(settings, day));
  const carried = new Map(changed);
  let before = heldOn(holdsFrom);
  return days.flatMap((day) => {
    const held = heldOn(day);
    for (const name of carried.keys()) if (compare(before[name]!, held[name]!) !== 0) carried.delete(name);
    before = held;
    return carried.size === 0 ? [] : [{ values: { ...held, ...Object.fromEntries(carried) }, holdsFrom: day }];
  });
}
