import { allOf, type Database, type Sql, sql, statement } from '@baikoo/database';
import { type CalendarDate, parseMoment } from '@baikoo/kernel';
import { type AsOf, type Page, type Projection, rowsOf } from '@baikoo/projections';
import type { IndicatorStatus, Sensitivity } from '../domain/indicator.events.js';
import { baselineModel, targetModel } from './figure.model.js';
import { flagModel } from './flag.model.js';
import { definitionModel, indicatorModel } from './indicator.model.js';
import type { FlagView, IndicatorView, ReadingView } from './indicator.views.js';
import { SETTLED } from './settled.js';
import { missingModel, readingModel } from './reading.model.js';

export const indicatorsProjection: Projection = {
  name: 'indicators',
  version: 3,
  schema: 'libs/indicators/src/read/indicators.sql',
  models: [indicatorModel, definitionModel, baselineModel, targetModel, readingModel, flagModel, missingModel],
};

/** CODE: by code. CHANGED: what changed last first. OPEN_FLAGS: most open flags first. */
export type IndicatorOrder = 'CODE' | 'CHANGED' | 'OPEN_FLAGS';

export type IndicatorFilter = {
  readonly id?: string | null;
  readonly directionReference?: string | null;
  readonly sensitivity?: Sensitivity | null;
  readonly status?: IndicatorStatus | null;
  readonly responsibleOrganisationId?: string | null;
  /** The title of the document that defines it. */
  readonly sourceTitle?: string | null;
  readonly withOpenFlags?: boolean | null;
  readonly withoutTarget?: boolean | null;
  /** Changed on this national date or later: the indicator or a reading of the territory. */
  readonly changedSince?: CalendarDate | null;
  /** Of which territory baseline, targets and readings are; the republic unless said. */
  readonly territoryId?: string | null;
  /** False: definitions alone, as if the territory had no figures. True unless said. */
  readonly figures?: boolean;
  readonly orderBy?: IndicatorOrder | null;
  /** Rows of a page; all rows unless said. */
  readonly first?: number | null | undefined;
  /** The cursor of the last row of the page before. */
  readonly after?: string | null | undefined;
};

/** How many of all that the filter chooses, on whichever page. */
export type IndicatorTotals = { withoutTarget: number; withOpenFlags: number; openFlags: number; drafts: number };

type Stored = Omit<IndicatorView, 'readings' | 'formerReadings'> & {
  readings: Omit<ReadingView, 'conflicting' | 'flags'>[];
  flags: FlagView[];
};

