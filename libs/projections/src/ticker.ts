import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@baikoo/database';
import { Leadership } from './leadership.js';

/** How often the clock is looked at: reminders and deadlines are a matter of days. */
const TICK_MS = 30_000;
/** How soon it is looked at again while there is something to do, or nobody knows yet who leads. */
const SOON_MS = 1_000;

/**
 * Something that is done because time passed. Returns how much it did; safe to be done by two at once. What takes long ends
 * early when `stopping` is aborted.
 */
export type Ticking = { readonly name: string; tick(stopping: AbortSignal): Promise<number> };

/** Looks at the clock for ever. Of several programs one does; a fault is told once and tried again. */
export class Ticker {
  readonly #leadership: Leadership;
  #stopped = new AbortController();
  #loop: Promise<void> | undefined;

  constructor(
    db: Database,
    private readonly ticking: Ticking,
    private readonly onTrouble: (name: string, error: Error) => void = () => {},
  ) {
    this.#leadership = new Leadership(db, [ticking.name]);
  }

  start(): void {
    this.#stopped = new AbortController();
    this.#leadership.start();
    this.#loop ??= this.#tickOn(this.#stopped.signal);
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#loop;
    this.#loop = undefined;
    await this.#leadership.stop();
  }

  async #tickOn(stopped: AbortSignal): Promise<void> {
    let troubled = false;
    while (!stopped.aborted) {
      let pause = SOON_MS;
      try {
        if (this.#leadership.leads(this.ticking.name) && (await this.ticking.tick(stopped)) === 0) pause = TICK_MS;
        troubled = false;
      } catch (fault) {
        if (!troubled) this.onTrouble(this.ticking.name, fault instanceof Error ? fault : new Error(String(fault)));
        troubled = true;
      }
      await sleep(pause, undefined, { signal: stopped }).catch(() => {});
    }
  }
}
