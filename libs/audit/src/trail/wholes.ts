import { type Database, join, type Sql, sql, statement } from '@baikoo/database';
import { reachesRepublic, type TrailScope } from '@baikoo/kernel';
import { subtreeOf } from '@baikoo/territories';
import type { About } from './question.js';

/** All histories that belong to something, said both ways: which they are, and whether one of them is. */
export type Whole = {
  /** Their names: a subquery with the column `stream`. */
  readonly streams: Sql;
  /** Whether a history is one of them, by a column that holds its name: one look at where it belongs, however many they are. */
  has(stream: Sql): Sql;
};

/** Histories of one kind, named `<kind>-<key>`: the keys of those that belong to a whole, and whether one does. */
type Belonging = {
  readonly kind: string;
  keys(wholes: readonly string[]): Sql;
  has(key: Sql, wholes: readonly string[]): Sql;
};

const itself = (kind: string): Belonging => ({
  kind,
  keys: (wholes) => sql`select unnest(${wholes}::text[])`,
  has: (key, wholes) => sql`${key} = any(${wholes})`,
});

/** By rows with the columns `key` and `whole`. */
const byRows = (kind: string, rows: Sql): Belonging => ({
  kind,
  keys: (wholes) => sql`select key from (${rows}) as belonging where whole = any(${wholes})`,
  has: (key, wholes) => sql`exists (select from (${rows}) as belonging where key = ${key} and whole = any(${wholes}))`,
});

/** A plan with its measures, cycles, reports and risks. */
const OF_PLAN: readonly Belonging[] = [
  itself('plan'),
  itself('calendar'),
  byRows('measure', sql`select id as key, plan_id as whole from measure`),
  byRows('cycle', sql`select id as key, plan_id as whole from cycle`),
  byRows('report', sql`select id as key, plan_id as whole from cycle`),
  byRows(
    'submission',
    sql`select submission.id as key, plan_id as whole from submission join cycle on cycle.id = cycle_id`,
  ),
  byRows('risk', sql`select id as key, plan_id as whole from risk`),
];

/** Units of the map with their plans, measures, reports, readings, organisations, mandates and the holders of these. */
const OF_TERRITORIES: readonly Belonging[] = [
  itself('territory'),
  byRows('plan', sql`select id as key, territory_id as whole from plan`),
  byRows('calendar', sql`select id as key, territory_id as whole from plan`),
  byRows('measure', sql`select id as key, territory_id as whole from measure`),
  byRows('submission', sql`select id as key, territory_id as whole from submission`),
  byRows('organisation', sql`select id as key, territory_id as whole from organisation`),
  byRows('mandate', sql`select id as key, territory_id as whole from mandate`),
  byRows('person', sql`select person_id as key, territory_id as whole from mandate`),
  {
    // Of most indicators there are readings in most units: looked for is by both names, also where there is none.
    kind: 'series',
    keys: (units) => sql`select indicator.id || '.' || unit_id from indicator, unnest(${units}::text[]) as unit_id`,
    has: (key, units) => sql`substr(${key}, strpos(${key}, '.') + 1) = any(${units})`,
  },
];

/** An indicator: its definition, and a series for each of perhaps hundreds of units. */
const OF_INDICATOR: readonly Belonging[] = [
  itself('indicator'),
  {
    kind: 'series',
    keys: (ids) => sql`select named || '.' || territory.id from unnest(${ids}::text[]) as named, territory`,
    has: (key, ids) => sql`split_part(${key}, '.', 1) = any(${ids})`,
  },
];

const wholeOf = (belongings: readonly Belonging[], ids: readonly string[]): Whole => ({
  streams: join(
    belongings.map(
      ({ kind, keys }) => sql`select ${statement(`'${kind}-'`)} || key as stream from (${keys(ids)}) as one (key)`,
    ),
    ' union all ',
  ),
  has(stream) {
    const cases = belongings.map(({ kind, has }) => {
      // The names of kinds are ours: said as they are, so that a plan that is kept knows them.
      const key = sql`substr(${stream}, ${statement(String(kind.length + 2))})`;
      return sql`when ${statement(`'${kind}'`)} then ${has(key, ids)}`;
    });
    return sql`case split_part(${stream}, '-', 1) ${join(cases, ' ')} else false end`;
  },
});

/** With what lies in it on the newest map, and what became part of it. */
async function ofTerritory(db: Database, territoryId: string): Promise<Whole> {
  const units = await db.query<{ id: string }>(subtreeOf(territoryId, undefined));
  return wholeOf(
    OF_TERRITORIES,
    units.map(({ id }) => id),
  );
}

/** What a trail is asked of where that is no one thing: a plan or territory with all below it, or an indicator. */
export const isWhole = (about: About | undefined): boolean =>
  about?.kind === 'INDICATOR' || (about?.within === true && (about.kind === 'PLAN' || about.kind === 'TERRITORY'));

/** Whether a trail is asked of one thing with a few histories of its own. */
export const isOne = (about: About | undefined): about is About =>
  about !== undefined && about.kind !== 'PERSON' && !isWhole(about);

/** The whole that a trail is asked of; undefined where it is asked of one thing, a person or everything. */
export async function findWhole(db: Database, about: About | undefined): Promise<Whole | undefined> {
  if (!about || !isWhole(about)) return undefined;
  if (about.kind === 'TERRITORY') return ofTerritory(db, about.id);
  return wholeOf(about.kind === 'PLAN' ? OF_PLAN : OF_INDICATOR, [about.id]);
}

/** The histories that a scope shows; undefined where it does not go by histories. */
export const findSeen = async (db: Database, scope: TrailScope): Promise<Whole | undefined> =>
  scope.kind === 'SUBTREE' && !reachesRepublic(scope) ? ofTerritory(db, scope.territoryId) : undefined;
