import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, sql } from '@baikoo/database';
import type { EventStore, Position } from '@baikoo/event-store';
import { advance } from './advance.js';
import { LogFollower } from './follower.js';
import type { Projection } from './read-model.js';

export type ProjectionState = {
  readonly name: string;
  readonly position: Position;
  /** STOPPED: an event could not be folded; `error` says why. It is tried again. */
  readonly status: 'RUNNING' | 'STOPPED';
  readonly error?: string;
};

/** Keeps the projections up with the record. */
export class ProjectionRunner {
  readonly #follower: LogFollower;

  constructor(
    private readonly db: Database,
    store: EventStore,
    projections: readonly Projection[],
    onError?: (projection: string, error: Error) => void,
  ) {
    const tasks = projections.map((projection) => ({
      name: projection.name,
      step: async () => (await advance(db, store, projection)).events,
    }));
    this.#follower = new LogFollower(store, tasks, onError);
  }

  start(): Promise<void> {
    return this.#follower.start();
  }

  stop(): Promise<void> {
    return this.#follower.stop();
  }

  /** How far each projection has come, from the database: also right when another process does the work. */
  async states(): Promise<readonly ProjectionState[]> {
    const rows = await this.db.query<{ name: string; position: string }>(
      sql`select projection as name, position from projection.checkpoint order by projection`,
    );
    return rows.map(({ name, position }) => {
      const error = this.#follower.errorOf(name);
      return { name, position: BigInt(position), status: error ? 'STOPPED' : 'RUNNING', ...(error && { error }) };
    });
  }
}

/** Waits until every projection has folded the event at `position`; false when that took longer than `timeoutMs`. */
export async function waitForProjections(db: Database, position: Position, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  for (let pause = 2; ; pause = Math.min(pause * 2, 50)) {
    const [row] = await db.query<{ ready: boolean }>(sql`
      select coalesce(min(position), 0) >= ${String(position)}::bigint as ready from projection.checkpoint`);
    if (row!.ready) return true;
    if (Date.now() + pause > deadline) return false;
    await sleep(pause);
  }
}
