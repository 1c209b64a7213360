import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '@baikoo/event-store';

/** Something that is done with the record step by step. A step returns how many events it dealt with. */
export type Task = { readonly name: string; step(): Promise<number> };

/** A record with nothing new is looked at this often all the same, in case a notification was lost. */
const POLL_MS = 1_000;
/** A task that failed is tried again after this long. */
const RETRY_MS = 2_000;

/**
 * Follows the record for several tasks, each on its own: one that fails stops alone, says so and is tried again,
 * while the others go on.
 */
export class LogFollower {
  #running = false;
  #wake = new AbortController();
  #stopped = new AbortController();
  #loops: Promise<void>[] = [];
  #unfollow: (() => Promise<void>) | undefined;
  readonly #errors = new Map<string, string>();

  constructor(
    private readonly store: EventStore,
    private readonly tasks: readonly Task[],
    private readonly onError: (task: string, error: Error) => void = () => {},
  ) {}

  async start(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.#stopped = new AbortController();
    this.#unfollow = await this.store.follow(() => this.#news());
    this.#loops = this.tasks.map((task) => this.#follow(task));
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#stopped.abort();
    this.#news();
    await Promise.all(this.#loops);
    await this.#unfollow?.();
  }

  /** Why a task stands still; undefined when it does not. */
  errorOf(task: string): string | undefined {
    return this.#errors.get(task);
  }

  #news(): void {
    this.#wake.abort();
    this.#wake = new AbortController();
  }

  async #follow(task: Task): Promise<void> {
    while (this.#running) {
      // Taken before looking, so that what is appended while we look still wakes us.
      const { signal } = this.#wake;
      try {
        const events = await task.step();
        this.#errors.delete(task.name);
        if (events === 0) await sleep(POLL_MS, undefined, { signal }).catch(() => {});
      } catch (fault) {
        const error = fault instanceof Error ? fault : new Error(String(fault));
        if (!this.#errors.has(task.name)) this.onError(task.name, error);
        this.#errors.set(task.name, error.message);
        await sleep(RETRY_MS, undefined, { signal: this.#stopped.signal }).catch(() => {});
      }
    }
  }
}
