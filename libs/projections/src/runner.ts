import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, sql } from '@baikoo/database';
import type { EventStore, Position } from '@baikoo/event-store';
import { advance } from './advance.js';
import type { Projection } from './read-model.js';

export type ProjectionState = {
  readonly name: string;
  readonly position: Position;
  /** STOPPED: an event could not be folded; `error` says which and why. It is tried again. */
  readonly status: 'RUNNING' | 'STOPPED';
  readonly error?: string;
};

/** A log with nothing new is looked at this often all the same, in case a notification was lost. */
const POLL_MS = 1_000;
/** A projection that failed is tried again after this long. */
const RETRY_MS = 2_000;

/**
 * Follows the record and keeps the projections up with it, each on its own: one that fails stops alone, says so,
 * and is tried again, while the others go on.
 */
export class ProjectionRunner {
  #running = false;
  #wake = new AbortController();
  #loops: Promise<void>[] = [];
  #unfollow: (() => Promise<void>) | undefined;
  readonly #errors = new Map<string, string>();

  constructor(
    private readonly db: Database,
    private readonly store: EventStore,
    private readonly projections: readonly Projection[],
    private readonly onError: (projection: string, error: Error) => void = () => {},
  ) {}

  async start(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.#unfollow = await this.store.follow(() => this.#news());
    this.#loops = this.projections.map((projection) => this.#follow(projection));
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#news();
    await Promise.all(this.#loops);
    await this.#unfollow?.();
  }

  /** How far each projection has come, from the database: also right when another process does the work. */
  async states(): Promise<readonly ProjectionState[]> {
    const rows = await this.db.query<{ name: string; position: string }>(
      sql`select projection as name, position from projection.checkpoint order by projection`,
    );
    return rows.map(({ name, position }) => {
      const error = this.#errors.get(name);
      return { name, position: BigInt(position), status: error ? 'STOPPED' : 'RUNNING', ...(error && { error }) };
    });
  }

  #news(): void {
    this.#wake.abort();
    this.#wake = new AbortController();
  }

  async #follow(projection: Projection): Promise<void> {
    while (this.#running) {
      // Taken before looking, so that what is appended while we look still wakes us.
      const { signal } = this.#wake;
      try {
        const { events } = await advance(this.db, this.store, projection);
        this.#errors.delete(projection.name);
        if (events === 0) await sleep(POLL_MS, undefined, { signal }).catch(() => {});
      } catch (fault) {
        const error = fault instanceof Error ? fault : new Error(String(fault));
        if (!this.#errors.has(projection.name)) this.onError(projection.name, error);
        this.#errors.set(projection.name, error.message);
        if (this.#running) await sleep(RETRY_MS);
      }
    }
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
