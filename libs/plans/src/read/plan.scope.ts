import { type Sql, sql } from '@baikoo/database';
import { type Belonging, visible } from '@baikoo/identity';
import type { ReadingScope } from '@baikoo/kernel';
import { type AsOf, rowsOf } from '@baikoo/projections';

/**
 * How rows of `plan` belong to territories and organisations. The text of a national plan, with the measures that its acts
 * word, is everybody's who reads data; an agency reads the plans that hold a measure of its own.
 */
const ofPlan = (asOf: AsOf): Belonging => ({
  territory: sql`plan.territory_id`,
  isOf: (id) => sql`exists (
    select from ${rowsOf('measure', asOf)} where measure.plan_id = plan.id
      and (responsible_organisation_id = ${id} or co_executor_ids @> ${JSON.stringify([id])}::jsonb))`,
  ownByTerritory: true,
  open: sql`plan.kind = 'NATIONAL'`,
});

/** Conditions on rows of `plan`. */
export const visiblePlan = (scope: ReadingScope | undefined, asOf: AsOf): readonly Sql[] =>
  visible(scope, ofPlan(asOf));

/** Conditions on rows of other tables that say by `plan_id` which plan they are of. */
export const ofVisiblePlan = (scope: ReadingScope | undefined, asOf: AsOf): readonly Sql[] =>
  visiblePlan(scope, asOf).map((seen) => sql`plan_id in (select plan.id from ${rowsOf('plan', asOf)} where ${seen})`);
