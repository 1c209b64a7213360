import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore, Position, Recorded } from './event-store.js';

export type Following = {
  /** Only streams of this category; the whole log when undefined. */
  readonly category?: string;
  /** Events in one page at most. */
  readonly limit?: number;
  /** How long to wait for news before looking all the same, in milliseconds: a notification can be lost. */
  readonly pollMs?: number;
  readonly signal: AbortSignal;
};

/**
 * The log after a position, page by page, and then whatever is appended, until the signal ends it. Each event comes
 * once and in order; whoever remembers the position of the last one they dealt with goes on from there after a restart.
 * An error of the store is thrown: the caller decides how to go on.
 */
export async function* followLog(
  store: EventStore,
  after: Position,
  { category, limit = 1_000, pollMs = 1_000, signal }: Following,
): AsyncGenerator<readonly Recorded[]> {
  let wake = new AbortController();
  const stop = () => wake.abort();
  signal.addEventListener('abort', stop);
  const unfollow = await store.follow(() => {
    wake.abort();
    wake = new AbortController();
  });
  let position = after;
  try {
    while (!signal.aborted) {
      // Taken before looking, so that what is appended while we look still wakes us.
      const news = wake.signal;
      const page = category
        ? await store.readCategory(category, position, limit)
        : await store.readLog(position, limit);
      if (page.length === 0) {
        await sleep(pollMs, undefined, { signal: news }).catch(() => {});
        continue;
      }
      yield page;
      position = page.at(-1)!.position;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    await unfollow();
  }
}
