import { allOf, type Database, sql } from '@baikoo/database';
import { rowsOf } from '@baikoo/projections';
import { placesOfTerritories, subtreeOf } from '@baikoo/territories';
import type { ObligationTemplate, Owing } from '../domain/calendar.events.js';

/**
 * Who owes a report by a template, as the registers stand now, with the commissions of the territories above each,
 * nearest first. One statement.
 */
export function findOwing(db: Database, planId: string, template: ObligationTemplate): Promise<readonly Owing[]> {
  const { organisationKinds, territoryKinds, within, withMeasures, endorsement } = template;
  // A template that names nobody means those who carry the plan out.
  const named = organisationKinds.length > 0 || territoryKinds.length > 0;
  const chosen = allOf([
    ...(organisationKinds.length === 0 ? [] : [sql`organisation.kind = any(${organisationKinds})`]),
    ...(territoryKinds.length === 0 ? [] : [sql`territory.kind = any(${territoryKinds})`]),
    ...(within === null ? [] : [sql`territory.id in (${subtreeOf(within, undefined)})`]),
    ...(named && !withMeasures
      ? []
      : [
          sql`organisation.id in (
            select party.id
            from ${rowsOf('measure', undefined)} cross join lateral jsonb_array_elements_text(
              jsonb_build_array(responsible_organisation_id) || co_executor_ids) as party (id)
            where plan_id = ${planId} and status in ('PLANNED', 'IN_PROGRESS'))`,
        ]),
  ]);
  return db.query<Owing>(sql`
    with recursive owing as (
      select organisation.id, territory.id as territory_id, territory.parent_id
      from ${rowsOf('organisation', undefined)} left join (${placesOfTerritories(undefined)}) territory
        on territory.id = organisation.territory_id
      where ${chosen}
    ), above as (
      select owing.id, territory.id as territory_id, territory.parent_id, 1 as distance
      from owing join (${placesOfTerritories(undefined)}) territory on territory.id = owing.parent_id
      union all
      select above.id, territory.id, territory.parent_id, distance + 1
      from above join (${placesOfTerritories(undefined)}) territory on territory.id = above.parent_id where distance < 10
    )
    select owing.id as "organisationId", owing.territory_id as "territoryId",
           ${endorsement === 'NONE' ? sql`'[]'::jsonb` : sql`coalesce(chain.steps, '[]')`} as "endorsedBy"
    from owing left join (
      select above.id, jsonb_agg(organisation.id order by distance, organisation.id collate "C") as steps
      from above join ${rowsOf('organisation', undefined)} on organisation.territory_id = above.territory_id
      where organisation.kind = 'COORDINATION_COMMISSION' and above.parent_id is not null
      group by above.id
    ) as chain on chain.id = owing.id
    order by owing.id collate "C"`);
}
