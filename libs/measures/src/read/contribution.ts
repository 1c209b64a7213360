import { conventionOn } from '@baikoo/conventions';
import { allOf, type Database, sql } from '@baikoo/database';
import { visible } from '@baikoo/identity';
import type { CalendarDate, LocalizedText, ReadingScope } from '@baikoo/kernel';
import { tasksOfPlan } from '@baikoo/plans';
import { type AsOf, rowsOf } from '@baikoo/projections';
import { namesOfTerritories } from '@baikoo/territories';
import { lightRuleOn } from './light.sql.js';
import { OF_MEASURE } from './measure.filter.js';
import type { AlikeMeasures } from './measure.view.js';
import { type MeasureTotals, totalsOf } from './totals.js';

export type ContributingTerritory = {
  territoryId: string;
  /** Null only while its registration has not reached the read models. */
  territoryNames: LocalizedText | null;
  measures: number;
};

/** What the joint plans do for one task of a national plan. A measure that serves two tasks counts under both. */
export type LocalContribution = MeasureTotals & {
  taskId: string;
  directionId: string;
  reference: string;
  titles: LocalizedText;
  /** It was taken out of the plan; measures still serve it. */
  removed: boolean;
  measures: number;
  territories: ContributingTerritory[];
};

type Row = Omit<LocalContribution, keyof MeasureTotals | 'measures'> & {
  readonly alike: AlikeMeasures[];
};

/**
 * Of every task of a national plan, also those that no locality serves, in the order of the plan; after them the tasks that
 * were taken out of it while measures serve them. Of the measures, what the scope of whoever asks holds. One statement.
 */
export async function findLocalContribution(
  db: Database,
  planId: string,
  { asOf, today, scope }: { readonly asOf: AsOf; readonly today: CalendarDate; readonly scope?: ReadingScope },
): Promise<readonly LocalContribution[]> {
  const light = await conventionOn(db, 'LIGHT', { asOf, today });
  const rows = await db.query<Row>(sql`
    with serving as (
      select served ->> 'taskId' as task_id, territory_id, status, ${lightRuleOn(today, light)} as rule,
             planned, allocated, spent
      from ${rowsOf('measure', asOf)} cross join lateral jsonb_array_elements(serves) as served
      where ${allOf([
        ...[sql`serves @> ${JSON.stringify([{ planId }])}::jsonb`, sql`served ->> 'planId' = ${planId}`],
        ...visible(scope, OF_MEASURE),
      ])}
    ), groups as (
      select task_id, jsonb_agg(jsonb_build_object(
               'status', status, 'rule', rule, 'measures', measures, 'planned', planned::text,
               'allocated', allocated::text, 'spent', spent::text)) as alike
      from (
        select task_id, status, rule, count(*) as measures, sum(planned) as planned, sum(allocated) as allocated,
               sum(spent) as spent
        from serving group by task_id, status, rule
      ) as alike group by task_id
    ), places as (
      select task_id, jsonb_agg(jsonb_build_object(
               'territoryId', territory_id, 'territoryNames', names, 'measures', measures)
               order by territory_id collate "C") as territories
      from (select task_id, territory_id, count(*) as measures from serving group by task_id, territory_id) as counted
      left join (${namesOfTerritories(asOf)}) as place on place.id = territory_id
      group by task_id
    )
    select task_id as "taskId", direction_id as "directionId", reference, titles, removed,
           coalesce(alike, '[]') as alike, coalesce(territories, '[]') as territories
    from (${tasksOfPlan(planId, asOf, scope)}) as task left join groups using (task_id) left join places using (task_id)
    where not removed or alike is not null
    order by removed, place, task_id collate "C"`);
  return rows.map(({ alike, ...task }) => ({
    ...task,
    ...totalsOf(alike),
    measures: alike.reduce((all, { measures }) => all + measures, 0),
  }));
}
