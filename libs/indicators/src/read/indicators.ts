import { allOf, type Database, sql } from '@baikoo/database';
import type { CalendarDate, DecimalString, LocalizedText, Source } from '@baikoo/kernel';
import { type AsOf, type Page, type Projection, rowsOf } from '@baikoo/projections';
import type { Qualifier } from '../domain/series.events.js';
import { baselineModel, definitionModel, indicatorModel, type IndicatorRow, targetModel } from './indicator.model.js';
import { readingModel, type ReadingStatus } from './reading.model.js';

export const indicatorsProjection: Projection = {
  name: 'indicators',
  version: 1,
  schema: 'libs/indicators/src/read/indicators.sql',
  models: [indicatorModel, definitionModel, baselineModel, targetModel, readingModel],
};

export type DefinitionView = {
  version: number;
  /** The first period counted by this version, as far as known. */
  holdsFrom: string;
  breakInSeries: boolean;
  explanation: LocalizedText | null;
  source: Source;
};

export type BaselineView = {
  period: string;
  value: DecimalString;
  definitionVersion: number;
  source: Source;
  convention: LocalizedText | null;
};

export type TargetView = {
  period: string;
  from: CalendarDate;
  to: CalendarDate;
  value: DecimalString;
  definitionVersion: number;
  source: Source;
  illustrative: boolean;
};

export type ReadingView = {
  id: string;
  period: string;
  from: CalendarDate;
  to: CalendarDate;
  value: DecimalString;
  qualifier: Qualifier;
  definitionVersion: number;
  source: Source;
  note: LocalizedText | null;
  illustrative: boolean;
  submissionId: string | null;
  status: ReadingStatus;
  conflicting: boolean;
};

export type IndicatorView = {
  id: string;
  names: LocalizedText;
  unit: LocalizedText;
  better: IndicatorRow['better'];
  valueType: IndicatorRow['value_type'];
  accumulation: IndicatorRow['accumulation'];
  territoryRule: IndicatorRow['territory_rule'];
  frequency: IndicatorRow['frequency'];
  sensitivity: IndicatorRow['sensitivity'];
  directionReference: string | null;
  source: Source;
  revision: number;
  /** By version. */
  definitions: DefinitionView[];
  /** The territory that baseline, targets and readings are of. */
  territoryId: string;
  baseline: BaselineView | null;
  /** By period. */
  targets: TargetView[];
  /** By period, conflicting ones side by side. */
  readings: ReadingView[];
};

export type IndicatorFilter = {
  readonly id?: string | null;
  readonly directionReference?: string | null;
  /** Of which territory baseline, targets and readings are; the republic unless said. */
  readonly territoryId?: string | null;
  /** Rows of a page; all rows unless said. */
  readonly first?: number | null | undefined;
  /** The cursor of the last row of the page before. */
  readonly after?: string | null | undefined;
};

/** Indicators by code, with the figures of one territory. One statement. */
export async function findIndicators(
  db: Database,
  asOf: AsOf,
  { id, directionReference, territoryId, first, after }: IndicatorFilter = {},
): Promise<Page<IndicatorView>> {
  const conditions = [
    ...(id == null ? [] : [sql`id = ${id}`]),
    ...(directionReference == null ? [] : [sql`direction_reference = ${directionReference}`]),
  ];
  const territory = territoryId ?? 'KG';
  const ofTerritory = sql`indicator_id = any(array(select id from page)) and territory_id = ${territory}`;
  const [answer] = await db.query<{ total: number; rows: (IndicatorView & { cursor: string })[] }>(sql`
    with chosen as (
      -- The same order on every machine, whatever the language of its database.
      select *, id collate "C" as cursor from ${rowsOf('indicator', asOf)} where ${allOf(conditions)}
    ), page as (
      select * from chosen where ${after == null ? sql`true` : sql`cursor > ${after}`}
      order by cursor limit ${first == null ? null : first + 1}
    ), definitions as (
      select indicator_id, jsonb_agg(jsonb_build_object('version', version, 'holdsFrom', holds_from,
               'breakInSeries', break_in_series, 'explanation', explanation, 'source', source
             ) order by version) as list
      from ${rowsOf('indicator_definition', asOf)} where indicator_id = any(array(select id from page))
      group by indicator_id
    ), baselines as (
      select indicator_id, jsonb_build_object('period', period, 'value', value,
               'definitionVersion', definition_version, 'source', source, 'convention', convention) as it
      from ${rowsOf('indicator_baseline', asOf)} where ${ofTerritory}
    ), targets as (
      select indicator_id, jsonb_agg(jsonb_build_object('period', period, 'from', period_from, 'to', period_to,
               'value', value, 'definitionVersion', definition_version, 'source', source,
               'illustrative', illustrative) order by period_from, period_to) as list
      from ${rowsOf('indicator_target', asOf)} where ${ofTerritory} group by indicator_id
    ), readings as (
      select indicator_id, jsonb_agg(jsonb_build_object('id', id, 'period', period, 'from', period_from,
               'to', period_to, 'value', value, 'qualifier', qualifier, 'definitionVersion', definition_version,
               'source', source, 'note', note, 'illustrative', illustrative, 'submissionId', submission_id,
               'status', status, 'conflicting', conflicting) order by period_from, period_to, place) as list
      from ${rowsOf('reading', asOf)} where ${ofTerritory} group by indicator_id
    ), shown as (
      select page.id, cursor, names, unit, better, value_type as "valueType", accumulation,
             territory_rule as "territoryRule", frequency, sensitivity, direction_reference as "directionReference",
             page.source, revision, ${territory}::text as "territoryId",
             coalesce(definitions.list, '[]') as definitions, baselines.it as baseline,
             coalesce(targets.list, '[]') as targets, coalesce(readings.list, '[]') as readings
      from page
      left join definitions on definitions.indicator_id = page.id
      left join baselines on baselines.indicator_id = page.id
      left join targets on targets.indicator_id = page.id
      left join readings on readings.indicator_id = page.id
    )
    select (select count(*)::integer from chosen) as total,
           (select coalesce(jsonb_agg(to_jsonb(shown) order by cursor), '[]') from shown) as rows`);
  const { total, rows } = answer!;
  const hasNextPage = first != null && rows.length > first;
  return { rows: hasNextPage ? rows.slice(0, first) : rows, totalCount: total, hasNextPage };
}

/** The territories that have readings of an indicator. */
export async function findReadingTerritories(db: Database, indicatorId: string, asOf?: AsOf): Promise<string[]> {
  const rows = await db.query<{ id: string }>(sql`
    select distinct territory_id collate "C" as id from ${rowsOf('reading', asOf)}
    where indicator_id = ${indicatorId} order by id`);
  return rows.map(({ id }) => id);
}

/** One indicator with the figures of one territory. */
export const findIndicator = async (
  db: Database,
  id: string,
  territoryId = 'KG',
  asOf?: AsOf,
): Promise<IndicatorView | undefined> => (await findIndicators(db, asOf, { id, territoryId })).rows[0];
