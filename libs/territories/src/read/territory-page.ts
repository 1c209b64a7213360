import { allOf, type Database, sql } from '@baikoo/database';
import type { CalendarDate, LocalizedText } from '@baikoo/kernel';
import { type AsOf, type Page, rowsOf } from '@baikoo/projections';
import type { Aspect, TerritoryKind } from '../domain/territory.events.js';
import { type Existence, existenceOn } from './existence.js';
import { datedFacts, STANDING, subtreeOf } from './map.js';
import type { ChangeView } from './territory.model.js';
import type { TerritoryView } from './territories.js';

/** As much of another unit as a reader needs to go on to it. */
export type TerritoryReference = { id: string; kind: TerritoryKind; names: LocalizedText };

/** Something that was said of a unit for the time from a date on. */
export type TerritoryFactView = {
  aspect: Aspect;
  from: CalendarDate | null;
  repealedOn: CalendarDate | null;
  active: boolean | null;
  names: LocalizedText | null;
  parentId: string | null;
  successorId: string | null;
  change: ChangeView | null;
};

export type TerritoryDetails = TerritoryView & {
  children: readonly TerritoryReference[];
  predecessors: readonly TerritoryReference[];
  successors: readonly TerritoryReference[];
  /** By date, and of one date as they were recorded; with what was repealed. */
  history: readonly TerritoryFactView[];
};

export type TerritorySearch = {
  id?: string | null | undefined;
  parentId?: string | null | undefined;
  kind?: TerritoryKind | null | undefined;
  /** Only this territory and everything below it. */
  within?: string | null | undefined;
  /** Part of a name that a unit has or had, in any language, or the beginning of its SOATE or ISO code. */
  search?: string | null | undefined;
  /** Only what exists on the date: so unless said. */
  existing?: boolean | null | undefined;
};

type Asked = {
  readonly filter: TerritorySearch;
  /** The date whose map is asked for. */
  readonly on: CalendarDate;
  readonly asOf: AsOf;
  readonly limit: number;
  readonly after?: string | undefined;
};

/** Territories in the order of their SOATE codes, each with its neighbours in time and space. One statement. */
export async function findTerritoryPage(
  db: Database,
  { filter, on, asOf, limit, after }: Asked,
): Promise<Page<TerritoryDetails>> {
  const { id, parentId, kind, within, search, existing } = filter;
  const onlyExisting = existing ?? true;
  const conditions = [
    ...(id == null ? [] : [sql`id = ${id}`]),
    ...(parentId == null ? [] : [sql`parent_id = ${parentId}`]),
    ...(kind == null ? [] : [sql`kind = ${kind}`]),
    ...(within == null ? [] : [sql`id in (${subtreeOf(within, asOf, onlyExisting ? on : undefined)})`]),
    ...(search == null ? [] : [sql`(called like ${`%${escaped(search)}%`} or ${beginsCode(search)})`]),
    ...(onlyExisting ? [sql`active`] : []),
  ];
  // Soate codes have no blanks, so the cursor sorts as code and id do.
  const rows = await db.query<Omit<TerritoryDetails, keyof Existence> & { cursor: string; total: string }>(sql`
    with fact as materialized (${datedFacts(on, asOf)}),
    standing as (
      select territory_id as id, ${STANDING},
             lower(string_agg(concat_ws(' | ', names ->> 'ky', names ->> 'ru', names ->> 'en'), ' | ')
               filter (where aspect = 'NAMES')) as called,
             jsonb_agg(jsonb_build_object('aspect', aspect, 'from', effective_on, 'repealedOn', repealed_on,
               'active', active, 'names', names, 'parentId', parent_id, 'successorId', successor_id, 'change', change)
               order by effective_on nulls first, place, id collate "C") as history
      from fact group by territory_id
    ),
    unit as materialized (
      select id, kind, soate, iso, population, source, active, parent_id, names, called, history,
             jsonb_build_object('id', id, 'kind', kind, 'names', names) as reference,
             (soate || ' ' || id) collate "C" as cursor
      from ${rowsOf('territory', asOf)} join standing using (id)
    ),
    chosen as (select *, count(*) over () as total from unit where ${allOf(conditions)}),
    shown as (
      select * from chosen where ${after === undefined ? sql`true` : sql`cursor > ${after}`}
      order by cursor limit ${limit + 1}
    ),
    child as (
      select parent_id as id, jsonb_agg(reference order by cursor) as children
      from unit where active and parent_id in (select id from shown) group by parent_id
    ),
    next as (
      select fact.territory_id as id, jsonb_agg(reference order by cursor) as successors
      from fact join unit on unit.id = fact.successor_id where holds group by fact.territory_id
    ),
    former as (
      select fact.successor_id as id, jsonb_agg(reference order by cursor) as predecessors
      from fact join unit on unit.id = fact.territory_id where holds and successor_id is not null group by fact.successor_id
    )
    select id, kind, parent_id as "parentId", soate, iso, names, population, source, history, cursor, total,
           coalesce(children, '[]') as children, coalesce(successors, '[]') as successors,
           coalesce(predecessors, '[]') as predecessors
    from shown left join child using (id) left join next using (id) left join former using (id)
    order by cursor`);
  const page = rows.slice(0, limit).map(({ total: _, ...row }) => ({ ...row, ...existenceOf(row.history, on) }));
  return { rows: page, totalCount: Number(rows[0]?.total ?? 0), hasNextPage: rows.length > limit };
}

/** One that is or was, whether it exists on the date or not. */
export const findTerritoryDetails = async (
  db: Database,
  id: string,
  { on, asOf }: { readonly on: CalendarDate; readonly asOf: AsOf },
): Promise<TerritoryDetails | undefined> =>
  (await findTerritoryPage(db, { filter: { id, existing: false }, on, asOf, limit: 1 })).rows[0];

/** A territory and its direct parts, as they stand on a date. */
export async function findRegion(
  db: Database,
  id: string,
  when: { readonly on: CalendarDate; readonly asOf: AsOf },
): Promise<readonly TerritoryDetails[]> {
  const [region, parts] = await Promise.all([
    findTerritoryDetails(db, id, when),
    findTerritoryPage(db, { filter: { parentId: id }, ...when, limit: MOST_PARTS }),
  ]);
  return region ? [region, ...parts.rows] : [];
}

/** No unit has as many direct parts: before the reform a raion had some thirty aimaks. */
const MOST_PARTS = 1_000;

const existenceOf = (history: readonly TerritoryFactView[], on: CalendarDate): Existence =>
  existenceOn(
    history
      .filter(({ aspect }) => aspect === 'LIFE')
      .map(({ active, from, repealedOn }) => ({ active, on: from, until: repealedOn })),
    on,
  );

/** What a person typed, without the signs that `like` gives a meaning. */
const escaped = (text: string) => text.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`);

const beginsCode = (search: string) =>
  sql`(soate like ${`${escaped(search)}%`} or lower(iso) like ${`${escaped(search)}%`})`;
