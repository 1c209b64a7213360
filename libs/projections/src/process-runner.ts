import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@baikoo/database';
import { type EventStore, News } from '@baikoo/event-store';
import { Leadership } from './leadership.js';
import { advanceProcess, type Process } from './process.js';

/** A record with nothing new is looked at this often all the same, in case a notification was lost. */
const POLL_MS = 1_000;
/** A process that failed is tried again after this long. */
const RETRY_MS = 2_000;

/**
 * Runs the processes that answer facts. Of several programs one runs each; one that fails stops alone, says so and is
 * tried again, while the others go on.
 */
export class ProcessRunner {
  readonly #leadership: Leadership;
  #running = false;
  readonly #news = new News();
  #stopped = new AbortController();
  #loops: Promise<void>[] = [];
  #unfollow: (() => Promise<void>) | undefined;

  constructor(
    private readonly db: Database,
    private readonly store: EventStore,
    private readonly processes: readonly Process[],
    private readonly onTrouble: (process: string, error: Error) => void = () => {},
  ) {
    const names = processes.map(({ name }) => name);
    this.#leadership = new Leadership(db, names, this.#news.tell);
  }

  async start(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.#stopped = new AbortController();
    this.#unfollow = await this.store.follow(this.#news.tell);
    this.#leadership.start();
    this.#loops = this.processes.map((process) => this.#follow(process));
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#stopped.abort();
    this.#news.tell();
    await Promise.all(this.#loops);
    await this.#leadership.stop();
    await this.#unfollow?.();
  }

  async #follow(process: Process): Promise<void> {
    let troubled = false;
    while (this.#running) {
      const moreNews = this.#news.expect();
      try {
        const leads = this.#leadership.leads(process.name);
        const events = leads ? await advanceProcess(this.db, this.store, process) : 0;
        troubled = false;
        if (events === 0) await moreNews(POLL_MS);
      } catch (fault) {
        const error = fault instanceof Error ? fault : new Error(String(fault));
        if (!troubled) this.onTrouble(process.name, error);
        troubled = true;
        await sleep(RETRY_MS, undefined, { signal: this.#stopped.signal }).catch(() => {});
      }
    }
  }
}
