import { allOf, type Database, sql } from '@baikoo/database';
import type { CalendarDate } from '@baikoo/kernel';
import { type AsOf, type Page, partsOf } from '@baikoo/projections';
import type { SubmissionCounts } from '../domain/submission-figures.formula.js';
import { itemsOf, standings, type SubmissionStatus, type SubmissionView, withTimeliness } from './cycles.js';
import { conditionsOf, ON_TIME, sortKeyOf, type StandingFilter, type StandingSort } from './standing.filter.js';

export type StandingQuery = {
  readonly filter: StandingFilter;
  /** The national date on which overdue is read. */
  readonly today: CalendarDate;
  readonly asOf: AsOf;
  readonly limit: number;
  readonly after?: string | undefined;
  readonly sort?: StandingSort;
  readonly descending?: boolean;
};

export type StandingTotals = SubmissionCounts & {
  readonly byStatus: readonly { readonly status: SubmissionStatus; readonly submissions: number }[];
};

export type SubmissionPage = Page<SubmissionView> & { readonly totals: StandingTotals };

type Row = Omit<SubmissionView, 'onTime' | 'id'> & { id: string | null; cursor: string };
type Answer = Row & { total: string; totals: StandingTotals };

/** Reports owed in an order, filtered, with what they say and how all that match stand. One statement. */
export async function findSubmissionPage(db: Database, query: StandingQuery): Promise<SubmissionPage> {
  const { filter, today, asOf, limit, after, sort = 'DUE', descending = false } = query;
  const direction = descending ? sql`desc` : sql`asc`;
  const beyond = descending ? sql`cursor < ${after}` : sql`cursor > ${after}`;
  const owed = sql`exemption is null`;
  const answers = await db.query<Answer>(sql`
    with standing as (${standings(asOf, { scope: filter.scope })}),
    chosen as (
      select *, ${sortKeyOf(sort)} as cursor from standing where ${allOf(conditionsOf(filter, today, asOf))}
    ), page as (
      select * from chosen where ${after === undefined ? sql`true` : beyond} order by cursor ${direction} limit ${limit + 1}
    ), totals as (
      select jsonb_build_object(
        'expected', count(*) filter (where ${owed}),
        'submitted', count(*) filter (where ${owed} and "firstSubmittedAt" is not null),
        'accepted', count(*) filter (where ${owed} and "acceptedAt" is not null),
        'onTime', count(*) filter (where ${owed} and ${ON_TIME}),
        'byStatus', (
          select coalesce(jsonb_agg(jsonb_build_object('status', status, 'submissions', number) order by status collate "C"), '[]')
          from (select status, count(*) as number from chosen group by status) as alike
        )) as totals, count(*) as total
      from chosen
    )
    select page.*, ${partsOf(sql`page.id`, itemsOf(sql`select id from page`, asOf))} as items, totals.totals, totals.total
    from totals left join page on true
    order by cursor ${direction}`);
  const rows = answers.filter((answer): answer is Answer & { id: string } => answer.id !== null);
  const shown = rows.slice(0, limit).map(({ total: _, totals: __, ...row }) => withTimeliness(row));
  const { total, totals } = answers[0]!;
  return { rows: shown, totalCount: Number(total), hasNextPage: rows.length > limit, totals };
}
