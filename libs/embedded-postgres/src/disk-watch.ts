import { statfs } from 'node:fs/promises';

/** With less free space than this an operator should act, in bytes: PostgreSQL stops when it cannot write its log. */
export const LOW_BYTES = 512 * 1_048_576;

const LOOK_MS = 30_000;

/** What an account without privileges may still write there, in bytes. */
export async function freeBytesAt(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Says when the disk begins to fill up, and when there is room again: once each time. */
export class DiskWatch {
  readonly #timer: NodeJS.Timeout;
  #low = false;

  constructor(
    private readonly free: () => Promise<number>,
    private readonly tell: (message: string) => void,
    everyMs = LOOK_MS,
  ) {
    void this.#look();
    this.#timer = setInterval(() => void this.#look(), everyMs).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const free = await this.free().catch(() => undefined);
    if (free === undefined || free < LOW_BYTES === this.#low) return;
    this.#low = !this.#low;
    const megabytes = Math.floor(free / 1_048_576);
    this.tell(
      this.#low
        ? `Only ${megabytes} MiB are free for the database. Make room: without any, nothing can be recorded.`
        : `There is room for the database again: ${megabytes} MiB.`,
    );
  }
}
