import { join, type Sql, sql } from '@baikoo/database';
import type { Author, CalendarDate, Moment, ReadingScope } from '@baikoo/kernel';
import { type AsOf, rowsOf } from '@baikoo/projections';
import { subtreeOf } from '@baikoo/territories';
import type { SubmissionStatus } from './cycles.js';

/** Which reports owed are asked for; what is absent or null restricts nothing. */
export type StandingFilter = {
  readonly cycleId?: string | null;
  readonly planId?: string | null;
  readonly organisationId?: string | null;
  readonly statuses?: readonly SubmissionStatus[] | null;
  /** Owed, never submitted, and the due day has passed. */
  readonly overdue?: boolean | null;
  /** Not owed after all. */
  readonly exempt?: boolean | null;
  /** Can still be written: its cycle is open, or it was opened again. */
  readonly writable?: boolean | null;
  /** First submitted after the due day. */
  readonly late?: boolean | null;
  /** The next step of the review, an endorsement or the acceptance, is theirs. */
  readonly awaiting?: Reviewer | null;
  /** Of this territory and everything below it, as the map held at the end of the cycle's period. */
  readonly within?: string | null;
  readonly changedSince?: Moment | null;
  /** What whoever asks may read; absent for the program itself. Part of the standings, not of {@link conditionsOf}. */
  readonly scope?: ReadingScope | undefined;
};

/** Who may review, with the territory that their mandate is for; null reaches nothing. */
export type Reviewer = Author & { readonly territoryId: string | null };

export type StandingSort = 'DUE' | 'TERRITORY' | 'ORGANISATION' | 'STATUS' | 'LAST_CHANGE';

/** Whether a report that is owed came first by the end of its due day in Bishkek. */
export const ON_TIME: Sql = sql`
  coalesce("firstSubmittedAt" < ("dueOn" + 1)::timestamp at time zone 'Asia/Bishkek', false)`;

/** Conditions on the rows of standings, by the names of their columns. */
export function conditionsOf(filter: StandingFilter, today: CalendarDate, asOf: AsOf): Sql[] {
  const given = <Value>(value: Value | null | undefined, condition: (value: Value) => Sql): Sql[] =>
    value == null ? [] : [condition(value)];
  const equal = (column: Sql, value: string | null | undefined) =>
    given(value, (is) => join([column, sql`${is}`], ' = '));
  return [
    ...equal(sql`"cycleId"`, filter.cycleId),
    ...equal(sql`"planId"`, filter.planId),
    ...equal(sql`"organisationId"`, filter.organisationId),
    ...given(filter.statuses, (statuses) => sql`status = any(${statuses}::text[])`),
    ...given(filter.overdue, (is) => sql`(${overdueOn(today)}) = ${is}::boolean`),
    ...given(filter.writable, (is) => sql`("cycleStatus" = 'OPEN' or "reopenedUntil" is not null) = ${is}::boolean`),
    ...given(filter.exempt, (is) => sql`(exemption is not null) = ${is}::boolean`),
    ...given(
      filter.late,
      (is) => sql`(exemption is null and "firstSubmittedAt" is not null and not ${ON_TIME}) = ${is}::boolean`,
    ),
    ...given(filter.awaiting, (reviewer) => awaits(reviewer, asOf)),
    ...given(filter.within, (within) => layIn(within, { period: sql`"endsOn"`, territory: sql`"territoryId"` }, asOf)),
    ...given(filter.changedSince, (moment) => sql`"changedAt" >= ${moment}::timestamptz`),
  ];
}

/**
 * The report is submitted, lies within the mandate, and the next step is theirs: the endorsement of their commission, or
 * the acceptance when nobody's endorsement is missing and none is their own. Nobody reviews what they or their
 * organisation wrote (rule 1). A report of no territory is reviewed by mandates for the whole republic.
 */
function awaits({ personId, organisationId, territoryId }: Reviewer, asOf: AsOf): Sql {
  if (territoryId === null) return sql`false`;
  const wrote = [{ personId }, { organisationId }].map((author) => sql`authors @> ${JSON.stringify([author])}::jsonb`);
  return sql`(
    status in ('SUBMITTED', 'UNDER_REVIEW') and "organisationId" <> ${organisationId}
    and coalesce("territoryId", ${WHOLE_REPUBLIC}) = any(array(${subtreeOf(territoryId, asOf)}))
    and case when endorsements < jsonb_array_length("endorsedBy") then "endorsedBy" ->> endorsements = ${organisationId}
        else not "endorsedBy" @> ${JSON.stringify([organisationId])}::jsonb end
    and not exists (
      select from ${rowsOf('submission_item', asOf)} where submission_id = standing.id and (${join(wrote, ' or ')})))`;
}

const WHOLE_REPUBLIC = 'KG';

/** Owed, never submitted, and the due day is over: derived from dates. */
export const overdueOn = (today: CalendarDate): Sql =>
  sql`exemption is null and "firstSubmittedAt" is null and "dueOn" < ${today}::date`;

/**
 * Whether the territory of a report lay in another at the end of its period. As an array the map of each period that is
 * reported on is walked once, and not for each report.
 */
export const layIn = (within: string, { period, territory }: { period: Sql; territory: Sql }, asOf: AsOf): Sql => sql`
  (${period}, ${territory}) = any(array(
    select row(ends_on, part.id) from (select distinct ends_on from ${rowsOf('cycle', asOf)}) as period
    cross join lateral (${subtreeOf(within, asOf, sql`period.ends_on`)}) as part))`;

/** The sort key as text that sorts by bytes, with the id behind it: unique, and the cursor at the same time. */
export function sortKeyOf(sort: StandingSort): Sql {
  const key = {
    DUE: () => sql`"dueOn"::text`,
    TERRITORY: () => sql`coalesce("territoryId", '')`,
    ORGANISATION: () => sql`"organisationId"`,
    STATUS: () => sql`array_position(${BY_PROGRESS}::text[], status)::text`,
    LAST_CHANGE: () => sql`to_char("changedAt" at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')`,
  }[sort]();
  return sql`(${key} || ' ' || id) collate "C"`;
}

/** From what is missing to what is done; fewer than ten, so that their places sort as text. */
const BY_PROGRESS: readonly SubmissionStatus[] = [
  ...(['NOT_STARTED', 'DRAFT', 'RETURNED', 'REOPENED'] as const),
  ...(['SUBMITTED', 'UNDER_REVIEW', 'ACCEPTED', 'CONSOLIDATED'] as const),
];
