import { allOf, type Database, join, type Sql, sql } from '@baikoo/database';
import type { Author, CalendarDate, DecimalString, Evidence, LocalizedText } from '@baikoo/kernel';
import { type AsOf, type Page, type Projection, rowsOf } from '@baikoo/projections';
import { isOverdue, type Light, lightOf } from '../domain/light.formula.js';
import type { FundingSource } from '../domain/measure.events.js';
import { fundingModel } from './funding.model.js';
import { measureModel, type MeasureRow } from './measure.model.js';

export const measuresProjection: Projection = {
  name: 'measures',
  version: 1,
  schema: 'libs/measures/src/read/measures.sql',
  models: [measureModel, fundingModel],
};

export type FundingLineView = {
  id: string;
  source: FundingSource;
  year: number;
  planned: DecimalString;
  allocated: DecimalString;
  spent: DecimalString;
};

export type MeasureView = {
  id: string;
  planId: string;
  directionId: string;
  taskId: string;
  titles: LocalizedText;
  responsibleOrganisationId: string;
  territoryId: string;
  plannedStart: CalendarDate;
  deadline: CalendarDate;
  expectedResult: LocalizedText | null;
  illustrative: boolean;
  status: MeasureRow['status'];
  percent: number | null;
  progressText: string | null;
  difficulties: string | null;
  completedOn: CalendarDate | null;
  evidence: Evidence | null;
  claimedBy: Author | null;
  verifiedBy: Author | null;
  rejection: string | null;
  revision: number;
  planned: DecimalString;
  allocated: DecimalString;
  spent: DecimalString;
  funding: FundingLineView[];
  /** On the day that the query names. */
  light: Light;
  overdue: boolean;
};

export type MeasureFilter = {
  readonly id?: string | null;
  readonly planId?: string | null;
  readonly directionId?: string | null;
  readonly taskId?: string | null;
  readonly territoryId?: string | null;
  readonly organisationId?: string | null;
  readonly overdue?: boolean | null;
};

export type MeasureQuery = {
  readonly filter: MeasureFilter;
  /** The national date on which lights and overdue are read. */
  readonly today: CalendarDate;
  readonly asOf: AsOf;
  readonly limit: number;
  readonly after?: string | undefined;
};

/** Measures by deadline, with their money, lights and totals. One statement. */
export async function findMeasures(db: Database, query: MeasureQuery): Promise<Page<MeasureView>> {
  const { filter, today, asOf, limit, after } = query;
  const matching = allOf(conditionsOf(filter, today));
  // The sort key is also the cursor: deadline and id, which together are unique.
  const rows = await db.query<Omit<MeasureView, 'light' | 'overdue'> & { cursor: string; total: string }>(sql`
    with chosen as (
      select *, (deadline || ' ' || id) collate "C" as cursor, count(*) over () as total from ${rowsOf('measure', asOf)}
      where ${matching}
    ), page as (
      select * from chosen where ${after === undefined ? sql`true` : sql`cursor > ${after}`}
      order by cursor limit ${limit + 1}
    )
    select page.id, plan_id as "planId", direction_id as "directionId", task_id as "taskId", titles,
           responsible_organisation_id as "responsibleOrganisationId", territory_id as "territoryId",
           planned_start as "plannedStart", deadline, expected_result as "expectedResult", illustrative, status,
           percent, progress_text as "progressText", difficulties, completed_on as "completedOn", evidence,
           claimed_by as "claimedBy", verified_by as "verifiedBy", rejection, revision, cursor, total,
           coalesce(money.planned, 0)::text as planned, coalesce(money.allocated, 0)::text as allocated,
           coalesce(money.spent, 0)::text as spent, coalesce(money.lines, '[]') as funding
    from page left join (
      select measure_id, sum(planned) as planned, sum(allocated) as allocated, sum(spent) as spent,
             jsonb_agg(jsonb_build_object('id', line_id, 'source', source, 'year', year, 'planned', planned::text,
               'allocated', allocated::text, 'spent', spent::text) order by year, line_id collate "C") as lines
      from ${rowsOf('measure_funding', asOf)} where measure_id = any(array(select id from page)) group by measure_id
    ) as money on money.measure_id = page.id
    order by cursor`);
  const shown = rows.slice(0, limit).map(({ total: _, ...row }) => {
    const light = lightOf(row, today);
    return { ...row, light, overdue: isOverdue(row, today) };
  });
  return { rows: shown, totalCount: Number(rows[0]?.total ?? 0), hasNextPage: rows.length > limit };
}

export async function findMeasure(db: Database, id: string, today: CalendarDate, asOf?: AsOf) {
  return (await findMeasures(db, { filter: { id }, today, asOf, limit: 1 })).rows[0];
}

function conditionsOf(filter: MeasureFilter, today: CalendarDate): Sql[] {
  const equal = (
    [
      [sql`id`, filter.id],
      [sql`plan_id`, filter.planId],
      [sql`direction_id`, filter.directionId],
      [sql`task_id`, filter.taskId],
      [sql`territory_id`, filter.territoryId],
      [sql`responsible_organisation_id`, filter.organisationId],
    ] as const
  )
    .filter(([, value]) => value != null)
    .map(([column, value]) => join([column, sql`${value}`], ' = '));
  if (filter.overdue == null) return equal;
  return [...equal, filter.overdue ? overdueOn(today) : sql`not ${overdueOn(today)}`];
}

/** {@link isOverdue}, as a condition on rows of `measure`. */
export const overdueOn = (today: CalendarDate): Sql =>
  sql`(deadline < ${today}::date and status in ('PLANNED', 'IN_PROGRESS'))`;
