import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, isUnavailable, sql } from '@baikoo/database';
import { type EventStore, News, type Recorded } from '@baikoo/event-store';
import { advance } from './advance.js';
import { Leadership } from './leadership.js';
import type { Projection } from './read-model.js';
import { type ProjectionState, projectionStates } from './states.js';
import { findNext, stopAt } from './stopped.js';

/** A record with nothing new is looked at this often all the same, in case a notification was lost. */
const POLL_MS = 1_000;
/** After a fault that passes by itself (no database, no room) this long until the next try. */
const RETRY_MS = 1_000;

/** Events in a step when a whole page could not be folded; then ever fewer. */
const FIRST_SMALLER_STEP = 256;

/** What somebody should hear of: without `event` it passes by itself, with it the projection stands until somebody acts. */
export type ProjectionTrouble = { readonly projection: string; readonly error: Error; readonly event?: Recorded };

/**
 * Keeps projections up with the record. Of several processes one runs each projection. Those that stand together are
 * advanced together, in one transaction. An event that one of them cannot fold stops that one alone.
 */
export class ProjectionRunner {
  readonly #leadership: Leadership;
  readonly #news = new News();
  #stopping = new AbortController();
  #running = false;
  #loop: Promise<void> | undefined;
  #unfollow: (() => Promise<void>) | undefined;
  #trouble: Error | undefined;

  constructor(
    private readonly db: Database,
    private readonly store: EventStore,
    private readonly projections: readonly Projection[],
    private readonly onTrouble: (trouble: ProjectionTrouble) => void = () => {},
  ) {
    const names = projections.map(({ name }) => name);
    this.#leadership = new Leadership(db, names, this.#news.tell);
  }

  async start(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.#stopping = new AbortController();
    this.#unfollow = await this.store.follow(this.#news.tell);
    this.#leadership.start();
    this.#loop = this.#follow();
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#stopping.abort();
    this.#news.tell();
    await this.#loop;
    await this.#leadership.stop();
    await this.#unfollow?.();
  }

  /** Why the last step of this process failed, if it passes by itself; undefined when it did not fail. */
  get trouble(): Error | undefined {
    return this.#trouble;
  }

  states(): Promise<readonly ProjectionState[]> {
    return projectionStates(this.db, this.store);
  }

  async #follow(): Promise<void> {
    while (this.#running) {
      const moreNews = this.#news.expect();
      const found = await this.#step().catch((fault: unknown) => this.#tell(fault));
      if (found === 0) await moreNews(POLL_MS);
      if (found === undefined) await sleep(RETRY_MS, undefined, { signal: this.#stopping.signal }).catch(() => {});
    }
  }

  async #step(): Promise<number> {
    let found = 0;
    for (const group of await this.#groups()) found += await this.#advance(group);
    this.#trouble = undefined;
    return found;
  }

  /** The projections that this process leads, put together where they stand at the same position. */
  async #groups(): Promise<readonly (readonly Projection[])[]> {
    const led = this.projections.filter(({ name }) => this.#leadership.leads(name));
    if (led.length === 0) return [];
    const rows = await this.db.query<{ position: string; names: string[] }>(sql`
      select position, array_agg(projection) as names from projection.checkpoint
      where stopped_at is null and projection = any(${led.map(({ name }) => name)}) group by position`);
    return rows.map(({ names }) => led.filter(({ name }) => names.includes(name)));
  }

  /**
   * What cannot be folded together is folded apart, in ever smaller steps, until one event of one projection is found
   * that cannot be folded at all: before that one the projection stops.
   */
  async #advance(group: readonly Projection[], limit?: number): Promise<number> {
    try {
      return (await advance(this.db, this.store, group, limit)).events;
    } catch (fault) {
      if (isUnavailable(fault)) throw fault;
      if (group.length > 1) {
        let found = 0;
        for (const projection of group) found += await this.#advance([projection], limit);
        return found;
      }
      if (limit !== 1)
        return this.#advance(group, limit === undefined ? FIRST_SMALLER_STEP : Math.max(1, Math.floor(limit / 4)));
      await this.#stop(group[0]!, fault as Error);
      return 1;
    }
  }

  async #stop(projection: Projection, error: Error): Promise<void> {
    const event = await findNext(this.db, this.store, projection);
    if (!event) throw error;
    await stopAt(this.db, projection.name, event, error);
    this.onTrouble({ projection: projection.name, error, event });
  }

  /** Once for a trouble that lasts. */
  #tell(fault: unknown): undefined {
    const error = fault instanceof Error ? fault : new Error(String(fault));
    if (!this.#trouble) this.onTrouble({ projection: 'all', error });
    this.#trouble = error;
  }
}