/** Indicators with the figures of one territory. One statement. */
export async function findIndicators(
  db: Database,
  asOf: AsOf,
  filter: IndicatorFilter = {},
): Promise<Page<IndicatorView> & { readonly totals: IndicatorTotals }> {
  const { first, after } = filter;
  const territory = filter.territoryId ?? 'KG';
  const ofTerritory = allOf([
    ...(filter.figures === false ? [sql`false`] : []),
    sql`territory_id = ${territory}`,
    ...(filter.id == null ? [] : [sql`indicator_id = ${filter.id}`]),
  ]);
  const { cursor, direction, beyond } = ORDERS[filter.orderBy ?? 'CODE'];
  const [answer] = await db.query<{
    total: number;
    totals: IndicatorTotals;
    rows: (Stored & { cursor: string })[];
  }>(sql`
    with reading_rows as materialized (
      select * from ${rowsOf('reading', asOf)} where ${ofTerritory}
    ), flag_rows as materialized (
      select * from ${rowsOf('reading_flag', asOf)} where ${ofTerritory}
    ), flags as materialized (
      ${SETTLED}
    ), targets as materialized (
      select * from ${rowsOf('indicator_target', asOf)} where ${ofTerritory}
    ), about_readings as (
      select indicator_id, max(changed_at) as changed_at, ${listOf(READING, sql`period_from, period_to, place`)} as list
      from reading_rows group by indicator_id
    ), about_flags as (
      select indicator_id, count(*) filter (where status = 'OPEN')::integer as open,
             ${listOf(FLAG, sql`raised_at, id collate "C"`)} as list
      from flags group by indicator_id
    ), about_targets as (
      select indicator_id, ${listOf(TARGET, sql`period_from, period_to`)} as list from targets group by indicator_id
    ), known as (
      select indicator.*, greatest(indicator.changed_at, about_readings.changed_at) as touched_at,
             coalesce(about_flags.open, 0) as open_flags,
             coalesce(about_flags.list, '[]') as flag_list, coalesce(about_readings.list, '[]') as reading_list,
             coalesce(about_targets.list, '[]') as target_list
      from ${rowsOf('indicator', asOf)}
      left join about_readings on about_readings.indicator_id = indicator.id
      left join about_flags on about_flags.indicator_id = indicator.id
      left join about_targets on about_targets.indicator_id = indicator.id
    ), chosen as (
      -- The same order on every machine, whatever the language of its database.
      select *, ${statement(cursor)} collate "C" as cursor from known where ${allOf(conditionsOf(filter))}
    ), page as (
      select * from chosen where ${after == null ? sql`true` : sql`cursor ${statement(beyond)} ${after}`}
      order by cursor ${statement(direction)} limit ${first == null ? null : first + 1}
    ), definitions as (
      select indicator_id, ${listOf(DEFINITION, sql`version`)} as list
      from ${rowsOf('indicator_definition', asOf)} where indicator_id = any(array(select id from page))
      group by indicator_id
    ), baselines as (
      select indicator_id, jsonb_build_object(${statement(BASELINE)}) as it
      from ${rowsOf('indicator_baseline', asOf)} where ${ofTerritory}
    ), missing as (
      select indicator_id, ${listOf(MISSING, sql`period_from, period_to`)} as list
      from ${rowsOf('missing_reading', asOf)} where ${ofTerritory} group by indicator_id
    ), shown as (
      select page.id, cursor, names, unit, better, value_type as "valueType", accumulation,
             territory_rule as "territoryRule", frequency, sensitivity, direction_reference as "directionReference",
             page.source, status, responsible_organisation_id as "responsibleOrganisationId", numerator, denominator,
             multiplier, time_rule as "timeRule", minimum_coverage as "minimumCoverage", dimensions, bounds, range,
             means_of_verification as "meansOfVerification", touched_at as "changedAt", revision,
             ${territory}::text as "territoryId", open_flags as "openFlags",
             coalesce(definitions.list, '[]') as definitions, baselines.it as baseline, target_list as targets,
             reading_list as readings, flag_list as flags, coalesce(missing.list, '[]') as missing
      from page
      left join definitions on definitions.indicator_id = page.id
      left join baselines on baselines.indicator_id = page.id
      left join missing on missing.indicator_id = page.id
    )
    select (select count(*)::integer from chosen) as total,
           (select jsonb_build_object(
              'withoutTarget', count(*) filter (where target_list = '[]'),
              'withOpenFlags', count(*) filter (where open_flags > 0), 'openFlags', coalesce(sum(open_flags), 0),
              'drafts', count(*) filter (where status = 'DRAFT')) from chosen) as totals,
           (select coalesce(jsonb_agg(to_jsonb(shown) order by cursor ${statement(direction)}), '[]') from shown) as rows`);
  const { total, totals, rows } = answer!;
  const hasNextPage = first != null && rows.length > first;
  const shown = (hasNextPage ? rows.slice(0, first) : rows).map(viewOf);
  return { rows: shown, totalCount: total, hasNextPage, totals };
}

const ORDERS: Record<IndicatorOrder, { cursor: string; direction: 'asc' | 'desc'; beyond: '<' | '>' }> = {
  CODE: { cursor: 'id', direction: 'asc', beyond: '>' },
  CHANGED: {
    cursor: `to_char(touched_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || '/' || id`,
    ...{ direction: 'desc', beyond: '<' },
  },
  OPEN_FLAGS: { cursor: `lpad(open_flags::text, 6, '0') || '/' || id`, direction: 'desc', beyond: '<' },
};

function conditionsOf(filter: IndicatorFilter): Sql[] {
  const { id, directionReference, sensitivity, status, responsibleOrganisationId, sourceTitle } = filter;
  const { withOpenFlags, withoutTarget, changedSince } = filter;
  return [
    ...(id == null ? [] : [sql`id = ${id}`]),
    ...(directionReference == null ? [] : [sql`direction_reference = ${directionReference}`]),
    ...(sensitivity == null ? [] : [sql`sensitivity = ${sensitivity}`]),
    ...(status == null ? [] : [sql`status = ${status}`]),
    ...(responsibleOrganisationId == null ? [] : [sql`responsible_organisation_id = ${responsibleOrganisationId}`]),
    ...(sourceTitle == null ? [] : [sql`source ->> 'title' = ${sourceTitle}`]),
    ...(withOpenFlags == null ? [] : [sql`(open_flags > 0) = ${withOpenFlags}`]),
    ...(withoutTarget == null ? [] : [sql`(target_list = '[]') = ${withoutTarget}`]),
    ...(changedSince == null
      ? []
      : [sql`to_char(touched_at at time zone 'Asia/Bishkek', 'YYYY-MM-DD') collate "C" >= ${changedSince}`]),
  ];
}

