import { allOf, type Database, sql } from '@baikoo/database';
import { organisationColumns, type OrganisationView } from '@baikoo/identity';
import type { CalendarDate, LocalizedText, Moment } from '@baikoo/kernel';
import { type AsOf, type Page } from '@baikoo/projections';
import { namesOfTerritories } from '@baikoo/territories';
import { standings, type SubmissionStatus } from './cycles.js';
import { conditionsOf, sortKeyOf, type StandingFilter } from './standing.filter.js';

/** A report that is owed and has never come. */
export type SilentView = {
  id: string;
  cycleId: string;
  planId: string;
  period: string;
  organisation: OrganisationView;
  territoryId: string | null;
  territoryNames: LocalizedText | null;
  status: SubmissionStatus;
  dueOn: CalendarDate;
  /** The first day on which it was late. */
  since: CalendarDate;
  /** Whole days since the due day. */
  days: number;
  remindedOn: CalendarDate[];
  missedAt: Moment | null;
};

export type SilenceQuery = {
  readonly filter: Pick<StandingFilter, 'cycleId' | 'planId' | 'organisationId' | 'within' | 'scope'>;
  readonly today: CalendarDate;
  readonly asOf: AsOf;
  readonly limit: number;
  readonly after?: string | undefined;
};

/** Who owes which report since when, the longest silence first. One statement. */
export async function findSilentReports(db: Database, query: SilenceQuery): Promise<Page<SilentView>> {
  const { filter, today, asOf, limit, after } = query;
  const conditions = conditionsOf({ ...filter, overdue: true }, today, asOf);
  const rows = await db.query<SilentView & { cursor: string; total: number }>(sql`
    with standing as (${standings(asOf, { scope: filter.scope })}),
    chosen as (select *, ${sortKeyOf('DUE')} as cursor from standing where ${allOf(conditions)}),
    page as (
      select * from chosen where ${after === undefined ? sql`true` : sql`cursor > ${after}`} order by cursor
      limit ${limit + 1}
    )
    select page.id, "cycleId", "planId", period, to_jsonb(body) as organisation, page."territoryId",
           place.names as "territoryNames", status, "dueOn", ("dueOn" + 1) as since, ${today}::date - "dueOn" as days,
           "remindedOn", "missedAt", cursor, (select count(*)::integer from chosen) as total
    from page join (${organisationColumns(asOf)}) as body on body.id = page."organisationId"
    left join (${namesOfTerritories(asOf)}) as place on place.id = page."territoryId"
    order by cursor`);
  const shown = rows.slice(0, limit).map(({ total: _, ...row }) => row);
  return { rows: shown, totalCount: rows[0]?.total ?? 0, hasNextPage: rows.length > limit };
}
