import { type Database, type Sql, sql } from '@baikoo/database';
import { reachesRepublic, type TrailScope } from '@baikoo/kernel';
import { subtreeOf } from '@baikoo/territories';
import type { About } from './question.js';

/** The names of all histories that belong to a plan: of its measures, cycles, reports and risks too. A subquery. */
const ofPlan = (planId: string): Sql => sql`
  select stream from unnest(array['plan-' || ${planId}::text, 'calendar-' || ${planId}::text]) as stream
  union all select 'measure-' || id from measure where plan_id = ${planId}
  union all select 'cycle-' || id from cycle where plan_id = ${planId}
  union all select 'report-' || id from cycle where plan_id = ${planId}
  union all select 'submission-' || submission.id from submission join cycle on cycle.id = cycle_id
    where plan_id = ${planId}
  union all select 'risk-' || id from risk where plan_id = ${planId}`;

/**
 * The names of all histories that belong to a territory and what lies in it: plans, measures, reports, readings,
 * organisations, mandates and their holders, and the units themselves. A subquery.
 */
const ofTerritory = (territoryId: string): Sql => sql`
  select belonging.stream
  from (${subtreeOf(territoryId, undefined)}) as unit (id) join (
    select territory_id, 'plan-' || id as stream from plan
    union all select territory_id, 'calendar-' || id from plan
    union all select territory_id, 'measure-' || id from measure
    union all select territory_id, 'submission-' || id from submission
    union all select territory_id, 'organisation-' || id from organisation
    union all select territory_id, 'mandate-' || id from mandate
    union all select territory_id, 'person-' || person_id from mandate
    union all select territory_id, 'series-' || indicator_id || '.' || territory_id
      from (select indicator_id, territory_id from reading
            union select indicator_id, territory_id from missing_reading) as series
    union all select id, 'territory-' || id from territory
  ) as belonging on belonging.territory_id = unit.id`;

/** The histories of an indicator: its definition, and a series for each of perhaps hundreds of territories. A subquery. */
const ofIndicator = (indicatorId: string): Sql => sql`
  select 'indicator-' || ${indicatorId}::text as stream
  union all select 'series-' || indicator_id || '.' || territory_id
    from (select indicator_id, territory_id from reading where indicator_id = ${indicatorId}
          union select indicator_id, territory_id from missing_reading where indicator_id = ${indicatorId}) as series`;

/** Whether a trail is asked of one thing with a few histories of its own. */
export const isOne = (about: About | undefined): about is About =>
  about !== undefined && about.kind !== 'PERSON' && streamsWithin(about) === undefined;

/** The histories of a whole, or undefined for what is asked of one thing. */
export function streamsWithin(about: About | undefined): Sql | undefined {
  if (about?.kind === 'INDICATOR') return ofIndicator(about.id);
  if (!about?.within) return undefined;
  if (about.kind === 'PLAN') return ofPlan(about.id);
  return about.kind === 'TERRITORY' ? ofTerritory(about.id) : undefined;
}

/** The histories that a scope shows, or undefined where it does not go by histories. */
export const streamsSeen = (scope: TrailScope): Sql | undefined =>
  scope.kind === 'SUBTREE' && !reachesRepublic(scope) ? ofTerritory(scope.territoryId) : undefined;

/** Of some histories those that a scope shows. */
export async function seenOf(db: Database, scope: TrailScope, streams: readonly string[]): Promise<readonly string[]> {
  const seen = streamsSeen(scope);
  if (!seen || streams.length === 0) return streams;
  const rows = await db.query<{ stream: string }>(sql`
    select distinct stream from (${seen}) as seen where stream = any(${streams})`);
  return rows.map(({ stream }) => stream);
}

/** Conditions that leave the acts which a scope shows, by the columns of who acted. */
export function ownActs(scope: TrailScope, person: Sql, organisation: Sql): readonly Sql[] {
  switch (scope.kind) {
    case 'ALL':
    case 'SUBTREE':
      return [];
    case 'OWN':
      return [sql`${organisation} = ${scope.organisationId}`];
    case 'OWN_ACTS':
      return [sql`${person} = ${scope.personId}`];
    case 'RELEASED':
    case 'NONE':
      return [sql`false`];
  }
}
