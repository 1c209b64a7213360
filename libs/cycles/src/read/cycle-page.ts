import { allOf, type Database, type Sql, sql } from '@baikoo/database';
import { visible } from '@baikoo/identity';
import type { CalendarDate, Moment, ReadingScope } from '@baikoo/kernel';
import { type AsOf, type Page, rowsOf } from '@baikoo/projections';
import { type CycleStatus, type CycleView, OF_OBLIGATION } from './cycles.js';
import { layIn } from './standing.filter.js';

export type CycleFilter = {
  readonly planId?: string | null;
  readonly statuses?: readonly CycleStatus[] | null;
  /** Not closed, and the due day has passed. */
  readonly overdue?: boolean | null;
  /** In which this organisation owes a report. */
  readonly organisationId?: string | null;
  /** In which a report is owed in this territory or below it, as the map held at the end of the cycle's period. */
  readonly within?: string | null;
  readonly changedSince?: Moment | null;
  /** Of whose obligations whoever asks may know; the calendar itself is open. Absent for the program itself. */
  readonly scope?: ReadingScope | undefined;
};

export type CycleSort = 'PERIOD' | 'DUE' | 'LAST_CHANGE';

export type CycleQuery = {
  readonly filter: CycleFilter;
  readonly today: CalendarDate;
  readonly asOf: AsOf;
  readonly limit: number;
  readonly after?: string | undefined;
  readonly sort?: CycleSort;
  readonly descending?: boolean;
};

export type CyclesByStatus = readonly { readonly status: CycleStatus; readonly cycles: number }[];

export type CyclePage = Page<CycleView> & { readonly byStatus: CyclesByStatus };

type Row = Omit<CycleView, 'id'> & { id: string | null; cursor: string };
type Answer = Row & { total: number; byStatus: CyclesByStatus };

/** Reporting cycles in an order, filtered and counted by status. One statement. */
export async function findCyclePage(db: Database, query: CycleQuery): Promise<CyclePage> {
  const { filter, today, asOf, limit, after, sort = 'PERIOD', descending = false } = query;
  const direction = descending ? sql`desc` : sql`asc`;
  const beyond = descending ? sql`cursor < ${after}` : sql`cursor > ${after}`;
  const answers = await db.query<Answer>(sql`
    with chosen as (
      select *, (${KEYS[sort]} || ' ' || id) collate "C" as cursor
      from ${rowsOf('cycle', asOf)} where ${allOf(conditionsOf(filter, today, asOf))}
    ), page as (
      select * from chosen where ${after === undefined ? sql`true` : beyond} order by cursor ${direction} limit ${limit + 1}
    ), alike as (
      select status, count(*)::integer as cycles from chosen group by status
    )
    select id, plan_id as "planId", period, starts_on as "from", ends_on as "to", due_on as "dueOn",
           opens_on as "opensOn", status, illustrative, revision, cursor,
           (select count(*)::integer from chosen) as total,
           (select coalesce(jsonb_agg(to_jsonb(alike) order by status collate "C"), '[]') from alike) as "byStatus"
    from (select) as one left join page on true order by cursor ${direction}`);
  const rows = answers.filter((answer): answer is Answer & { id: string } => answer.id !== null);
  const shown = rows.slice(0, limit).map(({ total: _, byStatus: __, ...row }) => row);
  const { total, byStatus } = answers[0]!;
  return { rows: shown, totalCount: total, hasNextPage: rows.length > limit, byStatus };
}

const KEYS: Readonly<Record<CycleSort, Sql>> = {
  PERIOD: sql`starts_on::text`,
  DUE: sql`due_on::text`,
  LAST_CHANGE: sql`to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')`,
};

function conditionsOf(filter: CycleFilter, today: CalendarDate, asOf: AsOf): Sql[] {
  const given = <Value>(value: Value | null | undefined, condition: (value: Value) => Sql): Sql[] =>
    value == null ? [] : [condition(value)];
  const known = allOf(visible(filter.scope, OF_OBLIGATION));
  return [
    ...given(filter.planId, (planId) => sql`plan_id = ${planId}`),
    ...given(filter.statuses, (statuses) => sql`status = any(${statuses}::text[])`),
    ...given(filter.overdue, (is) => sql`(status = 'OPEN' and due_on < ${today}::date) = ${is}::boolean`),
    ...given(filter.changedSince, (moment) => sql`changed_at >= ${moment}::timestamptz`),
    ...given(
      filter.within,
      (within) => sql`exists (
        select from ${rowsOf('obligation', asOf)}
        where obligation.cycle_id = cycle.id and exemption is null
          and ${layIn(within, { period: sql`ends_on`, territory: sql`territory_id` }, asOf)} and ${known})`,
    ),
    ...given(
      filter.organisationId,
      (organisationId) => sql`id in (
        select cycle_id from ${rowsOf('obligation', asOf)}
        where organisation_id = ${organisationId} and exemption is null and ${known})`,
    ),
  ];
}
