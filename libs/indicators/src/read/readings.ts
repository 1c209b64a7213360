import { allOf, type Database, sql, statement } from '@baikoo/database';
import { visible } from '@baikoo/identity';
import { type CalendarDate, type LocalizedText, parseMoment, type ReadingScope } from '@baikoo/kernel';
import { type AsOf, type Page, rowsOf } from '@baikoo/projections';
import { namesOfTerritories, subtreeOf } from '@baikoo/territories';
import { ofReading } from './figures.scope.js';
import type { ReadingView } from './indicator.views.js';
import { FLAG, flagInUtc, READING } from './indicators.js';
import type { ReadingStatus } from './reading.model.js';
import { SETTLED } from './settled.js';

/** OLDEST: what waits longest first. CHANGED: what changed last first. PERIOD: newest first. SERIES: by series and period. */
export type ReadingOrder = 'OLDEST' | 'CHANGED' | 'PERIOD' | 'SERIES';

export type ReadingFilter = {
  /** Those that stand unless said; PROVISIONAL: what nobody confirmed yet. */
  readonly statuses?: readonly ReadingStatus[] | null;
  /** With (or, false, without) something about them that has to be explained. */
  readonly flagged?: boolean | null;
  readonly indicatorId?: string | null;
  /** This territory and everything below it. */
  readonly within?: string | null;
  /** Who answers for the indicator. */
  readonly responsibleOrganisationId?: string | null;
  /** Who recorded the reading. */
  readonly recordedByOrganisationId?: string | null;
  /** Left out: what this organisation wrote itself and therefore does not confirm. */
  readonly notWrittenByOrganisationId?: string | null;
  readonly submissionId?: string | null;
  /** Changed on this national date or later. */
  readonly changedSince?: CalendarDate | null;
  readonly orderBy?: ReadingOrder | null;
  readonly first?: number | null;
  readonly after?: string | null;
  /** What whoever asks may read; absent for the program itself. */
  readonly scope?: ReadingScope | undefined;
};

export type ListedReadingView = ReadingView & {
  indicatorId: string;
  names: LocalizedText;
  territoryId: string;
  territoryNames: LocalizedText | null;
};

/** How many of all that the filter chooses, on whichever page. */
export type ReadingTotals = { provisional: number; confirmed: number; flagged: number; conflicting: number };

const MOMENT = `at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || '/' || reading.id`;
const ORDERS: Record<ReadingOrder, { cursor: string; direction: 'asc' | 'desc'; beyond: '<' | '>' }> = {
  OLDEST: { cursor: `to_char(reading.recorded_at ${MOMENT}`, direction: 'asc', beyond: '>' },
  CHANGED: { cursor: `to_char(reading.changed_at ${MOMENT}`, direction: 'desc', beyond: '<' },
  PERIOD: {
    cursor: `reading.period_to || '/' || reading.period_from || '/' || reading.id`,
    direction: 'desc',
    beyond: '<',
  },
  SERIES: {
    cursor: `reading.indicator_id || '/' || reading.territory_id || '/' || reading.period_from || '/' || reading.id`,
    ...{ direction: 'asc', beyond: '>' },
  },
};

