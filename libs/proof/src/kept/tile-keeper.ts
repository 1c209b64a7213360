import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@baikoo/database';
import { type EventStore, News } from '@baikoo/event-store';
import { Leadership } from '@baikoo/projections';
import { type End, findEnd, keepPage, RecordBroken } from './keep-page.js';
import type { KeptTiles } from './kept-tiles.js';

/** Which of several processes keeps the tree. */
const NAME = 'proof';
/** A record with nothing new is looked at this often all the same: a notification can be lost, and a tail cut off. */
const POLL_MS = 1_000;
/** After a fault this long until the next try. */
const RETRY_MS = 1_000;

/** While others append, it rests this many times as long as it worked: a thirty-third of the time is its share. */
const REST = 32;
/** Nobody appends when nothing was heard for so long. */
const QUIET_MS = 100;

/**
 * Adds what is recorded to the tree, in pages, each in one transaction. Of several processes one does; two that believe so
 * at once do no harm. Whatever interrupts it, the next one goes on from what is kept. Appending comes first: while others
 * append it falls behind rather than take time from them, unless somebody waits for the tree.
 */
export class TileKeeper {
  readonly #leadership: Leadership;
  readonly #news = new News();
  #stopping = new AbortController();
  #loop: Promise<void> | undefined;
  #unfollow: (() => Promise<void>) | undefined;
  #heardAt = -Infinity;
  #end: End | undefined;
  #trouble: Error | undefined;

  constructor(
    db: Database,
    /** As it was written: the store beneath the upcasts. */
    private readonly record: EventStore,
    private readonly tiles: KeptTiles,
    private readonly onTrouble: (name: string, error: Error) => void = () => {},
    private readonly retryMs = RETRY_MS,
  ) {
    this.#leadership = new Leadership(db, [NAME], this.#news.tell);
  }

  async start(): Promise<void> {
    if (this.#loop) return;
    this.#stopping = new AbortController();
    this.#unfollow = await this.record.follow(() => {
      this.#heardAt = performance.now();
      this.#news.tell();
    });
    this.#leadership.start();
    this.#loop = this.#follow(this.#stopping.signal);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#news.tell();
    await this.#loop;
    this.#loop = undefined;
    await this.#leadership.stop();
    await this.#unfollow?.();
  }

  /** Why the last step of this process failed; undefined when it did not fail. */
  get trouble(): Error | undefined {
    return this.#trouble;
  }

  async #follow(stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted) {
      const moreNews = this.#news.expect();
      const began = performance.now();
      try {
        const found = await this.#step();
        this.#trouble = undefined;
        if (found) await this.#rest((performance.now() - began) * REST, stopping);
        else await moreNews(POLL_MS);
      } catch (fault) {
        this.#end = undefined;
        await this.#tell(fault);
        await sleep(this.retryMs, undefined, { signal: stopping }).catch(() => {});
      }
    }
  }

  /** Whether there was anything to do. */
  async #step(): Promise<boolean> {
    if (!this.#leadership.leads(NAME)) {
      this.#end = undefined;
      return false;
    }
    const isFirst = this.#end === undefined;
    const end = (this.#end ??= await findEnd(this.tiles));
    this.#end = undefined;
    const next = await keepPage(this.tiles, this.record, end);
    if (isFirst) await this.tiles.standStill(undefined);
    this.#end = next;
    return next !== end;
  }

  /** Ends early when nobody appends any more, or somebody waits for the tree. */
  async #rest(ms: number, stopping: AbortSignal): Promise<void> {
    const until = performance.now() + ms;
    while (!stopping.aborted) {
      const hurry = this.tiles.hurried.expect();
      const now = performance.now();
      if (now >= until || now - this.#heardAt > QUIET_MS) return;
      // Also by another process, which cannot wake this one.
      if (this.#end && (await this.tiles.wanted()) > this.#end.head.position) return;
      await hurry(Math.min(QUIET_MS, until - now));
    }
  }

  /** Once for a trouble that lasts. */
  async #tell(fault: unknown): Promise<void> {
    const error = fault instanceof Error ? fault : new Error(String(fault));
    const isTold = this.#trouble !== undefined && whyOf(this.#trouble) === whyOf(error);
    this.#trouble = error;
    if (!isTold) this.onTrouble(NAME, error);
    // Without a database nobody can be told in this way; the next try comes soon.
    if (error instanceof RecordBroken) await this.tiles.standStill(error.why).catch(() => {});
  }
}

/** A database that is away says so in many ways; what is wrong with the record is something else. */
const whyOf = (error: Error): string => (error instanceof RecordBroken ? error.why : 'FAULT');