const listOf = (fields: string, order: Sql) =>
  sql`jsonb_agg(jsonb_build_object(${statement(fields)}) order by ${order})`;

const DEFINITION = `'version', version, 'holdsFrom', holds_from, 'breakInSeries', break_in_series,
  'explanation', explanation, 'source', source`;
const FIGURE = `'period', period, 'value', value, 'definitionVersion', definition_version, 'source', source`;
const DATES = `'from', period_from, 'to', period_to`;
const BASELINE = `${FIGURE}, 'convention', convention, 'chain', chain`;
const TARGET = `${FIGURE}, ${DATES}, 'illustrative', illustrative, 'chain', chain`;
export const READING = `'id', id, ${FIGURE}, ${DATES}, 'qualifier', qualifier, 'note', note, 'illustrative', illustrative,
  'submissionId', submission_id, 'status', status, 'numerator', numerator, 'denominator', denominator, 'parts', parts,
  'sourceKind', source_kind, 'explanation', explanation, 'supersedes', supersedes, 'supersededBy', superseded_by,
  'reason', reason, 'outweighed', outweighed, 'recordedBy', recorded_by, 'authors', authors, 'confirmedBy', confirmed_by,
  'recordedAt', recorded_at`;
export const FLAG = `'id', id, 'readingId', reading_id, 'indicatorId', indicator_id, 'territoryId', territory_id, 'rule', rule,
  'against', against, 'details', details, 'ownerOrganisationId', owner_organisation_id, 'raisedAt', raised_at,
  'status', status, 'explanation', explanation, 'holds', holds, 'resolvedBy', resolved_by, 'resolvedAt', resolved_at`;
const MISSING = `'period', period, ${DATES}, 'reason', reason, 'declaredBy', declared_by, 'declaredAt', declared_at`;

function viewOf({ readings, flags, ...indicator }: Stored & { cursor: string }): IndicatorView & { cursor: string } {
  const inUtc = flags.map(flagInUtc);
  const isStanding = ({ status }: { status: string }) => status === 'PROVISIONAL' || status === 'CONFIRMED';
  const conflicting = new Set(
    inUtc
      .filter(({ status, against }) => status === 'OPEN' && against.length > 0)
      .flatMap(({ readingId, against }) => [readingId, ...against]),
  );
  const shown = readings.map((reading) => ({
    ...reading,
    recordedAt: parseMoment(reading.recordedAt)!,
    conflicting: conflicting.has(reading.id),
    flags: inUtc.filter(({ readingId, against }) => readingId === reading.id || against.includes(reading.id)),
  }));
  return {
    ...indicator,
    changedAt: parseMoment(indicator.changedAt)!,
    missing: indicator.missing.map((one) => ({ ...one, declaredAt: parseMoment(one.declaredAt)! })),
    readings: shown.filter(isStanding),
    formerReadings: shown.filter((reading) => !isStanding(reading)),
  };
}

/** Moments come out of JSON with the zone of the session. */
export const flagInUtc = (flag: FlagView): FlagView => ({
  ...flag,
  raisedAt: parseMoment(flag.raisedAt)!,
  resolvedAt: flag.resolvedAt && parseMoment(flag.resolvedAt)!,
});

/** The territories that have readings of an indicator which stand. */
export async function findReadingTerritories(db: Database, indicatorId: string, asOf?: AsOf): Promise<string[]> {
  const rows = await db.query<{ id: string }>(sql`
    select distinct territory_id collate "C" as id from ${rowsOf('reading', asOf)}
    where indicator_id = ${indicatorId} and status in ('PROVISIONAL', 'CONFIRMED') order by id`);
  return rows.map(({ id }) => id);
}

/** One indicator with the figures of one territory. */
export const findIndicator = async (
  db: Database,
  id: string,
  territoryId = 'KG',
  asOf?: AsOf,
  figures = true,
): Promise<IndicatorView | undefined> => (await findIndicators(db, asOf, { id, territoryId, figures })).rows[0];
