import { allOf, type Database, sql } from '@baikoo/database';
import type { CalendarDate, LegalAct, LocalizedText, Source } from '@baikoo/kernel';
import { type AsOf, type Projection, type ReadModel, rowsOf } from '@baikoo/projections';
import type { DirectionKind, PlanEvent, PlanKind } from '../domain/plan.events.js';

export type PlanRow = {
  readonly id: string;
  readonly kind: PlanKind;
  readonly status: 'DRAFT' | 'ADOPTED';
  readonly territory_id: string;
  readonly titles: LocalizedText;
  readonly starts_on: CalendarDate;
  readonly ends_on: CalendarDate;
  readonly source: Source | null;
  readonly adopted_on: CalendarDate | null;
  readonly legal_act: LegalAct | null;
  readonly revision: number;
};

/** One row for each plan, as it stands. */
export const planModel: ReadModel<PlanRow, PlanEvent> = {
  table: 'plan',
  keys: ({ stream, data }) => (stream.startsWith('plan-') ? [data.planId] : []),
  evolve(row, { type, data, revision }) {
    switch (type) {
      case 'PlanDrafted': {
        const { planId: id, kind, territoryId: territory_id, titles, from: starts_on, to: ends_on, source } = data;
        return {
          ...{ id, kind, territory_id, titles, starts_on, ends_on, source },
          status: 'DRAFT',
          adopted_on: null,
          legal_act: null,
          revision,
        };
      }
      case 'PlanAdopted':
        return row && { ...row, status: 'ADOPTED', adopted_on: data.adoptedOn, legal_act: data.legalAct, revision };
      case 'DirectionAdded':
      case 'TaskAdded':
        return row && { ...row, revision };
    }
  },
};

type DirectionRow = {
  readonly id: string;
  readonly plan_id: string;
  readonly direction_id: string;
  readonly kind: DirectionKind;
  readonly reference: string;
  readonly titles: LocalizedText;
  readonly place: number;
};

const directionModel: ReadModel<DirectionRow, PlanEvent> = {
  table: 'plan_direction',
  keys: ({ type, data }) => (type === 'DirectionAdded' ? [`${data.planId}/${data.directionId}`] : []),
  evolve(row, { type, data, revision: place }, id) {
    if (type !== 'DirectionAdded') return row;
    const { planId: plan_id, directionId: direction_id, kind, reference, titles } = data;
    return { id, plan_id, direction_id, kind, reference, titles, place };
  },
};

type TaskRow = Omit<DirectionRow, 'kind'> & { readonly task_id: string };

const taskModel: ReadModel<TaskRow, PlanEvent> = {
  table: 'plan_task',
  keys: ({ type, data }) => (type === 'TaskAdded' ? [`${data.planId}/${data.taskId}`] : []),
  evolve(row, { type, data, revision: place }, id) {
    if (type !== 'TaskAdded') return row;
    const { planId: plan_id, directionId: direction_id, taskId: task_id, reference, titles } = data;
    return { id, plan_id, direction_id, task_id, reference, titles, place };
  },
};

export const plansProjection: Projection = {
  name: 'plans',
  version: 1,
  schema: 'libs/plans/src/read/plans.sql',
  models: [planModel, directionModel, taskModel],
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
  revision: number;
  directions: DirectionView[];
};

/** Plans with their directions and tasks in the order of the document, oldest plan first. One statement. */
export async function findPlans(db: Database, asOf: AsOf, filter: { id?: string; territoryId?: string } = {}) {
  const conditions = [
    ...(filter.id === undefined ? [] : [sql`id = ${filter.id}`]),
    ...(filter.territoryId === undefined ? [] : [sql`territory_id = ${filter.territoryId}`]),
  ];
  const ofChosen = sql`plan_id = any(array(select id from chosen))`;
  return db.query<PlanView>(sql`
    with chosen as (
      select * from ${rowsOf('plan', asOf)} where ${allOf(conditions)}
    ), tasks as (
      select plan_id, direction_id, jsonb_agg(jsonb_build_object(
               'id', task_id, 'reference', reference, 'titles', titles) order by place) as list
      from ${rowsOf('plan_task', asOf)} where ${ofChosen} group by plan_id, direction_id
    ), directions as (
      select plan_id, jsonb_agg(jsonb_build_object(
               'id', direction_id, 'kind', kind, 'reference', reference, 'titles', titles,
               'tasks', coalesce(tasks.list, '[]')) order by place) as list
      from (select * from ${rowsOf('plan_direction', asOf)} where ${ofChosen}) as direction
      left join tasks using (plan_id, direction_id)
      group by plan_id
    )
    select chosen.id, kind, status, territory_id as "territoryId", titles, starts_on as "from", ends_on as "to",
           source, adopted_on as "adoptedOn", legal_act as "legalAct", revision,
           coalesce(directions.list, '[]') as directions
    from chosen left join directions on directions.plan_id = chosen.id
    order by starts_on, chosen.id collate "C"`);
}

export const findPlan = async (db: Database, id: string, asOf?: AsOf): Promise<PlanView | undefined> =>
  (await findPlans(db, asOf, { id }))[0];
