import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, type Session, sql } from '@baikoo/database';

/** How often a process that is not the leader tries to become it: a killed leader is followed within this time. */
const TRY_MS = 1_000;
const RECONNECT_MS = 500;

/**
 * Which of several processes does a piece of work: the one that holds the session lock of its name. PostgreSQL gives
 * the lock up with the connection, so a leader that is killed or cut off is followed by another. Two may believe to lead
 * for a moment (the one cut off does not know yet): the work itself must be safe then, as `advance` is by its row lock.
 */
export class Leadership {
  readonly #held = new Set<string>();
  #stopped = new AbortController();
  #trying: Promise<void> | undefined;

  constructor(
    private readonly db: Database,
    private readonly names: readonly string[],
    /** Told whenever something was gained or lost. */
    private readonly onChange: () => void = () => {},
  ) {}

  leads(name: string): boolean {
    return this.#held.has(name);
  }

  start(): void {
    this.#stopped = new AbortController();
    this.#trying ??= this.#tryOn(this.#stopped.signal);
  }

  /** Gives up everything that is held: another process may go on at once. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#trying;
    this.#trying = undefined;
  }

  async #tryOn(stopped: AbortSignal): Promise<void> {
    while (!stopped.aborted) {
      // Without a database there is nothing to lead; the loop comes back until there is one.
      await this.#holdSession(stopped).catch(() => {});
      this.#change(() => this.#held.clear());
      await sleep(RECONNECT_MS, undefined, { signal: stopped }).catch(() => {});
    }
  }

  async #holdSession(stopped: AbortSignal): Promise<void> {
    const session = await this.db.session();
    const ended = AbortSignal.any([stopped, session.lost]);
    // At once: what runs on it must not go on in the belief to lead.
    session.lost.addEventListener('abort', () => this.#change(() => this.#held.clear()), { once: true });
    try {
      while (!ended.aborted) {
        const others = this.names.filter((name) => !this.#held.has(name));
        for (const name of others) await this.#try(session, name);
        // A connection that is silent may have been given up on the other side, and the locks with it.
        if (others.length === 0) await session.query(sql`select 1`);
        await sleep(TRY_MS, undefined, { signal: ended }).catch(() => {});
      }
    } finally {
      await session.close();
    }
  }

  async #try(session: Session, name: string): Promise<void> {
    const [row] = await session.query<{ won: boolean }>(
      sql`select pg_try_advisory_lock(hashtextextended(${`baikoo leads ${name}`}, 0)) as won`,
    );
    if (row!.won && !session.lost.aborted) this.#change(() => this.#held.add(name));
  }

  #change(change: () => void): void {
    change();
    this.onChange();
  }
}
