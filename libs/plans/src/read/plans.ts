import { allOf, type Database, type Sql, sql } from '@baikoo/database';
import type { CalendarDate, LegalAct, LocalizedText, ReadingScope, Source } from '@baikoo/kernel';
import { type AsOf, type Projection, rowsOf } from '@baikoo/projections';
import type { DirectionKind, PlanKind } from '../domain/plan.events.js';
import { amendmentModel } from './amendment.model.js';
import { directionModel, taskModel } from './outline.model.js';
import { planModel, type PlanRow } from './plan.model.js';
import { visiblePlan } from './plan.scope.js';
import { versionModel } from './version.model.js';

export const plansProjection: Projection = {
  name: 'plans',
  version: 3,
  schema: 'libs/plans/src/read/plans.sql',
  models: [planModel, directionModel, taskModel, amendmentModel, versionModel],
};

export type TaskView = { id: string; reference: string; titles: LocalizedText };
export type DirectionView = {
  id: string;
  kind: DirectionKind;
  reference: string;
  titles: LocalizedText;
  tasks: TaskView[];
};
export type PlanView = {
  id: string;
  kind: PlanKind;
  status: PlanRow['status'];
  territoryId: string;
  titles: LocalizedText;
  from: CalendarDate;
  to: CalendarDate;
  source: Source | null;
  adoptedOn: CalendarDate | null;
  legalAct: LegalAct | null;
  /** 0 before the adoption, 1 as adopted, one more with each amendment. */
  version: number;
  consultationUntil: CalendarDate | null;
  endedOn: CalendarDate | null;
  endedWhy: string | null;
  successorId: string | null;
  revision: number;
  directions: DirectionView[];
};

/** Plans with their directions and tasks in the order of the document, oldest plan first. One statement. */
export async function findPlans(
  db: Database,
  asOf: AsOf,
  filter: { id?: string; territoryId?: string; scope?: ReadingScope | undefined } = {},
) {
  const conditions = [
    ...(filter.id === undefined ? [] : [sql`id = ${filter.id}`]),
    ...(filter.territoryId === undefined ? [] : [sql`territory_id = ${filter.territoryId}`]),
    ...visiblePlan(filter.scope, asOf),
  ];
  return db.query<PlanView>(sql`
    with shown as (
      select * from ${rowsOf('plan', asOf)} where ${allOf(conditions)}
    ), ${outlinesOf(asOf)}
    select ${PLAN_COLUMNS} from shown left join outline on outline.plan_id = shown.id
    order by starts_on, shown.id collate "C"`);
}

/** For a `with` after `shown`, the plans that are asked for: `outline`, the directions of each with their tasks. */
export const outlinesOf = (asOf: AsOf): Sql => sql`
  task as (
    select plan_id, direction_id, jsonb_agg(jsonb_build_object(
             'id', task_id, 'reference', reference, 'titles', titles) order by place) as list
    from ${rowsOf('plan_task', asOf)} where ${OF_SHOWN} group by plan_id, direction_id
  ), outline as (
    select plan_id, jsonb_agg(jsonb_build_object(
             'id', direction_id, 'kind', kind, 'reference', reference, 'titles', titles,
             'tasks', coalesce(task.list, '[]')) order by place) as directions
    from (select * from ${rowsOf('plan_direction', asOf)} where ${OF_SHOWN}) as direction
    left join task using (plan_id, direction_id)
    group by plan_id
  )`;

const OF_SHOWN = sql`plan_id = any(array(select id from shown))`;

/** A {@link PlanView} from `shown` and its `outline`. */
export const PLAN_COLUMNS: Sql = sql`
  shown.id, kind, status, territory_id as "territoryId", titles, starts_on as "from", ends_on as "to", source,
  adopted_on as "adoptedOn", legal_act as "legalAct", revision, version, consultation_until as "consultationUntil",
  ended_on as "endedOn", ended_why as "endedWhy", successor_id as "successorId",
  coalesce(outline.directions, '[]') as directions`;

/** One plan; undefined also for one that lies beyond the scope of whoever asks. */
export const findPlan = async (
  db: Database,
  id: string,
  asOf?: AsOf,
  scope?: ReadingScope,
): Promise<PlanView | undefined> => (await findPlans(db, asOf, { id, scope }))[0];
