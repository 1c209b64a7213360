import type { CalendarDate } from '@baikoo/kernel';
import {
  type DatedFact,
  factsOf,
  holdsOn,
  type Standing,
  standingOf,
  unitsOf,
  withoutRepealed,
} from './dated-facts.formula.js';
import type { TerritoryEvent, Unit } from './territory.events.js';

/** Everything that the record knows of the map, for all dates. */
export type TerritoryMap = {
  readonly units: readonly Unit[];
  readonly facts: readonly DatedFact[];
  /** The type of each change, and whether it was repealed. */
  readonly changes: readonly { readonly changeId: string; readonly type: string; readonly repealed: boolean }[];
};

export const EMPTY_MAP: TerritoryMap = { units: [], facts: [], changes: [] };

export function evolveMap(map: TerritoryMap, event: TerritoryEvent): TerritoryMap {
  const { units, facts, changes } = event.type === 'TerritoryChangeRepealed' ? withChangeRepealed(map, event) : map;
  const made = unitsOf(event);
  return {
    units: made.length === 0 ? units : [...units, ...made],
    facts: [...facts, ...factsOf(event)],
    changes:
      event.type === 'TerritoryRegistered'
        ? changes
        : [...changes, { changeId: event.data.changeId, type: event.type, repealed: false }],
  };
}

const withChangeRepealed = (
  map: TerritoryMap,
  event: Extract<TerritoryEvent, { type: 'TerritoryChangeRepealed' }>,
) => ({
  ...map,
  facts: withoutRepealed(map.facts, event.data),
  changes: map.changes.map((each) =>
    each.changeId === event.data.repealedChangeId ? { ...each, repealed: true } : each,
  ),
});

/** The map of streams that each held one unit, with what was recorded of the whole map later. */
export const joined = (first: TerritoryMap, then: TerritoryMap): TerritoryMap => ({
  units: [...first.units, ...then.units],
  facts: [...first.facts, ...then.facts],
  changes: [...first.changes, ...then.changes],
});

/** The map as it held on a date: every unit that had ever existed by then. `null`: before any date. */
export function mapOn({ facts }: TerritoryMap, date: CalendarDate | null): ReadonlyMap<string, Standing> {
  const said = new Map<string, DatedFact[]>();
  for (const fact of facts) {
    if (!holdsOn(fact, date)) continue;
    const ofUnit = said.get(fact.territoryId);
    if (ofUnit) ofUnit.push(fact);
    else said.set(fact.territoryId, [fact]);
  }
  return new Map([...said].map(([id, ofUnit]) => [id, standingOf(ofUnit, date)]));
}

/** The dates on which the map changes, with `null` for before all of them. Between two of them it stays the same. */
export function datesOf({ facts }: TerritoryMap): readonly (CalendarDate | null)[] {
  const dates = facts.flatMap(({ on, until }) => [on, until]).filter((date) => date !== null);
  return [null, ...[...new Set(dates)].toSorted()];
}
