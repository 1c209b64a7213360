import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStoreDbConnection } from './connection.js';

/** How long to wait before subscribing again, in milliseconds: at first, and at most. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** A subscription that lived so long was a good one: the next pause is short again. */
const GOOD_MS = 10_000;

/**
 * One live subscription to the whole log for everybody in this process who follows it, while somebody does. It brings
 * news, never events: those are read. So a subscription that ends, for whatever reason, is begun anew at the end of the
 * log, and tells everybody to look.
 */
export class LiveSubscription {
  readonly #followers = new Set<() => void>();
  #stop: (() => Promise<void>) | undefined;

  constructor(
    private readonly log: EventStoreDbConnection,
    /** Told why a subscription ended. */
    private readonly onDrop: (error: unknown) => void,
  ) {}

  follow(news: () => void): () => Promise<void> {
    // Each time another one, so that who follows twice leaves once at a time.
    const follower = () => news();
    this.#followers.add(follower);
    this.#stop ??= this.#start();
    return async () => {
      this.#followers.delete(follower);
      if (this.#followers.size === 0) await this.close();
    };
  }

  async close(): Promise<void> {
    const stop = this.#stop;
    this.#stop = undefined;
    await stop?.();
  }

  readonly #tell = (): void => {
    for (const news of this.#followers)
      try {
        news();
      } catch (error) {
        // One who fails to hear must not cost the others their news.
        this.onDrop(error);
      }
  };

  #start(): () => Promise<void> {
    const stopped = new AbortController();
    const running = this.#run(stopped.signal);
    return async () => {
      stopped.abort();
      await running;
    };
  }

  async #run(signal: AbortSignal): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    while (!signal.aborted) {
      const begun = Date.now();
      await this.log
        .listen(this.#tell, signal)
        .then(() => signal.aborted || this.onDrop(new Error('EventStoreDB ended the subscription.')), this.onDrop);
      pause = Date.now() - begun > GOOD_MS ? FIRST_PAUSE_MS : Math.min(pause * 2, LONGEST_PAUSE_MS);
      await sleep(pause, undefined, { signal }).catch(() => {});
    }
  }
}
