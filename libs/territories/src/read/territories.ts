import { allOf, type Database, sql } from '@baikoo/database';
import type { Actor, CalendarDate, LocalizedText, Source } from '@baikoo/kernel';
import { type AsOf, type Projection, type ReadModel, rowsOf } from '@baikoo/projections';
import type { Population, TerritoryEvent, TerritoryKind } from '../domain/territory.events.js';

export type TerritoryRow = {
  readonly id: string;
  readonly kind: TerritoryKind;
  readonly parent_id: string | null;
  readonly soate: string;
  readonly iso: string | null;
  readonly names: LocalizedText;
  readonly population: Population | null;
  readonly source: Source;
};

/** One row for each territory, as it stands. */
export const territoryModel: ReadModel<TerritoryRow, TerritoryEvent> = {
  table: 'territory',
  keys: ({ stream, data }) => (stream.startsWith('territory-') ? [data.territoryId] : []),
  evolve(_row, { type, data }) {
    switch (type) {
      case 'TerritoryRegistered': {
        const { territoryId: id, kind, parentId: parent_id, soate, iso, names, population, source } = data;
        return { id, kind, parent_id, soate, iso, names, population, source };
      }
    }
  },
};

export const territoriesProjection: Projection = {
  name: 'territories',
  version: 1,
  schema: 'libs/territories/src/read/territories.sql',
  models: [territoryModel],
};

export type TerritoryView = {
  id: string;
  kind: TerritoryKind;
  parentId: string | null;
  soate: string;
  iso: string | null;
  names: LocalizedText;
  population: Population | null;
  source: Source;
};

export type TerritoryFilter = {
  id?: string;
  /** Only the direct children of this territory. */
  parentId?: string;
  kind?: TerritoryKind;
  /** Only this territory and everything below it. */
  within?: string;
  /** Of the map as it held on this date, and only what then existed. Without it: every territory that ever was. */
  on?: CalendarDate;
};

/** Territories in the order of their SOATE codes: each oblast is followed by its raions and cities. One statement. */
export function findTerritories(
  db: Database,
  asOf: AsOf,
  { id, parentId, kind, within }: TerritoryFilter = {},
): Promise<readonly TerritoryView[]> {
  const conditions = [
    ...(id === undefined ? [] : [sql`id = ${id}`]),
    ...(parentId === undefined ? [] : [sql`parent_id = ${parentId}`]),
    ...(kind === undefined ? [] : [sql`kind = ${kind}`]),
    ...(within === undefined ? [] : [sql`id in (${subtreeOf(within, asOf)})`]),
  ];
  return db.query<TerritoryView>(sql`
    select id, kind, parent_id as "parentId", soate, iso, names, population, source
    from ${rowsOf('territory', asOf)}
    where ${allOf(conditions)}
    order by soate collate "C", id collate "C"`);
}

export const findTerritory = async (db: Database, id: string, asOf?: AsOf): Promise<TerritoryView | undefined> =>
  (await findTerritories(db, asOf, { id }))[0];

/** What lay directly in a territory on a date, also units that were abolished since. */
export const findChildrenOn = (
  db: Database,
  parentId: string,
  on: CalendarDate,
  asOf?: AsOf,
): Promise<readonly TerritoryView[]> => findTerritories(db, asOf, { parentId, on });

/** When a question about the map stands: what the record knew, and the date that is asked about. */
export type MapMoment = { readonly asOf?: AsOf; readonly on?: CalendarDate };

/** Whether a territory lies in another or is that other. False when either is unknown. */
export async function isWithin(
  db: Database,
  territoryId: string,
  ancestorId: string,
  { asOf }: MapMoment = {},
): Promise<boolean> {
  const [row] = await db.query<{ within: boolean }>(sql`
    with recursive line as (
      select id, parent_id from ${rowsOf('territory', asOf)} where id = ${territoryId}
      union
      select territory.id, territory.parent_id
      from ${rowsOf('territory', asOf)} join line on territory.id = line.parent_id
    )
    select exists (select from line where id = ${ancestorId}) as within`);
  return row!.within;
}

/**
 * Whether a mandate reaches a territory (rule 2): its own and what lies within it. A mandate of no territory, a
 * ministry's, reaches none.
 */
export const reaches = async (
  db: Database,
  by: Pick<Actor, 'territoryId'>,
  territoryId: string,
  on?: CalendarDate,
): Promise<boolean> =>
  by.territoryId !== null && isWithin(db, territoryId, by.territoryId, on === undefined ? {} : { on });

/**
 * The ids of a territory and everything below it: a subquery. With a date: of the map as it held on that date (what a
 * roll-up for a period needs). Without: of the newest map, with the units that became part of it (what a filter over
 * records needs).
 */
export const subtreeOf = (territoryId: string, asOf: AsOf, _on?: CalendarDate) => sql`
  with recursive subtree as (
    select id from ${rowsOf('territory', asOf)} where id = ${territoryId}
    union
    select territory.id from ${rowsOf('territory', asOf)} join subtree on territory.parent_id = subtree.id
  )
  select id from subtree`;

/** Ids and names of territories: a subquery, for statements of other slices that name territories. */
export const namesOfTerritories = (asOf: AsOf) => sql`select id, names from ${rowsOf('territory', asOf)}`;
