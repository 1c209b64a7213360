import { type Database, sql } from '@baikoo/database';
import type { EventStore, Position } from '@baikoo/event-store';

export type ProjectionState = {
  readonly name: string;
  readonly position: Position;
  /** STOPPED: an event could not be folded and an operator must decide. REBUILDING: the next version is being built. */
  readonly status: 'RUNNING' | 'STOPPED' | 'REBUILDING';
  /** Milliseconds since the record learned of the first event that is not folded yet; 0 when there is none. */
  readonly lagMs: number;
  readonly stopped?: {
    readonly position: Position;
    readonly eventId: string;
    readonly why: string;
    readonly since: string;
  };
};

type Row = {
  readonly name: string;
  readonly position: string;
  readonly rebuilding: boolean;
  readonly stoppedAt: string | null;
  readonly eventId: string | null;
  readonly why: string | null;
  readonly since: string | null;
};

/** How each projection stands, from the database: right whichever process does the work. */
export async function projectionStates(db: Database, store: EventStore): Promise<readonly ProjectionState[]> {
  const rows = await db.query<Row>(sql`
    select projection as name, checkpoint.position, rebuild.projection is not null as rebuilding,
           stopped_at as "stoppedAt", stopped_event_id as "eventId", stopped_why as why, stopped_since as since
    from projection.checkpoint left join projection.rebuild using (projection) order by projection`);
  const head = await store.head();
  return Promise.all(
    rows.map(async ({ name, rebuilding, stoppedAt, eventId, why, since, ...row }) => {
      const position = BigInt(row.position);
      const [waiting] = position < head ? await store.readLog(position, 1) : [];
      return {
        name,
        position,
        status: stoppedAt === null ? (rebuilding ? 'REBUILDING' : 'RUNNING') : 'STOPPED',
        lagMs: waiting ? Math.max(0, Date.now() - Date.parse(waiting.recordedAt)) : 0,
        ...(stoppedAt !== null && {
          stopped: { position: BigInt(stoppedAt), eventId: eventId!, why: why!, since: since! },
        }),
      };
    }),
  );
}
