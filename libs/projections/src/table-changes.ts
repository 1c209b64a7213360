import { type Database, sql } from '@baikoo/database';
import type { Position } from '@baikoo/event-store';

/** Lets `findStanding` tell that rows of these tables are no longer what they were; in the transaction that changed them. */
export async function noteTableChanges(tx: Database, tables: readonly string[], position: Position): Promise<void> {
  if (tables.length === 0) return;
  // In one order, so that two that change the same tables wait for each other and do not lock each other out.
  await tx.query(sql`
    insert into projection.table_change (table_name, position)
    select name, ${String(position)}::bigint from unnest(${[...tables].toSorted()}::text[]) as each (name)
    on conflict (table_name) do update set position = excluded.position`);
}
