import { allOf, type Database, type Sql, sql } from '@baikoo/database';
import type { Moment, ReadingScope } from '@baikoo/kernel';
import { type AsOf, type Page, rowsOf } from '@baikoo/projections';
import { subtreeOf } from '@baikoo/territories';
import type { PlanKind } from '../domain/plan.events.js';
import type { PlanRow } from './plan.model.js';
import { visiblePlan } from './plan.scope.js';
import { outlinesOf, PLAN_COLUMNS, type PlanView } from './plans.js';

/** Which plans are asked for; what is absent or null restricts nothing. */
export type PlanFilter = {
  readonly kinds?: readonly PlanKind[] | null;
  readonly statuses?: readonly PlanRow['status'][] | null;
  /** Only of this very territory. */
  readonly territoryId?: string | null;
  /** Of this territory and everything below it, as the map now stands. */
  readonly within?: string | null;
  /** Something was recorded about the plan, its amendments included, at this moment or later. */
  readonly changedSince?: Moment | null;
  /** Words in a title, in any language, small and capital letters alike. */
  readonly search?: string | null;
  /** What whoever asks may read; absent for the program itself. */
  readonly scope?: ReadingScope | undefined;
};

export type PlanSort = 'START' | 'END' | 'TITLE' | 'TERRITORY' | 'LAST_CHANGE';

export type PlanQuery = {
  readonly filter: PlanFilter;
  readonly asOf: AsOf;
  readonly limit: number;
  readonly after?: string | undefined;
  readonly sort?: PlanSort;
  readonly descending?: boolean;
};

export type PlanCount = { readonly kind: PlanKind; readonly status: PlanRow['status']; readonly plans: number };

/** `counts`: over all plans that match, for each kind and status that occurs. */
export type PlanPage = Page<PlanView> & { readonly counts: readonly PlanCount[] };

type Row = Omit<PlanView, 'id'> & { id: string | null; cursor: string };
type Answer = Row & { total: number; counts: PlanPage['counts'] };

/** Plans in an order with their directions and tasks, filtered and counted by kind and status. One statement. */
export async function findPlanPage(db: Database, query: PlanQuery): Promise<PlanPage> {
  const { filter, asOf, limit, after, sort = 'START', descending = false } = query;
  const direction = descending ? sql`desc` : sql`asc`;
  const beyond = descending ? sql`cursor < ${after}` : sql`cursor > ${after}`;
  const answers = await db.query<Answer>(sql`
    with chosen as (
      select *, (${KEYS[sort]} || ' ' || id) collate "C" as cursor
      from ${rowsOf('plan', asOf)} where ${allOf(conditionsOf(filter, asOf))}
    ), shown as (
      select * from chosen where ${after === undefined ? sql`true` : beyond} order by cursor ${direction} limit ${limit + 1}
    ), alike as (
      select kind, status, count(*)::integer as plans from chosen group by kind, status
    ), ${outlinesOf(asOf)}
    select ${PLAN_COLUMNS}, cursor, (select count(*)::integer from chosen) as total,
           (select coalesce(jsonb_agg(to_jsonb(alike) order by kind collate "C", status collate "C"), '[]') from alike)
             as counts
    from (select) as one left join shown on true left join outline on outline.plan_id = shown.id
    order by cursor ${direction}`);
  const rows = answers.filter((answer): answer is Answer & { id: string } => answer.id !== null);
  const shown = rows.slice(0, limit).map(({ total: _, counts: __, ...row }) => row);
  const { total, counts } = answers[0]!;
  return { rows: shown, totalCount: total, hasNextPage: rows.length > limit, counts };
}

const KEYS: Readonly<Record<PlanSort, Sql>> = {
  START: sql`starts_on::text`,
  END: sql`ends_on::text`,
  TITLE: sql`search_text`,
  TERRITORY: sql`territory_id`,
  LAST_CHANGE: sql`to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')`,
};

function conditionsOf(filter: PlanFilter, asOf: AsOf): Sql[] {
  const given = <Value>(value: Value | null | undefined, condition: (value: Value) => Sql): Sql[] =>
    value == null ? [] : [condition(value)];
  return [
    ...given(filter.kinds, (kinds) => sql`kind = any(${kinds}::text[])`),
    ...given(filter.statuses, (statuses) => sql`status = any(${statuses}::text[])`),
    ...given(filter.territoryId, (territoryId) => sql`territory_id = ${territoryId}`),
    ...given(filter.within, (within) => sql`territory_id = any(array(${subtreeOf(within, asOf)}))`),
    ...given(filter.changedSince, (moment) => sql`changed_at >= ${moment}::timestamptz`),
    ...given(filter.search, (words) => sql`position(${words.toLowerCase()} in search_text) > 0`),
    ...visiblePlan(filter.scope, asOf),
  ];
}
