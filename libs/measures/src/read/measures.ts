import { allOf, type Database, sql } from '@baikoo/database';
import { organisationColumns } from '@baikoo/identity';
import type { CalendarDate } from '@baikoo/kernel';
import { type AsOf, type Page, type Projection, rowsOf } from '@baikoo/projections';
import { namesOfTerritories } from '@baikoo/territories';
import { isOverdue, lightOf } from '../domain/light.formula.js';
import { fundingModel } from './funding.model.js';
import { lightRuleOn } from './light.sql.js';
import { conditionsOf, type MeasureFilter, type MeasureSort, sortKeyOf } from './measure.filter.js';
import { measureModel } from './measure.model.js';
import type { AlikeMeasures, MeasureView } from './measure.view.js';
import { fundingOf } from './totals.js';
import { unappliedModel } from './unapplied.js';

export const measuresProjection: Projection = {
  name: 'measures',
  version: 3,
  schema: 'libs/measures/src/read/measures.sql',
  models: [measureModel, fundingModel, unappliedModel],
};

export type MeasureQuery = {
  readonly filter: MeasureFilter;
  /** The national date on which lights and overdue are read. */
  readonly today: CalendarDate;
  readonly asOf: AsOf;
  readonly limit: number;
  readonly after?: string | undefined;
  readonly sort?: MeasureSort;
  readonly descending?: boolean;
  /** Whether to count all that match by status and light and to add up their money, in the same statement. */
  readonly totals?: boolean;
};

export type MeasurePage = Page<MeasureView> & { readonly alike: readonly AlikeMeasures[] };

type Row = Omit<MeasureView, 'light' | 'overdue' | 'evidence' | 'id'> & { id: string | null; cursor: string };
type Answer = Row & { total: string; alike: AlikeMeasures[] | null };

/** Measures in an order, with their executors, money, lights and, if asked for, totals. One statement. */
export async function findMeasures(db: Database, query: MeasureQuery): Promise<MeasurePage> {
  const { filter, today, asOf, limit, after, sort = 'DEADLINE', descending = false, totals = false } = query;
  const direction = descending ? sql`desc` : sql`asc`;
  const beyond = descending ? sql`cursor < ${after}` : sql`cursor > ${after}`;
  const answers = await db.query<Answer>(sql`
    with chosen as (
      select *, ${sortKeyOf(sort, today)} as cursor, ${totals ? lightRuleOn(today) : sql`null`} as rule
      from ${rowsOf('measure', asOf)} where ${allOf(conditionsOf(filter, today, asOf))}
    ), page as (
      select * from chosen where ${after === undefined ? sql`true` : beyond} order by cursor ${direction} limit ${limit + 1}
    ), alike as (
      select status, rule, count(*)::integer as measures, sum(planned)::text as planned,
             sum(allocated)::text as allocated, sum(spent)::text as spent
      from chosen where ${totals}::boolean group by status, rule
    )
    select page.id, plan_id as "planId", direction_id as "directionId", task_id as "taskId", titles,
           responsible_organisation_id as "responsibleOrganisationId", co_executor_ids as "coExecutorIds",
           parties.responsible, coalesce(parties.others, '[]') as "coExecutors",
           territory_id as "territoryId", place.names as "territoryNames",
           planned_start as "plannedStart", deadline, extensions, expected_result as "expectedResult",
           means_of_verification as "meansOfVerification", illustrative, amendment_id as "amendmentId", status, percent,
           progress_text as "progressText", difficulties, action_taken as "actionTaken",
           completed_on as "completedOn", evidence as "evidenceFiles", claimed_by as "claimedBy", claimed_in as "claimedIn",
           verified_by as "verifiedBy", rejection, withdrawal, suspensions, cancellation, indicator_ids as "indicatorIds", serves,
           missed_cycle_ids as "missedCycleIds", changed_at as "changedAt", revision, cursor,
           planned::text as planned, allocated::text as allocated, spent::text as spent,
           coalesce(money.lines, '[]') as funding,
           (select count(*) from chosen) as total, (select jsonb_agg(to_jsonb(alike)) from alike) as alike
    from (select) as one left join page on true
    left join (${namesOfTerritories(asOf)}) as place on place.id = territory_id
    left join (
      select page.id as measure_id,
             jsonb_agg(to_jsonb(body) order by body.id collate "C") filter (where party.ordinality > 1) as others,
             (jsonb_agg(to_jsonb(body)) filter (where party.ordinality = 1)) -> 0 as responsible
      from page cross join lateral jsonb_array_elements_text(
        jsonb_build_array(responsible_organisation_id) || co_executor_ids) with ordinality as party (id, ordinality)
      join (${organisationColumns(asOf)}) as body on body.id = party.id
      group by page.id
    ) as parties on parties.measure_id = page.id
    left join (
      select measure_id,
             jsonb_agg(jsonb_build_object('id', line_id, 'source', source, 'year', year, 'planned', planned::text,
               'allocated', allocated::text, 'spent', spent::text) order by year, line_id collate "C") as lines
      from ${rowsOf('measure_funding', asOf)} where measure_id = any(array(select id from page)) group by measure_id
    ) as money on money.measure_id = page.id
    order by cursor ${direction}`);
  const rows = answers.filter((answer): answer is Answer & { id: string } => answer.id !== null);
  const shown = rows.slice(0, limit).map(({ total: _, alike: __, ...row }) => {
    const { evidenceFiles, extensions, missedCycleIds } = row;
    const funding = row.funding.map((line) => ({ ...line, ...fundingOf(line) }));
    const standing = { ...row, extended: extensions.length > 0, missedReports: missedCycleIds.length };
    const light = lightOf(standing, today);
    return { ...row, funding, evidence: evidenceFiles[0] ?? null, light, overdue: isOverdue(row, today) };
  });
  const { total, alike } = answers[0]!;
  return { rows: shown, totalCount: Number(total), hasNextPage: rows.length > limit, alike: alike ?? [] };
}

export async function findMeasure(db: Database, id: string, today: CalendarDate, asOf?: AsOf) {
  return (await findMeasures(db, { filter: { id }, today, asOf, limit: 1 })).rows[0];
}
