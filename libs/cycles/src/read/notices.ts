import { allOf, type Database, sql } from '@baikoo/database';
import { organisationColumns } from '@baikoo/identity';
import type { CalendarDate, LocalizedText, Moment } from '@baikoo/kernel';
import { type AsOf, type Page, rowsOf } from '@baikoo/projections';
import type { NoticeKind } from './notice.model.js';

export type NoticeView = {
  id: string;
  kind: NoticeKind;
  submissionId: string;
  cycleId: string;
  /** Whose report it is about, and what they are called. */
  organisationId: string;
  organisationNames: LocalizedText | null;
  period: string;
  day: CalendarDate | null;
  at: Moment;
  /** The reason that somebody gave, in the language in which they wrote it. */
  reason: string | null;
};

export type NoticeQuery = {
  readonly organisationId: string;
  readonly cycleId?: string | null;
  readonly kinds?: readonly NoticeKind[] | null;
  readonly since?: Moment | null;
  readonly asOf: AsOf;
  readonly limit: number;
  readonly after?: string | undefined;
};

/** What an organisation is told of its own reports and of those whose next endorsement is its own, the newest first. One statement. */
export async function findNotices(db: Database, query: NoticeQuery): Promise<Page<NoticeView>> {
  const { organisationId, cycleId, kinds, since, asOf, limit, after } = query;
  const conditions = [
    // The first is what the indexes find, the second whom of those it is told to.
    sql`(obligation.organisation_id = ${organisationId} or obligation.endorsed_by @> ${JSON.stringify([organisationId])}::jsonb)`,
    sql`${organisationId} = case when notice.kind = ${TO_ENDORSE} then ${NEXT_TO_ENDORSE} else obligation.organisation_id end`,
    ...(cycleId == null ? [] : [sql`obligation.cycle_id = ${cycleId}`]),
    ...(kinds == null ? [] : [sql`notice.kind = any(${kinds}::text[])`]),
    ...(since == null ? [] : [sql`notice.at >= ${since}::timestamptz`]),
  ];
  const rows = await db.query<NoticeView & { cursor: string; total: number }>(sql`
    with chosen as (
      select notice.id, notice.kind, obligation.id as "submissionId", obligation.cycle_id as "cycleId", cycle.period,
             obligation.organisation_id as "organisationId", notice.day, notice.at, notice.text as reason,
             (to_char(notice.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || ' ' || notice.id) collate "C" as cursor
      from ${rowsOf('obligation', asOf)}
      join ${rowsOf('notice', asOf)} on notice.obligation_id = obligation.id
      join ${rowsOf('cycle', asOf)} on cycle.id = obligation.cycle_id
      where ${allOf(conditions)}
    )
    select chosen.*, body.names as "organisationNames", (select count(*)::integer from chosen) as total
    from chosen left join (${organisationColumns(asOf)}) as body on body.id = chosen."organisationId"
    where ${after === undefined ? sql`true` : sql`cursor < ${after}`} order by cursor desc limit ${limit + 1}`);
  const shown = rows.slice(0, limit).map(({ total: _, ...row }) => row);
  return { rows: shown, totalCount: rows[0]?.total ?? 0, hasNextPage: rows.length > limit };
}

const TO_ENDORSE: NoticeKind = 'REPORT_TO_ENDORSE';

/** The commission after the one that endorsed last, in the order that the obligation names; null after the last of them. */
const NEXT_TO_ENDORSE = sql`(
  select step.id from jsonb_array_elements_text(obligation.endorsed_by) with ordinality as step (id, nth)
  where nth = 1 + coalesce((
    select former.nth from jsonb_array_elements_text(obligation.endorsed_by) with ordinality as former (id, nth)
    where former.id = notice.endorsed_before), 0))`;
