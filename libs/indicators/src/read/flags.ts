import { allOf, type Database, sql, statement } from '@baikoo/database';
import { visible } from '@baikoo/identity';
import type { ReadingScope } from '@baikoo/kernel';
import { type AsOf, type Page, rowsOf } from '@baikoo/projections';
import { subtreeOf } from '@baikoo/territories';
import type { CheckRule } from '../domain/series.events.js';
import type { FlagStatus } from './flag.model.js';
import { ofFlag } from './figures.scope.js';
import type { FlagView } from './indicator.views.js';
import { FLAG, flagInUtc } from './indicators.js';
import { SETTLED } from './settled.js';

export type FlagFilter = {
  /** OPEN unless said; null: all. */
  readonly status?: FlagStatus | null;
  readonly rule?: CheckRule | null;
  readonly indicatorId?: string | null;
  /** This territory and everything below it. */
  readonly within?: string | null;
  readonly ownerOrganisationId?: string | null;
  readonly first?: number | null;
  readonly after?: string | null;
  /** What whoever asks may read; absent for the program itself. */
  readonly scope?: ReadingScope | undefined;
};

export type FlagTotal = { rule: CheckRule; count: number };

/** What has to be explained, the oldest first: a work list. One statement. */
export async function findFlags(
  db: Database,
  asOf: AsOf,
  { status = 'OPEN', rule, indicatorId, within, ownerOrganisationId, first, after, scope }: FlagFilter = {},
): Promise<Page<FlagView> & { readonly totals: readonly FlagTotal[] }> {
  const conditions = [
    ...(rule == null ? [] : [sql`rule = ${rule}`]),
    ...(indicatorId == null ? [] : [sql`indicator_id = ${indicatorId}`]),
    ...(ownerOrganisationId == null ? [] : [sql`owner_organisation_id = ${ownerOrganisationId}`]),
    ...(within == null ? [] : [sql`territory_id in (${subtreeOf(within, asOf)})`]),
    ...visible(scope, ofFlag(asOf)),
  ];
  const [answer] = await db.query<{ total: number; totals: FlagTotal[]; rows: (FlagView & { cursor: string })[] }>(sql`
    with flag_rows as materialized (
      select * from ${rowsOf('reading_flag', asOf)} where ${allOf(conditions)}
    ), reading_rows as materialized (
      select id, status from ${rowsOf('reading', asOf)}
      where id = any(array(select jsonb_array_elements_text(against) from flag_rows where status = 'OPEN'))
    ), settled as (
      ${SETTLED}
    ), chosen as (
      select *, (to_char(raised_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || '/' || id) collate "C" as cursor
      from settled where ${status == null ? sql`true` : sql`status = ${status}`}
    ), page as (
      select * from chosen where ${after == null ? sql`true` : sql`cursor > ${after}`}
      order by cursor limit ${first == null ? null : first + 1}
    ), by_rule as (
      select rule, count(*)::integer as count from chosen group by rule
    )
    select (select count(*)::integer from chosen) as total,
           (select coalesce(jsonb_agg(to_jsonb(by_rule) order by rule collate "C"), '[]') from by_rule) as totals,
           (select coalesce(jsonb_agg(jsonb_build_object('cursor', cursor, ${statement(FLAG)}) order by cursor), '[]')
            from page) as rows`);
  const { total, totals, rows } = answer!;
  const hasNextPage = first != null && rows.length > first;
  const shown = (hasNextPage ? rows.slice(0, first) : rows).map((row) => ({ ...flagInUtc(row), cursor: row.cursor }));
  return { rows: shown, totalCount: total, hasNextPage, totals };
}
