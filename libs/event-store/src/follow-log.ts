import type { EventStore, Position, Recorded } from './event-store.js';
import { News } from './news.js';

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
  const news = new News();
  signal.addEventListener('abort', news.tell);
  const unfollow = await store.follow(news.tell);
  let position = after;
  try {
    while (!signal.aborted) {
      const moreNews = news.expect();
      const page = category
        ? await store.readCategory(category, position, limit)
        : await store.readLog(position, limit);
      if (page.length === 0) {
        await moreNews(pollMs);
        continue;
      }
      yield page;
      position = page.at(-1)!.position;
    }
  } finally {
    signal.removeEventListener('abort', news.tell);
    await unfollow();
  }
}
