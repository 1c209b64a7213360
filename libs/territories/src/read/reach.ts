import { type Database, sql } from '@baikoo/database';
import { type Actor, type CalendarDate } from '@baikoo/kernel';
import { type AsOf, rowsOf } from '@baikoo/projections';
import { NEWEST } from '../domain/dated-facts.formula.js';
import { placesOn, stepsOn } from './map.js';

/** When a question about the map stands: what the record knew, and the date whose map is asked for (the newest). */
export type MapMoment = { readonly asOf?: AsOf; readonly on?: CalendarDate };

/**
 * Whether a territory lies in another or is that other. One that is abolished on the date lies where what came after it
 * lies. False when either is unknown.
 */
export async function isWithin(
  db: Database,
  territoryId: string,
  ancestorId: string,
  { asOf, on = NEWEST }: MapMoment = {},
): Promise<boolean> {
  // The newest map is a table with an index by unit: only the steps above the one are looked up.
  const once = on === NEWEST ? sql`not materialized` : sql`materialized`;
  const [row] = await db.query<{ within: boolean }>(sql`
    with recursive step as ${once} (${stepsOn(on, asOf)}),
    line (id) as (
      select id from ${rowsOf('territory', asOf)} where id = ${territoryId}
      union
      select step.up from step join line on step.id = line.id
    )
    select exists (select from line where id = ${ancestorId}) as within`);
  return row!.within;
}

/**
 * Whether a territory came after another that is abolished on the date: it was merged or divided into it, perhaps by way
 * of others that are abolished too. What the successor lies in did not come after it.
 */
export async function hasSucceeded(
  db: Database,
  successorId: string,
  territoryId: string,
  { asOf, on = NEWEST }: MapMoment = {},
): Promise<boolean> {
  const [row] = await db.query<{ succeeded: boolean }>(sql`
    with recursive step as materialized (
      select place.id, unnest(place.successor_ids) as next from (${placesOn(on, asOf)}) place where not place.active
    ), line (id) as (
      select next from step where id = ${territoryId}
      union
      select step.next from step join line on step.id = line.id
    )
    select exists (select from line where id = ${successorId}) as succeeded`);
  return row!.succeeded;
}

/**
 * Whether a mandate reaches a territory (rule 2): its own, what lies within it on the date, and what was merged into either
 * or divided into it. A mandate for an abolished unit reaches that unit's own record and nothing of its successor. One of no
 * territory, a ministry's, reaches none.
 */
export const reaches = async (
  db: Database,
  by: Pick<Actor, 'territoryId'>,
  territoryId: string,
  on?: CalendarDate,
): Promise<boolean> =>
  by.territoryId !== null && isWithin(db, territoryId, by.territoryId, on === undefined ? {} : { on });
