import { allOf, type Database, sql } from '@baikoo/database';
import type { CalendarDate, LocalizedText, Source } from '@baikoo/kernel';
import { type AsOf, rowsOf } from '@baikoo/projections';
import type { Population, TerritoryKind } from '../domain/territory.events.js';
import { type Existence, existenceOn, type LifeFact } from './existence.js';
import { NEWEST } from '../domain/dated-facts.formula.js';
import { datedFacts, STANDING, subtreeOf } from './map.js';

/** A unit as it stands on the date that was asked about. */
export type TerritoryView = Existence & {
  id: string;
  kind: TerritoryKind;
  /** Of a unit that is abolished, the last one; null for the country, and before the unit exists. */
  parentId: string | null;
  soate: string;
  iso: string | null;
  /** Before the unit exists, its first name. */
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
  /** The date whose map is asked for: the newest unless said. */
  on?: CalendarDate;
  /** Only what exists on that date: so if a date is said, and not if none is. */
  existing?: boolean;
};

/** Territories in the order of their SOATE codes: each oblast is followed by its raions and cities. One statement. */
export async function findTerritories(
  db: Database,
  asOf: AsOf,
  { id, parentId, kind, within, on = NEWEST, existing = on !== NEWEST }: TerritoryFilter = {},
): Promise<readonly TerritoryView[]> {
  const conditions = [
    ...(parentId === undefined ? [] : [sql`parent_id = ${parentId}`]),
    ...(kind === undefined ? [] : [sql`kind = ${kind}`]),
    ...(within === undefined ? [] : [sql`id in (${subtreeOf(within, asOf, existing ? on : undefined)})`]),
    ...(existing ? [sql`active`] : []),
  ];
  const rows = await db.query<Omit<TerritoryView, keyof Existence> & { life: readonly LifeFact[] }>(sql`
    select id, kind, parent_id as "parentId", soate, iso, names, population, source, life
    from ${rowsOf('territory', asOf)}
    join (${standingsOn(on, asOf, id)}) standing using (id)
    where ${allOf(conditions)}
    order by soate collate "C", id collate "C"`);
  return rows.map(({ life, ...row }) => ({ ...row, ...existenceOn(life, on) }));
}

/** How each unit, or one, stands on a date: whether it exists, in what it lies, what it is called. */
const standingsOn = (on: CalendarDate, asOf: AsOf, id?: string) => sql`
  select territory_id as id, ${STANDING},
         jsonb_agg(jsonb_build_object('active', active, 'on', effective_on, 'until', repealed_on)
           order by effective_on nulls first, place) filter (where aspect = 'LIFE') as life
  from (${datedFacts(on, asOf, id)}) fact
  group by territory_id`;

/** A unit that is or was, as the newest map has it unless a date is said. */
export const findTerritory = async (
  db: Database,
  id: string,
  asOf?: AsOf,
  on?: CalendarDate,
): Promise<TerritoryView | undefined> =>
  (await findTerritories(db, asOf, { id, existing: false, ...(on !== undefined && { on }) }))[0];

/** What lay directly in a territory on a date, also units that were abolished since. */
export const findChildrenOn = (
  db: Database,
  parentId: string,
  on: CalendarDate,
  asOf?: AsOf,
): Promise<readonly TerritoryView[]> => findTerritories(db, asOf, { parentId, on });
