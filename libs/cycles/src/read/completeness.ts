import { allOf, type Database, type Sql, sql } from '@baikoo/database';
import { organisationColumns, type OrganisationView } from '@baikoo/identity';
import type { CalendarDate, ReadingScope } from '@baikoo/kernel';
import { type AsOf, type Page } from '@baikoo/projections';
import { placesOfTerritories } from '@baikoo/territories';
import type { SubmissionCounts } from '../domain/submission-figures.formula.js';
import { standings } from './cycles.js';
import { conditionsOf, ON_TIME, type StandingFilter } from './standing.filter.js';

/** The counts that all rates of submission are made of, over rows of standings. */
export const COUNTS: Sql = sql`
  (count(*) filter (where exemption is null))::integer as expected,
  (count(*) filter (where exemption is null and "firstSubmittedAt" is not null))::integer as submitted,
  (count(*) filter (where exemption is null and "acceptedAt" is not null))::integer as accepted,
  (count(*) filter (where exemption is null and ${ON_TIME}))::integer as "onTime"`;

export type PartCounts = SubmissionCounts & {
  /** A direct part of the territory; null: all of the cycle, also what belongs to none of the parts. */
  readonly partId: string | null;
};

/**
 * The reports of a cycle counted by the direct parts of a territory, each with everything in it, on the map of a date: the
 * last day of the period. With the whole cycle, as far as the scope holds it, in the row of no part. One statement.
 */
export const countByPart = (
  db: Database,
  { cycleId, territoryId, on, scope }: { cycleId: string; territoryId: string; on: CalendarDate; scope?: ReadingScope },
  asOf: AsOf,
) =>
  db.query<PartCounts>(sql`
    with recursive place as materialized (${placesOfTerritories(asOf, on)}),
    part (id, part_id) as (
      select id, id from place where parent_id = ${territoryId}
      union
      select place.id, part.part_id from part join place on place.parent_id = part.id
    ), standing as materialized (${standings(asOf, { cycleId, scope })})
    select * from (
      select null as "partId", ${COUNTS} from standing
      union all
      select part.part_id as "partId", ${COUNTS} from standing join part on part.id = standing."territoryId"
      group by part.part_id
    ) as counted
    order by "partId" collate "C" nulls first`);

export type OrganisationCounts = SubmissionCounts & {
  readonly organisation: OrganisationView;
  /** Of its reports, those whose due day passed without them. */
  readonly missed: number;
};

export type OrganisationSort = 'ORGANISATION' | 'COMPLETENESS' | 'TIMELINESS';

export type ByOrganisation = {
  readonly filter: Pick<StandingFilter, 'cycleId' | 'planId' | 'organisationId' | 'within' | 'scope'>;
  readonly today: CalendarDate;
  readonly asOf: AsOf;
  readonly limit: number;
  readonly after?: string | undefined;
  readonly sort?: OrganisationSort;
  readonly descending?: boolean;
};

/** Reports owed counted by organisation, over all cycles that match. One statement. */
export async function countByOrganisation(db: Database, query: ByOrganisation): Promise<Page<OrganisationCounts>> {
  const { filter, today, asOf, limit, after, sort = 'ORGANISATION', descending = false } = query;
  const direction = descending ? sql`desc` : sql`asc`;
  const beyond = descending ? sql`cursor < ${after}` : sql`cursor > ${after}`;
  // Who was expected to give nothing has no share and stands before those who gave nothing.
  const share = {
    ORGANISATION: sql`''`,
    COMPLETENESS: sql`coalesce(to_char(accepted::numeric / nullif(expected, 0), '0.000000'), '')`,
    TIMELINESS: sql`coalesce(to_char("onTime"::numeric / nullif(expected, 0), '0.000000'), '')`,
  }[sort];
  type Row = OrganisationCounts & { cursor: string; total: number };
  const rows = await db.query<Row>(sql`
    with standing as (${standings(asOf, { scope: filter.scope })}),
    counted as (
      select "organisationId" as id, ${COUNTS},
             (count(*) filter (where exemption is null and "missedAt" is not null))::integer as missed
      from standing where ${allOf(conditionsOf(filter, today, asOf))} group by "organisationId"
    ), chosen as (
      select *, (${share} || ' ' || id) collate "C" as cursor from counted
    ), page as (
      select * from chosen where ${after === undefined ? sql`true` : beyond} order by cursor ${direction} limit ${limit + 1}
    )
    select to_jsonb(body) as organisation, expected, submitted, accepted, "onTime", missed, cursor,
           (select count(*)::integer from chosen) as total
    from page join (${organisationColumns(asOf)}) as body on body.id = page.id
    order by cursor ${direction}`);
  const shown = rows.slice(0, limit).map(({ total: _, ...row }) => row);
  return { rows: shown, totalCount: rows[0]?.total ?? 0, hasNextPage: rows.length > limit };
}
