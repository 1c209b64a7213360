import { allOf, type Sql, sql } from '@baikoo/database';
import type { ReadingScope } from '@baikoo/kernel';
import { type AsOf, goneRowsOf, rowsOf } from '@baikoo/projections';
import { ofVisiblePlan } from './plan.scope.js';

/**
 * The tasks of a plan, as far as its text may be read: `task_id`, `direction_id`, `reference`, `titles` and their `place`;
 * with those that were taken out of it (`removed`), as they were last worded. A subquery for joins.
 */
export function tasksOfPlan(planId: string, asOf: AsOf, scope?: ReadingScope): Sql {
  const shown = allOf([sql`plan_id = ${planId}`, ...ofVisiblePlan(scope, asOf)]);
  return sql`
    select task_id, direction_id, reference, titles, place, false as removed
    from ${rowsOf('plan_task', asOf)} where ${shown}
    union all
    select task_id, direction_id, reference, titles, place, true as removed
    from ${goneRowsOf('plan_task', asOf)} where ${shown}`;
}
