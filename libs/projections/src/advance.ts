import { type Database, identifier, sql } from '@baikoo/database';
import type { EventStore, Position, Recorded } from '@baikoo/event-store';
import type { AnyReadModel, Projection } from './read-model.js';

/** A row and the position since which it holds. */
type Version = { readonly id: string; readonly since: string };
/** A row as it was, with the position at which it ceased to hold. */
type FormerVersion = Version & { readonly until: string };

export type Advanced = { readonly events: number; readonly position: Position };

/**
 * One step of a projection: fold the next events, write what the rows became, keep what they were and move the
 * checkpoint, together or not at all. The checkpoint's row lock keeps a second process from doing the same step.
 */
export function advance(db: Database, store: EventStore, projection: Projection, limit = 5_000): Promise<Advanced> {
  return db.transaction(async (tx) => {
    // What a power cut takes from a read model is folded again from the record: only the record waits for the disk.
    await tx.query(sql`set local synchronous_commit to off`);
    const after = await lockCheckpoint(tx, projection.name);
    const events = await store.readLog(after, limit);
    const last = events.at(-1);
    if (!last) return { events: 0, position: after };
    for (const model of projection.models) await fold(tx, model, events);
    await tx.query(sql`
      update projection.checkpoint set position = ${String(last.position)} where projection = ${projection.name}`);
    return { events: events.length, position: last.position };
  });
}

async function lockCheckpoint(tx: Database, name: string): Promise<Position> {
  const [row] = await tx.query<{ position: string }>(
    sql`select position from projection.checkpoint where projection = ${name} for update`,
  );
  if (!row) throw new Error(`Projection ${name} was not prepared: it has no checkpoint.`);
  return BigInt(row.position);
}

async function fold(tx: Database, model: AnyReadModel, events: readonly Recorded[]): Promise<void> {
  const touched = [...new Set(events.flatMap((event) => model.keys(event)))];
  if (touched.length === 0) return;
  const held = await tx.query<Version>(sql`select * from ${identifier(model.table)} where id = any(${touched})`);
  const rows = new Map(held.map((row) => [row.id, row]));
  const former: FormerVersion[] = [];

  for (const event of events) {
    for (const id of model.keys(event)) {
      const before = rows.get(id);
      const after = model.evolve(before, event, id) as Version | undefined;
      if (after === before) continue;
      const position = String(event.position);
      // A row that an event writes twice was never seen in between: it leaves no version.
      if (before && before.since !== position) former.push({ ...before, until: position });
      if (after) rows.set(id, { ...after, since: position });
      else rows.delete(id);
    }
  }

  await tx.query(sql`delete from ${identifier(model.table)} where id = any(${touched})`);
  await insert(tx, model.table, [...rows.values()]);
  await insert(tx, `${model.table}_history`, former);
}

/** All rows in one statement; the table itself says what its columns are. */
async function insert(tx: Database, table: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(sql`
    insert into ${identifier(table)}
    select * from jsonb_populate_recordset(null::${identifier(table)}, ${JSON.stringify(rows)})`);
}
