import { setTimeout as sleep } from 'node:timers/promises';
import type { Relaunch } from './postmaster-launch.js';
import type { Postmaster } from './postmaster.js';

/** How often it is looked whether the server still runs; one that was taken over reports its end to somebody else. */
const LOOK_MS = 250;
/** Starts in a row before it is left to an operator. */
const ATTEMPTS = 20;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;
/** A server that ran for so long was well: when it dies, counting begins anew. */
const WELL_MS = 60_000;

/** Before each attempt, in milliseconds: none before the first, then doubling. */
const delayBefore = (attempt: number): number =>
  attempt === 1 ? 0 : Math.min(FIRST_DELAY_MS * 2 ** (attempt - 2), LONGEST_DELAY_MS);

/**
 * Keeps a server running: one that ended without being told to is started again on the same port, so that the clients
 * find it where it was. After too many vain starts in a row it says so and leaves the server down.
 */
export class PostmasterSupervisor {
  readonly #stopping = new AbortController();
  readonly #watching: Promise<void>;
  #startedAt = Date.now();
  #attempts = 0;
  #stopped: Promise<void> | undefined;

  constructor(
    /** The one that runs, or the last one that did. */
    private postmaster: Postmaster,
    private readonly launch: (again: Relaunch) => Promise<Postmaster>,
    private readonly tell: (message: string) => void,
  ) {
    this.#watching = this.#watch();
  }

  /** Stops the server, also one that is just being started; resolves when nothing runs and nothing will be started. */
  stop(): Promise<void> {
    this.#stopped ??= (async () => {
      this.#stopping.abort();
      await this.#watching;
      await this.postmaster.stop();
    })();
    return this.#stopped;
  }

  async #watch(): Promise<void> {
    while (await this.#pause(LOOK_MS)) {
      if (this.postmaster.running) continue;
      this.postmaster.abandon();
      this.tell(`PostgreSQL (process ${this.postmaster.identity.pid}) has ended without being told to.`);
      if (Date.now() - this.#startedAt > WELL_MS) this.#attempts = 0;
      if (!(await this.#startAgain())) return;
    }
  }

  /** False when it was told to stop or gave up. */
  async #startAgain(): Promise<boolean> {
    while (this.#attempts < ATTEMPTS) {
      this.#attempts++;
      if (!(await this.#pause(delayBefore(this.#attempts)))) return false;
      this.tell(
        `Starting PostgreSQL again on port ${this.postmaster.port} (attempt ${this.#attempts} of ${ATTEMPTS}).`,
      );
      const began = Date.now();
      try {
        this.postmaster = await this.launch({ port: this.postmaster.port, signal: this.#stopping.signal });
        this.#startedAt = Date.now();
        this.tell(`PostgreSQL answers again after ${((this.#startedAt - began) / 1000).toFixed(1)} s.`);
        return true;
      } catch (error) {
        if (this.#stopping.signal.aborted) return false;
        this.tell(`PostgreSQL could not be started again: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    this.tell(`PostgreSQL stays down after ${ATTEMPTS} attempts. Mend what it complains of and restart the program.`);
    return false;
  }

  /** False when it was told to stop meanwhile. */
  async #pause(milliseconds: number): Promise<boolean> {
    // Not kept alive by this: a program that has nothing else to do may end, and its exit shuts the server down.
    await sleep(milliseconds, undefined, { signal: this.#stopping.signal, ref: false }).catch(() => {});
    return !this.#stopping.signal.aborted;
  }
}
