import { identifier, type Sql, sql } from '@baikoo/database';
import type { Position } from '@baikoo/event-store';

/** Where in the record a question stands: right after a position, or at its end when undefined. */
export type AsOf = { readonly position: Position } | undefined;

/** The rows of a read model as they stood: every query reads through this one door, live or in the past. */
export const rowsOf = (table: string, asOf: AsOf): Sql =>
  asOf
    ? sql`${identifier(`${table}_as_of`)}(${String(asOf.position)}::bigint) as ${identifier(table)}`
    : identifier(table);

/**
 * The rows that a read model had and has no longer, each as it stood last. What was removed and came back is not gone.
 * Reads a whole history: for tables of texts that people word, not for those that grow with every report.
 */
export const goneRowsOf = (table: string, asOf: AsOf): Sql => sql`(
  select distinct on (former.id) former.* from ${identifier(`${table}_history`)} as former
  where ${asOf ? sql`until <= ${String(asOf.position)}::bigint` : sql`true`}
    and not exists (select from ${rowsOf(table, asOf)} where ${identifier(table)}.id = former.id)
  order by former.id, until desc) as ${identifier(table)}`;

/**
 * What the row with an `id` has of `parts`, the columns `owner` and `list`: found once for all rows of a statement and
 * looked up for each, an empty list where there are none. A join would find them anew for each row wherever the planner
 * takes many rows for one, which it does where conditions mean the same, such as a mandate and an executor in it.
 */
export const partsOf = (id: Sql, parts: Sql): Sql =>
  sql`coalesce((select jsonb_object_agg(owner, list) from (${parts}) as part) -> ${id}, '[]')`;
