import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, signal, type ProcessIdentity } from './processes.js';

const FAST_SHUTDOWN_MS = 20_000;
const IMMEDIATE_SHUTDOWN_MS = 10_000;
const POLL_MS = 20;

/**
 * A PostgreSQL server process that this program is answerable for, whether it started it or took it over. When the
 * program ends without `stop()`, the server is told to shut down and does so on its own.
 */
export class Postmaster {
  private stopping: Promise<void> | undefined;
  private readonly shutDownAtExit = () => signal(this.identity, 'SIGINT');

  constructor(
    readonly identity: ProcessIdentity,
    readonly port: number,
  ) {
    process.once('exit', this.shutDownAtExit);
  }

  get running(): boolean {
    return isRunning(this.identity);
  }

  /** Shuts down and resolves when the process is gone. Rejects when it does not go even without its checkpoint. */
  stop(): Promise<void> {
    this.stopping ??= this.shutDown();
    return this.stopping;
  }

  /** Leaves the server running, also when this program ends. */
  abandon(): void {
    process.off('exit', this.shutDownAtExit);
  }

  private async shutDown(): Promise<void> {
    // SIGINT: cut the connections, write a checkpoint, go. SIGQUIT: go at once; the next start recovers from the log.
    signal(this.identity, 'SIGINT');
    if (!(await this.isGoneWithin(FAST_SHUTDOWN_MS))) {
      signal(this.identity, 'SIGQUIT');
      if (!(await this.isGoneWithin(IMMEDIATE_SHUTDOWN_MS))) {
        throw new Error(`PostgreSQL (process ${this.identity.pid}) does not shut down.`);
      }
    }
    this.abandon();
  }

  /** Polls, since a server that was taken over is not our child and reports its end to somebody else. */
  private async isGoneWithin(milliseconds: number): Promise<boolean> {
    const deadline = Date.now() + milliseconds;
    while (this.running) {
      if (Date.now() > deadline) return false;
      await sleep(POLL_MS);
    }
    return true;
  }
}
