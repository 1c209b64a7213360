import { allOf, type Database, join, type Sql, sql } from '@baikoo/database';
import type { EventStore, Position, Recorded } from '@baikoo/event-store';
import { TERRITORY_MAP_STREAM } from '@baikoo/territories';
import type { FoundFacts } from './facts-of-one.js';
import { historyOf } from './history.js';
import { allConditions, findPlaces, type Patience, type Place } from './places.js';
import type { TrailQuestion } from './question.js';
import { findWays } from './ways.js';

type Ports = { readonly db: Database; readonly store: EventStore };

/**
 * What happened within a whole, by a person, or at all, by the index of the whole record: which events those are is asked of
 * it, and only their histories are read, no further than the page reaches.
 */
export async function findFactsOfMany(
  { db, store }: Ports,
  question: TrailQuestion,
  patience?: Patience,
): Promise<FoundFacts> {
  const { newestFirst, limit } = question;
  const ways = await findWays(db, store, question);
  const wanted = { newestFirst, most: limit + 1 };
  const found = await Promise.all(ways.map((way) => findPlaces(db, way, wanted, patience)));
  const places = merged(found.flat(), newestFirst).slice(0, limit + 1);
  const last = places.reduce((a: Position, { position }) => (BigInt(position) > a ? BigInt(position) : a), 0n);
  const streams = new Set(places.map(({ stream }) => stream));
  // What a change of the map says of a unit stands in the history of the map.
  if (places.some(({ stream }) => stream.startsWith('territory-'))) streams.add(TERRITORY_MAP_STREAM);
  const history = await historyOf(store, [...streams], last);
  const byPosition = new Map(history.map((event) => [String(event.position), event]));
  const events = places.flatMap(({ position }): Recorded[] => {
    const event = byPosition.get(position);
    return event ? [event] : [];
  });
  return { events, totalCount: 0, history };
}

/** In order, and what several ways lead to once. */
function merged(places: readonly Place[], newestFirst: boolean): readonly Place[] {
  const byPosition = new Map(places.map((place) => [place.position, place]));
  const compare = (a: Place, b: Place) => (BigInt(a.position) < BigInt(b.position) ? -1 : 1);
  return [...byPosition.values()].toSorted((a, b) => compare(a, b) * (newestFirst ? -1 : 1));
}

/** How many there are on all pages: asked only by whoever wants to know, because it reads all of them. */
export async function countFactsOfMany({ db, store }: Ports, question: TrailQuestion): Promise<number> {
  const ways = await findWays(db, store, { ...question, after: undefined });
  const branches = ways.map((way): Sql => {
    const belonging = way.wholes.map(({ streams }) => sql`stream in (select stream from (${streams}) as belonging)`);
    return sql`select since from trail_entry where ${allOf([...allConditions(way), ...belonging])}`;
  });
  // One way to entries that stand there once: no two of them are the same.
  const once = ways.length === 1 && ways[0]!.wholes.length === 0;
  const [row] = await db.query<{ count: string }>(sql`
    select ${once ? sql`count(*)` : sql`count(distinct since)`} as count
    from (${join(branches, ' union all ')}) as place`);
  return Number(row!.count);
}
