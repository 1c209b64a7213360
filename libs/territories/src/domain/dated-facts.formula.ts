import type { CalendarDate, LocalizedText } from '@baikoo/kernel';
import type { FactKey, Placement, TerritoryEvent, Unit } from './territory.events.js';

type Value = {
  readonly active: boolean | null;
  readonly names: LocalizedText | null;
  readonly parentId: string | null;
};

/** One thing that holds of one unit from a date on, until another fact of the same aspect takes its place. */
export type DatedFact = FactKey &
  Value & {
    /** Of the change that said it; null for a registration. */
    readonly changeId: string | null;
    /** Null: since before the record. */
    readonly on: CalendarDate | null;
    /** From this date it no longer holds, because its change was repealed. */
    readonly until: CalendarDate | null;
  };

/** What an event says of each unit that it concerns. The same for rules and read models: it is what the event means. */
export function factsOf(event: TerritoryEvent): readonly DatedFact[] {
  if (event.type === 'TerritoryRegistered') return unit(event.data, null, event.data.validFrom ?? null);
  const { changeId, effectiveOn } = event.data;
  const said = (aspect: FactKey['aspect'], territoryId: string, value: Partial<Value & FactKey>): DatedFact => ({
    ...{ ...NOTHING, aspect, territoryId, changeId, on: effectiveOn },
    ...value,
  });
  const ends = (id: string) => said('LIFE', id, { active: false });
  const follows = (id: string, successorId: string) => said('SUCCESSION', id, { successorId });
  const placed = ({ territoryId, parentId }: Placement) => said('PARENT', territoryId, { parentId });
  const begins = (made: Unit) => unit(made, changeId, effectiveOn);
  switch (event.type) {
    case 'TerritoryRenamed':
      return [said('NAMES', event.data.territoryId, { names: event.data.names })];
    case 'TerritoryReparented':
      return [placed(event.data)];
    case 'TerritoriesMerged': {
      const { mergedIds, successorId, successor, placements } = event.data;
      const merged = mergedIds.flatMap((id) => [ends(id), follows(id, successorId)]);
      return [...(successor ? begins(successor) : []), ...merged, ...placements.map(placed)];
    }
    case 'TerritorySplit': {
      const { territoryId, abolished, parts, placements } = event.data;
      const made = parts.flatMap((part) => [...begins(part), follows(territoryId, part.territoryId)]);
      return [...(abolished ? [ends(territoryId)] : []), ...made, ...placements.map(placed)];
    }
    case 'TerritoryAbolished':
      return [ends(event.data.territoryId)];
    case 'TerritoryChangeRepealed':
      return event.data.returned.map(({ territoryId, successorId }) => follows(territoryId, successorId));
  }
}

/** A name that no two facts share. */
export const factId = (changeId: string | null, { aspect, territoryId, successorId }: FactKey): string =>
  [changeId ?? '', aspect, territoryId, ...(successorId === null ? [] : [successorId])].join('/');

/** The units that an event makes or says something of. */
export function concernedBy(event: TerritoryEvent): ReadonlySet<string> {
  const keys: readonly FactKey[] = [
    ...factsOf(event),
    ...(event.type === 'TerritoryChangeRepealed' ? event.data.repealed : []),
  ];
  return new Set(keys.flatMap(({ territoryId, successorId }) => [territoryId, ...(successorId ? [successorId] : [])]));
}

/** The units that an event enters in the register. */
export function unitsOf(event: TerritoryEvent): readonly Unit[] {
  switch (event.type) {
    case 'TerritoryRegistered':
      return [event.data];
    case 'TerritoriesMerged':
      return event.data.successor ? [event.data.successor] : [];
    case 'TerritorySplit':
      return event.data.parts;
    case 'TerritoryRenamed':
    case 'TerritoryReparented':
    case 'TerritoryAbolished':
    case 'TerritoryChangeRepealed':
      return [];
  }
}

const NOTHING = { successorId: null, active: null, names: null, parentId: null, until: null } as const;

const unit = ({ territoryId, names, parentId }: Unit, changeId: string | null, on: CalendarDate | null) =>
  [
    { ...NOTHING, changeId, on, territoryId, aspect: 'LIFE', active: true },
    { ...NOTHING, changeId, on, territoryId, aspect: 'NAMES', names },
    { ...NOTHING, changeId, on, territoryId, aspect: 'PARENT', parentId },
  ] as const satisfies readonly DatedFact[];

/** A date after everything that the record says: the newest map. */
export const NEWEST: CalendarDate = '9999-12-31';

/** How a unit stands on a date. */
export type Standing = {
  readonly active: boolean;
  readonly parentId: string | null;
  /** While no name holds, the first that was said. */
  readonly names: LocalizedText;
  /** What came after it. */
  readonly successorIds: readonly string[];
};

/**
 * How a unit stands on a date by what was said of it, in the order in which it was recorded. Of two facts about one thing
 * the one that holds from the later date counts; of the same date, the one recorded later. `null`: before any date.
 */
export function standingOf(facts: readonly DatedFact[], date: CalendarDate | null): Standing {
  const holding = facts.filter((fact) => holdsOn(fact, date)).toSorted(byDate);
  const newest = (aspect: FactKey['aspect']) => holding.findLast((fact) => fact.aspect === aspect);
  return {
    active: newest('LIFE')?.active === true,
    parentId: newest('PARENT')?.parentId ?? null,
    names: newest('NAMES')?.names ?? facts.find(({ names }) => names !== null)?.names ?? {},
    successorIds: holding.flatMap(({ successorId }) => successorId ?? []),
  };
}

export const holdsOn = ({ on, until }: DatedFact, date: CalendarDate | null): boolean =>
  (on === null || (date !== null && on <= date)) && (until === null || date === null || until > date);

// Sorting is stable: facts of one date stay in the order in which they were recorded. '' comes before every date.
const byDate = (a: DatedFact, b: DatedFact) => ((a.on ?? '') < (b.on ?? '') ? -1 : (a.on ?? '') > (b.on ?? '') ? 1 : 0);

/** What stays of facts when a change is repealed: its own hold until that date only. */
export function withoutRepealed(
  facts: readonly DatedFact[],
  { repealedChangeId, repealed, effectiveOn: until }: Repeal,
): readonly DatedFact[] {
  const gone = new Set(repealed.map((key) => factId(repealedChangeId, key)));
  return facts.map((fact) => (gone.has(factId(fact.changeId, fact)) ? { ...fact, until } : fact));
}

type Repeal = Extract<TerritoryEvent, { type: 'TerritoryChangeRepealed' }>['data'];
