import { type Database, sql } from '@baikoo/database';
import type { EventStore, Position, Recorded } from '@baikoo/event-store';
import type { Projection } from './read-model.js';

/** Stops a projection before an event that it could not fold, until an operator decides. */
export async function stopAt(db: Database, name: string, event: Recorded, why: Error): Promise<void> {
  await db.query(sql`
    update projection.checkpoint
    set stopped_at = ${String(event.position)}, stopped_event_id = ${event.eventId}, stopped_why = ${why.message},
        stopped_since = clock_timestamp()
    where projection = ${name} and stopped_at is null and position < ${String(event.position)}`);
}

/** The first event that the projection has still to fold. */
export async function findNext(db: Database, store: EventStore, { name }: Projection): Promise<Recorded | undefined> {
  const [row] = await db.query<{ position: string }>(
    sql`select position from projection.checkpoint where projection = ${name}`,
  );
  return row && (await store.readLog(BigInt(row.position), 1))[0];
}

export type OperatorAct = {
  readonly projection: string;
  /** RETRY: fold the event once more, for example after a mended build. SKIP: go on without it, now and in rebuilds. */
  readonly act: 'RETRY' | 'SKIP';
  /** Who decides, as the installation names its operators. */
  readonly operator: string;
  readonly reason: string;
};

export type ActOnRecord = OperatorAct & { readonly position: string; readonly eventId: string; readonly error: string };

/**
 * Lets a stopped projection go on, and keeps for ever who decided so and why. Undefined when the projection is not
 * stopped.
 */
export function resume(
  db: Database,
  { projection, act, operator, reason }: OperatorAct,
): Promise<ActOnRecord | undefined> {
  return db.transaction(async (tx) => {
    const [recorded] = await tx.query<ActOnRecord & { id: string }>(sql`
      insert into audit.operator_act (operator, reason, act, projection, position, event_id, error)
      select ${operator}, ${reason}, ${act}, projection, stopped_at, stopped_event_id, stopped_why
      from projection.checkpoint where projection = ${projection} and stopped_at is not null for update
      returning id, operator, reason, act, projection, position, event_id as "eventId", error`);
    if (!recorded) return undefined;
    const { id, ...kept } = recorded;
    if (act === 'SKIP')
      await tx.query(sql`
        insert into projection.skipped_event (projection, position, act_id) values (${projection}, ${kept.position}, ${id})
        on conflict do nothing`);
    await tx.query(sql`
      update projection.checkpoint
      set stopped_at = null, stopped_event_id = null, stopped_why = null, stopped_since = null
      where projection = ${projection}`);
    await tx.query(sql`select pg_notify('record', '')`);
    return kept;
  });
}

/** Every decision of an operator, newest first. */
export const findOperatorActs = (db: Database, limit: number) =>
  db.query<ActOnRecord & { readonly actedAt: string }>(sql`
    select acted_at as "actedAt", operator, reason, act, projection, position, event_id as "eventId", error
    from audit.operator_act order by id desc limit ${limit}`);

/** What operators decided to leave out, by projection. */
export async function skippedEvents(
  db: Database,
  names: readonly string[],
  after: Position,
): Promise<ReadonlyMap<string, ReadonlySet<Position>>> {
  const rows = await db.query<{ projection: string; positions: string[] }>(sql`
    select projection, array_agg(position::text) as positions from projection.skipped_event
    where projection = any(${names}) and position > ${String(after)} group by projection`);
  return new Map(rows.map(({ projection, positions }) => [projection, new Set(positions.map(BigInt))]));
}
