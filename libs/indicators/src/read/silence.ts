import { conventionOn } from '@baikoo/conventions';
import { allOf, type Database, sql, statement } from '@baikoo/database';
import { visible } from '@baikoo/identity';
import { addDays, type CalendarDate, type LocalizedText, type ReadingScope } from '@baikoo/kernel';
import { type AsOf, type Page, rowsOf } from '@baikoo/projections';
import { namesOfTerritories, subtreeOf } from '@baikoo/territories';
import type { Frequency } from '../domain/indicator.events.js';
import { OF_SERIES } from './figures.scope.js';

/** LONGEST: the most periods without a reading first. SERIES: by indicator and territory. */
export type SilenceOrder = 'LONGEST' | 'SERIES';

export type SilenceFilter = {
  readonly indicatorId?: string | null;
  /** This territory and everything below it; the republic unless said. */
  readonly within?: string | null;
  /** Who answers for the indicator. */
  readonly responsibleOrganisationId?: string | null;
  readonly orderBy?: SilenceOrder | null;
  readonly first?: number | null;
  readonly after?: string | null;
  /** What whoever asks may read; absent for the program itself. */
  readonly scope?: ReadingScope | undefined;
};

/** A series from which a reading is awaited. */
export type SilentSeriesView = {
  indicatorId: string;
  names: LocalizedText;
  frequency: Frequency;
  responsibleOrganisationId: string | null;
  territoryId: string;
  territoryNames: LocalizedText;
  /** The last day that a reading covers; null where there is a target and never was a reading. */
  lastReadingTo: CalendarDate | null;
  /** The codes of the periods that ended without a reading and without anybody saying why, the oldest first. */
  periods: string[];
};

/** Of all pages together. */
export type SilenceTotals = { series: number; periods: number };

const ORDERS: Record<SilenceOrder, { cursor: string; direction: 'asc' | 'desc'; beyond: '<' | '>' }> = {
  LONGEST: { cursor: `lpad(cardinality(periods)::text, 6, '0') || '/' || id`, direction: 'desc', beyond: '<' },
  SERIES: { cursor: 'id', direction: 'asc', beyond: '>' },
};

/**
 * Silence while nothing comes: the series that were begun, by a reading or by a target, of active indicators with a rhythm
 * and of territories that exist, and the periods of that rhythm which ended since the last reading. One statement.
 */
export async function findSilence(
  db: Database,
  asOf: AsOf,
  filter: SilenceFilter,
  today: CalendarDate,
): Promise<Page<SilentSeriesView> & { readonly totals: SilenceTotals }> {
  const { indicatorId, within, responsibleOrganisationId, orderBy, first, after, scope } = filter;
  const { graceDays } = await conventionOn(db, 'SILENCE', { asOf, today });
  const ofIndicator = indicatorId == null ? sql`true` : sql`indicator_id = ${indicatorId}`;
  const awaited = [
    sql`indicator.status = 'ACTIVE'`,
    sql`begun.territory_id in (${subtreeOf(within ?? 'KG', asOf, today)})`,
    ...(responsibleOrganisationId == null
      ? []
      : [sql`indicator.responsible_organisation_id = ${responsibleOrganisationId}`]),
    ...visible(scope, OF_SERIES),
  ];
  const { cursor, direction, beyond } = ORDERS[orderBy ?? 'LONGEST'];
  const [answer] = await db.query<{
    total: number;
    periods: number;
    rows: (SilentSeriesView & { cursor: string })[];
  }>(sql`
    with standing as (
      select indicator_id, territory_id, max(period_to) as last_to from ${rowsOf('reading', asOf)}
      where ${ofIndicator} and status in ('PROVISIONAL', 'CONFIRMED') group by indicator_id, territory_id
    ), begun as (
      select indicator_id, territory_id from standing
      union select indicator_id, territory_id from ${rowsOf('indicator_target', asOf)} where ${ofIndicator}
    ), declared as materialized (
      select indicator_id, territory_id, period_from, period_to from ${rowsOf('missing_reading', asOf)}
      where ${ofIndicator}
    ), series as (
      select begun.*, names, frequency, responsible_organisation_id, last_to, months,
             -- Months since the year 0: those of the period that is running or still waited for, and of the first expected.
             ${monthOf(sql`${addDays(today, -Number(graceDays))}::date`)} / months * months as running,
             ${monthOf(sql`(last_to + 1)`)} / months * months as expected
      from begun join ${rowsOf('indicator', asOf)} on indicator.id = begun.indicator_id
      join (values ('YEAR', 12), ('HALF_YEAR', 6), ('QUARTER', 3), ('MONTH', 1)) as rhythm (frequency, months)
        using (frequency)
      left join standing using (indicator_id, territory_id)
      where ${allOf(awaited)}
    ), period as (
      select indicator_id, territory_id, month, ${CODE} as code
      from series, generate_series(coalesce(expected, running - months), running - months, months) as month
      where not exists (
        select from declared
        where declared.indicator_id = series.indicator_id and declared.territory_id = series.territory_id
          and declared.period_from <= make_date(month / 12, month % 12 + 1, 1)
          and declared.period_to >= (make_date(month / 12, month % 12 + 1, 1) + make_interval(months => months))::date - 1
      )
    ), silent as (
      select indicator_id || '/' || territory_id as id, indicator_id, territory_id, array_agg(code order by month) as periods
      from period group by indicator_id, territory_id
    ), chosen as (
      select *, ${statement(cursor)} collate "C" as cursor from silent
    ), page as (
      select * from chosen where ${after == null ? sql`true` : sql`cursor ${statement(beyond)} ${after}`}
      order by cursor ${statement(direction)} limit ${first == null ? null : first + 1}
    ), shown as (
      select cursor, indicator_id as "indicatorId", series.names, frequency,
             responsible_organisation_id as "responsibleOrganisationId", territory_id as "territoryId",
             territory.names as "territoryNames", last_to as "lastReadingTo", periods
      from page join series using (indicator_id, territory_id)
      left join (${namesOfTerritories(asOf)}) as territory on territory.id = territory_id
    )
    select (select count(*)::integer from chosen) as total,
           (select coalesce(sum(cardinality(periods)), 0)::integer from chosen) as periods,
           (select coalesce(jsonb_agg(to_jsonb(shown) order by cursor ${statement(direction)}), '[]') from shown) as rows`);
  const { total, periods, rows } = answer!;
  const hasNextPage = first != null && rows.length > first;
  return {
    ...{ rows: hasNextPage ? rows.slice(0, first) : rows, totalCount: total, hasNextPage },
    totals: { series: total, periods },
  };
}

const monthOf = (date: ReturnType<typeof sql>) =>
  sql`(extract(year from ${date})::integer * 12 + extract(month from ${date})::integer - 1)`;

/** The code of the period of a rhythm that begins in a month. */
const CODE = statement(`(month / 12)::text || case months
  when 12 then '' when 6 then '-H' || (month % 12 / 6 + 1) when 3 then '-Q' || (month % 12 / 3 + 1)
  else '-' || lpad((month % 12 + 1)::text, 2, '0') end`);
