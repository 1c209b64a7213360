import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, sql } from '@baikoo/database';
import type { Position } from '@baikoo/event-store';

/** How often the checkpoints are looked at while somebody waits. */
const LOOK_MS = 5;

type Waiter = { readonly position: Position; readonly deadline: number; readonly done: (ready: boolean) => void };

/** One look at the checkpoints serves everybody of this process who waits. */
class Waiting {
  #waiters: Waiter[] = [];
  #looking = false;

  constructor(private readonly db: Database) {}

  until(position: Position, timeoutMs: number): Promise<boolean> {
    return new Promise((done) => {
      this.#waiters.push({ position, deadline: Date.now() + timeoutMs, done });
      if (!this.#looking) void this.#look();
    });
  }

  async #look(): Promise<void> {
    this.#looking = true;
    try {
      while (this.#waiters.length > 0) {
        const reached = await reachedBy(this.db);
        const now = Date.now();
        this.#waiters = this.#waiters.filter(({ position, deadline, done }) => {
          if (reached < position && now < deadline) return true;
          done(reached >= position);
          return false;
        });
        if (this.#waiters.length > 0) await sleep(LOOK_MS);
      }
    } catch {
      // Whoever waits learns only that it is not known: what they did is recorded all the same.
      for (const { done } of this.#waiters.splice(0)) done(false);
    } finally {
      this.#looking = false;
    }
  }
}

/** The position that every projection has reached. One that stands still must not keep everybody waiting. */
async function reachedBy(db: Database): Promise<Position> {
  const [row] = await db.query<{ reached: string }>(
    sql`select coalesce(min(position), 0) as reached from projection.checkpoint where stopped_at is null`,
  );
  return BigInt(row!.reached);
}

const waiting = new WeakMap<Database, Waiting>();

/**
 * Waits until every projection that runs has folded the event at `position`, in whichever process it runs; false when
 * that took longer than `timeoutMs`, or when the database could not say.
 */
export function waitForProjections(db: Database, position: Position, timeoutMs: number): Promise<boolean> {
  let shared = waiting.get(db);
  if (!shared) waiting.set(db, (shared = new Waiting(db)));
  return shared.until(position, timeoutMs);
}

/** As {@link waitForProjections}, of the one projection that a decision rests on: false also while it stands still. */
export async function waitForProjection(
  db: Database,
  projection: string,
  position: Position,
  timeoutMs: number,
): Promise<boolean> {
  await waitForProjections(db, position, timeoutMs);
  const reached = await db.query(sql`
    select 1 from projection.checkpoint where projection = ${projection} and position >= ${String(position)}`);
  return reached.length > 0;
}
