import type { CalendarDate, LegalAct, LocalizedText, Source } from '@baikoo/kernel';
import type { Projection, ReadModel } from '@baikoo/projections';
import {
  type DatedFact,
  factId,
  factsOf,
  NEWEST,
  standingOf,
  unitsOf,
  withoutRepealed,
} from '../domain/dated-facts.formula.js';
import type { Aspect, Population, TerritoryEvent, TerritoryKind } from '../domain/territory.events.js';

export type TerritoryRow = {
  readonly id: string;
  readonly kind: TerritoryKind;
  readonly soate: string;
  readonly iso: string | null;
  readonly population: Population | null;
  readonly source: Source;
};

/** The act behind a dated fact. */
export type ChangeView = {
  readonly changeId: string;
  readonly type: Exclude<TerritoryEvent['type'], 'TerritoryRegistered'>;
  readonly legalAct: LegalAct;
  readonly source: Source;
  readonly illustrative: boolean;
};

export type TerritoryFactRow = {
  readonly id: string;
  readonly territory_id: string;
  readonly aspect: Aspect;
  readonly effective_on: CalendarDate | null;
  readonly repealed_on: CalendarDate | null;
  readonly active: boolean | null;
  readonly names: LocalizedText | null;
  readonly parent_id: string | null;
  readonly successor_id: string | null;
  readonly change: ChangeView | null;
  readonly place: string;
};

/** A unit as the newest map has it. */
export type TerritoryStandingRow = {
  readonly id: string;
  readonly active: boolean;
  readonly parent_id: string | null;
  readonly successor_ids: readonly string[];
  readonly names: LocalizedText;
  readonly facts: readonly DatedFact[];
};

const isOfTheMap = (stream: string) => stream.startsWith('territory-');

/** One row for each unit that was ever registered. */
export const territoryModel: ReadModel<TerritoryRow, TerritoryEvent> = {
  table: 'territory',
  keys: (event) => (isOfTheMap(event.stream) ? unitsOf(event).map(({ territoryId }) => territoryId) : []),
  evolve(row, event, id) {
    const unit = unitsOf(event).find(({ territoryId }) => territoryId === id);
    if (!unit) return row;
    const { kind, soate, iso, population, source } = unit;
    return { id, kind, soate, iso, population, source };
  },
};

/** One row for each dated fact of a unit. A repeal ends those of the change that it repeals. */
export const territoryFactModel: ReadModel<TerritoryFactRow, TerritoryEvent> = {
  table: 'territory_fact',
  keys(event) {
    if (!isOfTheMap(event.stream)) return [];
    return [...repealedBy(event), ...factsOf(event).map((fact) => factId(fact.changeId, fact))];
  },
  evolve(row, event, id) {
    const fact = factsOf(event).find((each) => factId(each.changeId, each) === id);
    if (!fact)
      return row && event.type === 'TerritoryChangeRepealed' ? { ...row, repealed_on: event.data.effectiveOn } : row;
    const { territoryId: territory_id, aspect, on: effective_on, active, names } = fact;
    const { parentId: parent_id, successorId: successor_id } = fact;
    const said = { active, names, parent_id, successor_id };
    const place = String(event.position);
    return { id, territory_id, aspect, effective_on, repealed_on: null, ...said, change: changeOf(event), place };
  },
};

/** One row for each unit that was ever registered. */
export const territoryStandingModel: ReadModel<TerritoryStandingRow, TerritoryEvent> = {
  table: 'territory_standing',
  derived: true,
  keys(event) {
    if (!isOfTheMap(event.stream)) return [];
    const repealed = event.type === 'TerritoryChangeRepealed' ? event.data.repealed : [];
    return [...new Set([...factsOf(event), ...repealed].map(({ territoryId }) => territoryId))];
  },
  evolve(row, event, id) {
    const before = row?.facts ?? [];
    const kept = event.type === 'TerritoryChangeRepealed' ? withoutRepealed(before, event.data) : before;
    const facts = [...kept, ...factsOf(event).filter(({ territoryId }) => territoryId === id)];
    const { active, parentId: parent_id, successorIds: successor_ids, names } = standingOf(facts, NEWEST);
    return { id, active, parent_id, successor_ids, names, facts };
  },
};

const repealedBy = (event: TerritoryEvent): string[] =>
  event.type === 'TerritoryChangeRepealed'
    ? event.data.repealed.map((key) => factId(event.data.repealedChangeId, key))
    : [];

function changeOf(event: TerritoryEvent): ChangeView | null {
  if (event.type === 'TerritoryRegistered') return null;
  const { changeId, legalAct, source, illustrative } = event.data;
  return { changeId, type: event.type, legalAct, source, illustrative };
}

export const territoriesProjection: Projection = {
  name: 'territories',
  version: 4,
  schema: 'libs/territories/src/read/territories.sql',
  models: [territoryModel, territoryFactModel, territoryStandingModel],
};
