import { type Database, sql } from '@baikoo/database';
import { allKnown, type EventStore, type Position, type Recorded } from '@baikoo/event-store';

/**
 * A process manager: answers facts with commands. `react` may be called again for an event it has already answered
 * (after a crash, or by a second process), so its commands take their ids from the event they answer.
 */
export type Process = {
  readonly name: string;
  answers(event: Recorded): boolean;
  react(event: Recorded): Promise<void>;
};

/** Events that are looked through in one step. */
const PAGE = 500;

/**
 * One step of a process: answers the next events and remembers how far it came. Returns how many it looked at. Throws
 * `UnknownFact` and stands still before an event that this build does not know: the checkpoint is shared, and an event
 * passed over would never be answered by a newer build.
 */
export async function advanceProcess(db: Database, store: EventStore, process: Process): Promise<number> {
  const events = await store.readLog(await positionOf(db, process.name), PAGE);
  for (const event of events) {
    if (!process.answers(allKnown([event])[0]!)) continue;
    await process.react(event);
    await remember(db, process.name, event.position);
  }
  const last = events.at(-1);
  if (last) await remember(db, process.name, last.position);
  return events.length;
}

async function positionOf(db: Database, name: string): Promise<Position> {
  const [row] = await db.query<{ position: string }>(
    sql`select position from projection.process where process = ${name}`,
  );
  return BigInt(row?.position ?? 0);
}

const remember = (db: Database, name: string, position: Position) =>
  db.query(sql`
    insert into projection.process (process, position) values (${name}, ${String(position)})
    on conflict (process) do update set position = greatest(process.position, excluded.position)`);
