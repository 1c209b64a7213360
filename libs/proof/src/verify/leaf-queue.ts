import { HASH_BYTES } from '../domain/index.js';

/** Hashes that come some at a time, looked at before they are taken. */
export class LeafQueue {
  readonly #pieces: AsyncIterator<Buffer>;
  #waiting: Buffer = Buffer.alloc(0);
  #ended = false;
  /** Of the first one that waits. */
  #place = 0;

  constructor(pieces: AsyncIterable<Buffer>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  get place(): number {
    return this.#place;
  }

  /** Up to so many; fewer only where no more come. */
  async look(count: number): Promise<Buffer> {
    const pieces = [this.#waiting];
    for (let length = this.#waiting.length; length < count * HASH_BYTES && !this.#ended;) {
      const { value, done } = await this.#pieces.next();
      this.#ended = done === true;
      if (done) break;
      pieces.push(value);
      length += value.length;
    }
    if (pieces.length > 1) this.#waiting = Buffer.concat(pieces);
    return this.#waiting.subarray(0, count * HASH_BYTES);
  }

  take(count: number): Buffer {
    const taken = this.#waiting.subarray(0, count * HASH_BYTES);
    this.#waiting = this.#waiting.subarray(taken.length);
    this.#place += count;
    return taken;
  }

  /** Lets go of where they come from, also in the middle. */
  async close(): Promise<void> {
    await this.#pieces.return?.();
  }
}
