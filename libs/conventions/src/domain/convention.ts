import {
  authorOf,
  type CalendarDate,
  type Command,
  compare,
  type ConventionName,
  dateOf,
  type DecimalString,
  type Decider,
  LANGUAGES,
  type LegalAct,
  refuse,
} from '@baikoo/kernel';
import { boundsOf, findContradiction, isWithin, written } from './bounds.js';
import type { ConventionEvent } from './convention.events.js';
import { type Setting, settingOn, valuesOf } from './in-force.formula.js';
import { carriedOn } from './carried-on.js';

export type NamedValue = { readonly name: string; readonly value: DecimalString };

export type ConventionCommand = Command<
  'SetConvention',
  {
    convention: ConventionName;
    /** Those that change; what is not named stays as it stands on that day. */
    values: readonly NamedValue[];
    holdsFrom: CalendarDate;
    why: string;
    act: LegalAct;
  }
>;

export type ConventionRefusal =
  | 'REASON_REQUIRED'
  | 'DECISION_REQUIRED'
  | 'CONVENTION_IN_THE_PAST'
  | 'UNKNOWN_CONVENTION_VALUE'
  | 'CONVENTION_OUT_OF_RANGE'
  | 'CONVENTIONS_CONTRADICT'
  | 'NOTHING_CHANGED';

/** All settings of one convention, in the order of the record. */
export type ConventionHistory = readonly Setting[];

/** What the program judges by where no law does (domain.md, "Law is configuration"). */
export const convention: Decider<ConventionHistory, ConventionCommand, ConventionEvent, ConventionRefusal> = {
  initial: [],

  decide(settings, { convention, values, holdsFrom, why, act, by, at }) {
    if (why.trim() === '') return refuse('REASON_REQUIRED', 'why');
    if (!LANGUAGES.some((language) => act.titles[language]?.trim())) return refuse('DECISION_REQUIRED', 'act');
    // What was judged was judged by what held then: no setting reaches back behind the day of its recording.
    const today = dateOf(at);
    if (holdsFrom < today) return refuse('CONVENTION_IN_THE_PAST', 'holdsFrom', { today });
    const named = new Map<string, DecimalString>();
    for (const { name, value } of values) {
      const bounds = boundsOf(convention, name);
      if (!bounds) return refuse('UNKNOWN_CONVENTION_VALUE', 'values', { name });
      if (!isWithin(bounds, value))
        return refuse('CONVENTION_OUT_OF_RANGE', 'values', { name, min: bounds.min, max: bounds.max });
      named.set(name, written(bounds, value));
    }
    const held: Readonly<Record<string, DecimalString>> = valuesOf(convention, settingOn(settings, holdsFrom));
    const changed = new Map([...named].filter(([name, value]) => compare(held[name]!, value) !== 0));
    if (changed.size === 0) return refuse('NOTHING_CHANGED', 'values');
    const next: Setting = { values: { ...held, ...Object.fromEntries(named) }, holdsFrom };
    // An event has all values, so one of a later day would undo what it did not change.
    const all = [next, ...carriedOn(convention, settings, { changed, holdsFrom })];
    for (const { values, holdsFrom: day } of all) {
      const contradiction = findContradiction(convention, values);
      if (contradiction) {
        const [lower, higher] = contradiction;
        return refuse('CONVENTIONS_CONTRADICT', 'values', { lower, higher, day });
      }
    }
    const setBy = authorOf(by);
    return all.map((each) => ({ type: 'ConventionSet', data: { convention, ...each, why, act, setBy } }));
  },

  evolve: (settings, { data: { values, holdsFrom } }) => [...settings, { values, holdsFrom }],
};
