import type { CalendarDate, LocalizedText } from '@baikoo/kernel';
import { type DatedFact, factId, factsOf, unitsOf } from './dated-facts.formula.js';
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
  const { units, facts, changes } = event.type === 'TerritoryChangeRepealed' ? withoutRepealed(map, event.data) : map;
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

type Repeal = Extract<TerritoryEvent, { type: 'TerritoryChangeRepealed' }>['data'];

function withoutRepealed(map: TerritoryMap, { repealedChangeId, repealed, effectiveOn: until }: Repeal): TerritoryMap {
  const gone = new Set(repealed.map((key) => factId(repealedChangeId, key)));
  return {
    ...map,
    facts: map.facts.map((fact) => (gone.has(factId(fact.changeId, fact)) ? { ...fact, until } : fact)),
    changes: map.changes.map((each) => (each.changeId === repealedChangeId ? { ...each, repealed: true } : each)),
  };
}

/** The map of streams that each held one unit, with what was recorded of the whole map later. */
export const joined = (first: TerritoryMap, then: TerritoryMap): TerritoryMap => ({
  units: [...first.units, ...then.units],
  facts: [...first.facts, ...then.facts],
  changes: [...first.changes, ...then.changes],
});

/** How a unit stands on a date. */
export type Standing = {
  readonly active: boolean;
  readonly parentId: string | null;
  readonly names: LocalizedText;
  /** What came after it. */
  readonly successorIds: readonly string[];
};

/**
 * The map as it held on a date: every unit that had ever existed by then. Of two facts about one thing the one that holds
 * from the later date counts; of the same date, the one recorded later. `null`: before any date.
 */
export function mapOn({ facts }: TerritoryMap, date: CalendarDate | null): ReadonlyMap<string, Standing> {
  const standings = new Map<string, Standing>();
  for (const fact of facts.filter((each) => holdsOn(each, date)).toSorted(byDate)) {
    const { active, parentId, names, successorIds } = standings.get(fact.territoryId) ?? UNBORN;
    const { aspect, territoryId, successorId } = fact;
    standings.set(territoryId, {
      active: aspect === 'LIFE' ? fact.active === true : active,
      parentId: aspect === 'PARENT' ? fact.parentId : parentId,
      names: fact.names ?? names,
      successorIds: successorId === null ? successorIds : [...successorIds, successorId],
    });
  }
  return standings;
}

const UNBORN: Standing = { active: false, parentId: null, names: {}, successorIds: [] };

const holdsOn = ({ on, until }: DatedFact, date: CalendarDate | null) =>
  (on === null || (date !== null && on <= date)) && (until === null || date === null || until > date);

// Sorting is stable: facts of one date stay in the order in which they were recorded. '' comes before every date.
const byDate = (a: DatedFact, b: DatedFact) => ((a.on ?? '') < (b.on ?? '') ? -1 : (a.on ?? '') > (b.on ?? '') ? 1 : 0);

/** The dates on which the map changes, with `null` for before all of them. Between two of them it stays the same. */
export function datesOf({ facts }: TerritoryMap): readonly (CalendarDate | null)[] {
  const dates = facts.flatMap(({ on, until }) => [on, until]).filter((date) => date !== null);
  return [null, ...[...new Set(dates)].toSorted()];
}
