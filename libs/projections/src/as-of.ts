import { identifier, type Sql, sql } from '@baikoo/database';
import type { Position } from '@baikoo/event-store';

/** Where in the record a question stands: right after a position, or at its end when undefined. */
export type AsOf = { readonly position: Position } | undefined;

/** The rows of a read model as they stood: every query reads through this one door, live or in the past. */
export const rowsOf = (table: string, asOf: AsOf): Sql =>
  asOf
    ? sql`${identifier(`${table}_as_of`)}(${String(asOf.position)}::bigint) as ${identifier(table)}`
    : identifier(table);