/** Readings of many indicators and territories: the work list of whoever confirms or explains. One statement. */
export async function findReadings(
  db: Database,
  asOf: AsOf,
  filter: ReadingFilter = {},
): Promise<Page<ListedReadingView> & { readonly totals: ReadingTotals }> {
  const { first, after } = filter;
  const { cursor, direction, beyond } = ORDERS[filter.orderBy ?? 'OLDEST'];
  const ofIndicator = filter.indicatorId == null ? sql`true` : sql`indicator_id = ${filter.indicatorId}`;
  const [answer] = await db.query<{
    total: number;
    totals: ReadingTotals;
    rows: (ListedReadingView & { cursor: string })[];
  }>(sql`
    with flag_rows as materialized (
      select * from ${rowsOf('reading_flag', asOf)} where ${ofIndicator}
    ), reading_rows as materialized (
      select id, status from ${rowsOf('reading', asOf)}
      where id = any(array(select jsonb_array_elements_text(against) from flag_rows where status = 'OPEN'))
    ), flags as materialized (
      ${SETTLED}
    ), doubted as materialized (
      select id, bool_or(conflict) as conflicting from (
        select reading_id as id, against <> '[]' as conflict from flags where status = 'OPEN'
        union all
        select side, true from flags, jsonb_array_elements_text(against) as side where status = 'OPEN'
      ) as doubt group by id
    ), chosen as (
      select reading.*, indicator.names, doubted.id is not null as flagged,
             coalesce(doubted.conflicting, false) as conflicting, (${statement(cursor)}) collate "C" as cursor
      from ${rowsOf('reading', asOf)}
      join ${rowsOf('indicator', asOf)} on indicator.id = reading.indicator_id
      left join doubted on doubted.id = reading.id
      where ${allOf(conditionsOf(filter, asOf))}
    ), page as (
      select * from chosen where ${after == null ? sql`true` : sql`cursor ${statement(beyond)} ${after}`}
      order by cursor ${statement(direction)} limit ${first == null ? null : first + 1}
    ), shown as (
      select cursor, jsonb_build_object(
               ${statement(READING)}, 'conflicting', conflicting, 'indicatorId', indicator_id, 'names', names,
               'territoryId', territory_id, 'cursor', cursor, 'flags', (
                 select coalesce(jsonb_agg(jsonb_build_object(${statement(FLAG)}) order by raised_at, id collate "C"), '[]')
                 from flags where flags.reading_id = page.id or flags.against ? page.id
               )) || jsonb_build_object('territoryNames', (
                 select territory.names from (${namesOfTerritories(asOf)}) as territory where territory.id = territory_id
               )) as it
      from page
    )
    select (select count(*)::integer from chosen) as total,
           (select jsonb_build_object(
              'provisional', count(*) filter (where status = 'PROVISIONAL'),
              'confirmed', count(*) filter (where status = 'CONFIRMED'),
              'flagged', count(*) filter (where flagged),
              'conflicting', count(*) filter (where conflicting)) from chosen) as totals,
           (select coalesce(jsonb_agg(it order by cursor ${statement(direction)}), '[]') from shown) as rows`);
  const { total, totals, rows } = answer!;
  const hasNextPage = first != null && rows.length > first;
  const shown = (hasNextPage ? rows.slice(0, first) : rows).map((row) => ({
    ...row,
    recordedAt: parseMoment(row.recordedAt)!,
    flags: row.flags.map(flagInUtc),
  }));
  return { rows: shown, totalCount: total, hasNextPage, totals };
}

const STANDING: readonly ReadingStatus[] = ['PROVISIONAL', 'CONFIRMED'];

function conditionsOf(filter: ReadingFilter, asOf: AsOf) {
  const { indicatorId, within, responsibleOrganisationId, recordedByOrganisationId, submissionId } = filter;
  const { flagged, changedSince, notWrittenByOrganisationId: ownId } = filter;
  return [
    sql`reading.status = any(${filter.statuses ?? STANDING}::text[])`,
    ...(indicatorId == null ? [] : [sql`reading.indicator_id = ${indicatorId}`]),
    ...(within == null ? [] : [sql`reading.territory_id in (${subtreeOf(within, asOf)})`]),
    ...(responsibleOrganisationId == null
      ? []
      : [sql`indicator.responsible_organisation_id = ${responsibleOrganisationId}`]),
    ...(recordedByOrganisationId == null
      ? []
      : [sql`reading.recorded_by ->> 'organisationId' = ${recordedByOrganisationId}`]),
    ...(ownId == null
      ? []
      : [
          sql`reading.recorded_by ->> 'organisationId' <> ${ownId}`,
          sql`not reading.authors @> jsonb_build_array(jsonb_build_object('organisationId', ${ownId}::text))`,
        ]),
    ...(submissionId == null ? [] : [sql`reading.submission_id = ${submissionId}`]),
    ...(flagged == null ? [] : [sql`(doubted.id is not null) = ${flagged}`]),
    ...(changedSince == null
      ? []
      : [sql`to_char(reading.changed_at at time zone 'Asia/Bishkek', 'YYYY-MM-DD') collate "C" >= ${changedSince}`]),
    ...visible(filter.scope, ofReading(asOf)),
  ];
}
