import { type Sql, sql } from '@baikoo/database';
import type { CalendarDate } from '@baikoo/kernel';
import { type AsOf, rowsOf } from '@baikoo/projections';
import { NEWEST } from '../domain/dated-facts.formula.js';

/** A date, or a column of the statement around that holds one. */
export type MapDate = CalendarDate | Sql;

/** The facts that hold on a date, of those that the record knew. */
export const factsOn = (on: MapDate, asOf: AsOf): Sql => sql`
  select * from ${rowsOf('territory_fact', asOf)}
  where (effective_on is null or effective_on <= ${on}::date) and (repealed_on is null or repealed_on > ${on}::date)`;

/** All facts of units that the record knew, or of one: `holds` says which of them hold on a date. */
export const datedFacts = (on: CalendarDate, asOf: AsOf, id?: string): Sql => sql`
  select *, (effective_on is null or effective_on <= ${on}::date)
            and (repealed_on is null or repealed_on > ${on}::date) as holds
  from ${rowsOf('territory_fact', asOf)}
  where ${id === undefined ? sql`true` : sql`territory_id = ${id}`}`;

/** The newest fact first: what orders facts of one aspect. */
export const NEWEST_FIRST: Sql = sql`effective_on desc nulls last, place desc`;

/**
 * How a unit stands, from its {@link datedFacts} grouped by unit: whether it exists, in what it lies, what it is called.
 * Columns `active`, `parent_id`, `names`; before a unit exists, its first name.
 */
export const STANDING: Sql = sql`
  coalesce((array_agg(active order by ${NEWEST_FIRST}) filter (where holds and aspect = 'LIFE'))[1], false) as active,
  (array_agg(parent_id order by ${NEWEST_FIRST}) filter (where holds and aspect = 'PARENT'))[1] as parent_id,
  coalesce(
    (array_agg(names order by ${NEWEST_FIRST}) filter (where holds and aspect = 'NAMES'))[1],
    (array_agg(names order by effective_on nulls first, place) filter (where aspect = 'NAMES'))[1]
  ) as names`;

/**
 * The map as it held on a date: for each unit that had ever existed by then, whether it does and in what it lies. The
 * columns `id`, `active`, `parent_id`; read `territory_fact` once.
 */
export const placesOn = (on: MapDate, asOf: AsOf): Sql => sql`
  select territory_id as id,
         (array_agg(active order by ${NEWEST_FIRST}) filter (where aspect = 'LIFE'))[1] as active,
         (array_agg(parent_id order by ${NEWEST_FIRST}) filter (where aspect = 'PARENT'))[1] as parent_id,
         array_agg(successor_id) filter (where aspect = 'SUCCESSION') as successor_ids
  from (${factsOn(on, asOf)}) fact
  group by territory_id`;

/**
 * One step up the map of a date, `id` to `up`: from a unit to what it lies in, and from one that is abolished to what came
 * after it.
 */
export const stepsOn = (on: CalendarDate, asOf: AsOf): Sql =>
  on === NEWEST
    ? sql`
  select id, step.up from ${rowsOf('territory_standing', asOf)}, jsonb_array_elements_text(
    case when active then jsonb_build_array(parent_id) else successor_ids end) as step (up)`
    : sql`
  select place.id, unnest(case when place.active then array[place.parent_id] else place.successor_ids end) as up
  from (${placesOn(on, asOf)}) place`;

/**
 * The same steps downwards from each row of `subtree`, on the newest map: `id`. As the record stands, they are looked up in
 * the indices of `territory_standing`, since nearly every statement about the part of one commission needs few of them. For
 * the past, whose rows no index holds by what they lie in, the steps of the whole map are made once.
 */
const stepsDown = (asOf: AsOf): Sql =>
  asOf === undefined
    ? sql`
    select below.id from subtree cross join lateral (
      select id from territory_standing where active and parent_id = subtree.id
      union all
      select id from territory_standing where not active and successor_ids ? subtree.id
    ) as below`
    : sql`
    select step.id from step join subtree on step.up = subtree.id`;

/**
 * The ids of a territory and everything below it: a subquery.
 *
 * With a date: of the map as it held on that date, and only what then existed: what a roll-up for a period needs. Without:
 * of the newest map, with the units that became part of it, by way of what came after them: what a filter over records
 * needs, because the records of a merged unit stay its own.
 */
export const subtreeOf = (territoryId: string, asOf: AsOf, on?: MapDate): Sql =>
  on === undefined
    ? sql`
  with recursive ${asOf === undefined ? sql`` : sql`step as materialized (${stepsOn(NEWEST, asOf)}),`}
  subtree (id) as (
    select id from ${rowsOf('territory', asOf)} where id = ${territoryId}
    union ${stepsDown(asOf)}
  )
  select id from subtree`
    : sql`
  with recursive place as materialized (select id, parent_id from (${placesOn(on, asOf)}) unit where active),
  subtree (id) as (
    select id from place where id = ${territoryId}
    union
    select place.id from place join subtree on place.parent_id = subtree.id
  )
  select id from subtree`;

/** Ids and names of territories, as of the newest map: a subquery, for statements of other slices that name them. */
export const namesOfTerritories = (asOf: AsOf): Sql => sql`select id, names from ${rowsOf('territory_standing', asOf)}`;

/** The territories that exist on the newest map, or on that of a date: `id`, `kind`, `parent_id`. A subquery, as above. */
export const placesOfTerritories = (asOf: AsOf, on: CalendarDate = NEWEST): Sql => sql`
  select id, kind, parent_id
  from ${rowsOf('territory', asOf)}
  join ${on === NEWEST ? rowsOf('territory_standing', asOf) : sql`(${placesOn(on, asOf)}) place`} using (id)
  where active`;
