import { allOf, type Database, identifier, type Sql, sql, statement } from '@baikoo/database';
import type { Whole } from './wholes.js';

/** Where an event stands, and in which history. */
export type Place = { readonly position: string; readonly stream: string };

/** Columns of `trail_entry` that have an index of their own, in which the entries of each value stand in the record's order. */
type Keyed = 'stream' | 'actor_id' | 'organisation_id' | 'role' | 'type';

/** That a column holds a value, as its index wants to be asked. */
export const holds = (column: Keyed, value: string | Sql): Sql => {
  const given = typeof value === 'string' ? sql`${value}::text` : value;
  const name = identifier(column);
  return sql`(hashtextextended(${name}, 0) = hashtextextended(${given}, 0) and ${name} = ${given})`;
};

/** Several values of which a column holds one: a subquery with one column. Each is looked for by itself. */
type AnyOf = { readonly column: Keyed; readonly values: Sql };

/** One way into the index of the trail: what all its entries have in common. */
export type Way = {
  readonly conditions: readonly Sql[];
  /** One of them names a value that has an index of its own. */
  readonly isNamed: boolean;
  readonly anyOf?: AnyOf | undefined;
  /** Of which wholes their histories have to be part. */
  readonly wholes: readonly Whole[];
};

export type Wanted = { readonly newestFirst: boolean; readonly most: number };

/** How far entries are looked through before the histories of a whole are, and how many of these are few. */
export type Patience = { readonly near: number; readonly few: number; readonly far: number };
const PATIENCE: Patience = { near: 1_000, few: 2_000, far: 20_000 };

/**
 * The first places of a way, in order. What belongs to a whole has no index: so the nearest entries of the way are looked at
 * first, each asked whether it belongs, which finds a page of a large whole at once. What has few entries there has few
 * histories, or lies far away: then each of its histories is asked for its first entries.
 */
export async function findPlaces(
  db: Database,
  way: Way,
  wanted: Wanted,
  patience: Patience = PATIENCE,
): Promise<readonly Place[]> {
  const [whole, ...others] = way.wholes;
  if (!whole) return db.query<Place>(page(stretch(way, wanted), wanted));
  const near = await findNear(db, way, wanted, patience.near);
  if (near.isAll) return near.places;
  const theirs = allOf(others.map(({ has }) => has(sql`stream`)));
  const streams = sql`select distinct stream from (${whole.streams}) as belonging where ${theirs}`;
  const few = await db.query<{ stream: string }>(sql`${streams} limit ${patience.few + 1}::integer`);
  if (few.length <= patience.few) {
    const names = sql`select unnest(${few.map(({ stream }) => stream)}::text[])`;
    return db.query<Place>(page(stretchOf(way, names, wanted), wanted));
  }
  const far = await findNear(db, way, wanted, patience.far);
  return far.isAll ? far.places : db.query<Place>(page(stretchOf(way, streams, wanted), wanted));
}

/** Of the nearest entries of a way those that belong to its wholes; `isAll`: no others would come before or beside them. */
async function findNear(db: Database, way: Way, wanted: Wanted, window: number) {
  const belongs = allOf(way.wholes.map(({ has }) => has(sql`stream`)));
  const wide = { ...wanted, most: window };
  const places = await db.query<Place & { walked: string }>(sql`
    with near as materialized (select since, stream from (${stretch(way, wide)}) as entry ${inOrder(wide)})
    select position, stream, (select count(*) from near) as walked
    from (${page(sql`select since, stream from near where ${belongs}`, wanted)}) as place`);
  const [first] = places;
  return { places, isAll: places.length >= wanted.most || (first !== undefined && Number(first.walked) < window) };
}

/** The histories of a way asked one by one. */
const stretchOf = (way: Way, streams: Sql, wanted: Wanted): Sql =>
  stretch({ ...way, conditions: allConditions(way), anyOf: { column: 'stream', values: streams } }, wanted);

/** What entries of a way have in common, for those that are found in another way. */
export const allConditions = ({ conditions, anyOf }: Pick<Way, 'conditions' | 'anyOf'>): readonly Sql[] =>
  anyOf ? [...conditions, sql`${identifier(anyOf.column)} in (${anyOf.values})`] : conditions;

/** Always holds, and opens the index of the whole record in its order: trail.sql. */
const IN_THE_RECORD = sql`stream <> ''`;

/** The first entries of a way: a stretch of an index, or one for each of several values. */
function stretch({ conditions, isNamed, anyOf }: Omit<Way, 'wholes'>, wanted: Wanted): Sql {
  const first = inOrder(wanted);
  if (!anyOf) {
    const all = isNamed ? conditions : [IN_THE_RECORD, ...conditions];
    return sql`select since, stream from trail_entry where ${allOf(all)} ${first}`;
  }
  const { column, values } = anyOf;
  return sql`
    select place.since, place.stream from (${values}) as sought (name) cross join lateral (
      select since, stream from trail_entry where ${allOf([holds(column, sql`sought.name`), ...conditions])} ${first}
    ) as place`;
}

/** Each position once: a change of the map stands under each unit that it concerns. */
const page = (entries: Sql, wanted: Wanted): Sql => sql`
  select since as position, min(stream) as stream from (${entries}) as entry group by since ${inOrder(wanted)}`;

/** Said to the planner as it is: for a number that it does not know it walks the whole record. */
const inOrder = ({ newestFirst, most }: Wanted): Sql =>
  sql`order by since ${statement(newestFirst ? 'desc' : 'asc')} limit ${statement(String(most))}`;
