import { type Sql, sql } from '@baikoo/database';
import { type AsOf, rowsOf } from '@baikoo/projections';

/** The tasks of a plan: `task_id`, `direction_id`, `reference`, `titles` and their `place`. A subquery for joins. */
export const tasksOfPlan = (planId: string, asOf: AsOf): Sql => sql`
  select task_id, direction_id, reference, titles, place
  from ${rowsOf('plan_task', asOf)} where plan_id = ${planId}`;
