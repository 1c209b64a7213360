import { conventionOn } from '@baikoo/conventions';
import { allOf, type Database, sql } from '@baikoo/database';
import { organisationColumns } from '@baikoo/identity';
import type { CalendarDate, ReadingScope } from '@baikoo/kernel';
import { type AsOf, type Page, partsOf, type Projection, rowsOf } from '@baikoo/projections';
import { namesOfTerritories } from '@baikoo/territories';
import { COLOURS, isOverdue, type LightRule } from '../domain/light.formula.js';
import { fundingModel } from './funding.model.js';
import { lightRuleOn } from './light.sql.js';
import { conditionsOf, type MeasureFilter, type MeasureSort, sortKeyOf } from './measure.filter.js';
import { measureModel } from './measure.model.js';
import type { AlikeMeasures, MeasureView } from './measure.view.js';
import { fundingOf } from './totals.js';
import { unappliedModel } from './unapplied.js';

export const measuresProjection: Projection = {
  name: 'measures',
  version: 4,
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
  /** What is left out, as an empty list, unless somebody asks for it; everything is there unless said. */
  readonly parts?: { readonly coExecutors?: boolean; readonly funding?: boolean };
};

export type MeasurePage = Page<MeasureView> & { readonly alike: readonly AlikeMeasures[] };

type Row = Omit<MeasureView, 'light' | 'overdue' | 'evidence' | 'id'> & { id: string | null; cursor: string };
type Answer = Row & { rule: LightRule; total: string; alike: AlikeMeasures[] | null };

/**
 * Measures in an order, with their executors, money, lights and, if asked for, totals. One statement, after a small one for what lights are read
 * by: of all that match
 * it looks at no more than it must count and sort, and at everything else of the page alone.
 */
export async function findMeasures(db: Database, query: MeasureQuery): Promise<MeasurePage> {
  const { filter, today, asOf, limit, after, sort = 'DEADLINE', descending = false, totals = false } = query;
  const { coExecutors = true, funding = true } = query.parts ?? {};
  const light = await conventionOn(db, 'LIGHT', query);
  const direction = descending ? sql`desc` : sql`asc`;
  const beyond = descending ? sql`cursor < ${after}` : sql`cursor > ${after}`;
  const counted = totals ? sql`, status, planned, allocated, spent, ${lightRuleOn(today, light)} as rule` : sql``;
  const answers = await db.query<Answer>(sql`
    with chosen as (
      select id, ${sortKeyOf(sort, today, light)} as cursor ${counted}
      from ${rowsOf('measure', asOf)} where ${allOf(conditionsOf(filter, { today, asOf, light }))}
    ), page as (
      select id, cursor from chosen where ${after === undefined ? sql`true` : beyond}
      order by cursor ${direction} limit ${limit + 1}
    ), line as (
      select measure.*, cursor, ${lightRuleOn(today, light)} as rule
      from page join ${rowsOf('measure', asOf)} on measure.id = page.id
    )
    select line.id, plan_id as "planId", direction_id as "directionId", task_id as "taskId", titles,
           responsible_organisation_id as "responsibleOrganisationId", co_executor_ids as "coExecutorIds",
           case when body.id is not null then to_jsonb(body) end as responsible,
           ${coExecutors ? partsOf(sql`line.id`, coExecutorsOf(asOf)) : sql`'[]'::jsonb`} as "coExecutors",
           territory_id as "territoryId", place.names as "territoryNames",
           planned_start as "plannedStart", deadline, extensions, expected_result as "expectedResult",
           means_of_verification as "meansOfVerification", line.illustrative, amendment_id as "amendmentId", status, percent,
           progress_text as "progressText", difficulties, action_taken as "actionTaken",
           completed_on as "completedOn", evidence as "evidenceFiles", claimed_by as "claimedBy", claimed_in as "claimedIn",
           verified_by as "verifiedBy", rejection, withdrawal, suspensions, cancellation, indicator_ids as "indicatorIds", serves,
           missed_cycle_ids as "missedCycleIds", changed_at as "changedAt", revision, cursor, rule,
           planned::text as planned, allocated::text as allocated, spent::text as spent,
           ${funding ? partsOf(sql`line.id`, linesOf(asOf)) : sql`'[]'::jsonb`} as funding,
           (select count(*) from chosen) as total, ${totals ? alikeOf : sql`null`} as alike
    from (select) as one left join line on true
    left join (${namesOfTerritories(asOf)}) as place on place.id = territory_id
    left join (${organisationColumns(asOf)}) as body on body.id = responsible_organisation_id
    order by cursor ${direction}`);
  const rows = answers.filter((answer): answer is Answer & { id: string } => answer.id !== null);
  const shown = rows.slice(0, limit).map(({ total: _, alike: __, rule, ...row }) => ({
    ...row,
    funding: row.funding.map((line) => ({ ...line, ...fundingOf(line) })),
    evidence: row.evidenceFiles[0] ?? null,
    light: { colour: COLOURS[rule], rule },
    overdue: isOverdue(row, today),
  }));
  const { total, alike } = answers[0]!;
  return { rows: shown, totalCount: Number(total), hasNextPage: rows.length > limit, alike: alike ?? [] };
}

/** What totals are added up from: all that are chosen, not the page alone. */
const alikeOf = sql`(select jsonb_agg(to_jsonb(alike)) from (
  select status, rule, count(*)::integer as measures, sum(planned)::text as planned,
         sum(allocated)::text as allocated, sum(spent)::text as spent
  from chosen group by status, rule) as alike)`;

const coExecutorsOf = (asOf: AsOf) => sql`
  select line.id as owner, jsonb_agg(to_jsonb(body) order by body.id collate "C") as list
  from line cross join lateral jsonb_array_elements_text(co_executor_ids) as party (id)
  join (${organisationColumns(asOf)}) as body on body.id = party.id
  group by line.id`;

const linesOf = (asOf: AsOf) => sql`
  select measure_id as owner,
         jsonb_agg(jsonb_build_object('id', line_id, 'source', source, 'year', year, 'planned', planned::text,
           'allocated', allocated::text, 'spent', spent::text) order by year, line_id collate "C") as list
  from ${rowsOf('measure_funding', asOf)} where measure_id = any(array(select id from page)) group by measure_id`;

/** One measure; undefined also for one that lies beyond the scope of whoever asks. */
export async function findMeasure(db: Database, id: string, today: CalendarDate, asOf?: AsOf, scope?: ReadingScope) {
  return (await findMeasures(db, { filter: { id, scope }, today, asOf, limit: 1 })).rows[0];
}
