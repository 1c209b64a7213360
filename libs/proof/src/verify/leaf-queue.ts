import { HASH_BYTES } from '../domain/index.js';

/** Hashes from a place on, some at a time; the same again whenever it is asked. */
export type LeafSource = (from: number) => AsyncIterable<Buffer>;

/** Hashes that come some at a time, looked at before they are taken. */
export class LeafQueue {
  #pieces: AsyncIterator<Buffer> | undefined;
  #waiting: Buffer = Buffer.alloc(0);
  #ended = false;
  /** Of the first one that waits. */
  #place = 0;

  constructor(private readonly source: LeafSource) {}

  get place(): number {
    return this.#place;
  }

  /** Up to so many; fewer only where no more come. */
  async look(count: number): Promise<Buffer> {
    this.#pieces ??= this.source(this.#place)[Symbol.asyncIterator]();
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

  /** Whether what was looked at is all that is left. */
  isAll(looked: Buffer): boolean {
    return this.#ended && looked.length === this.#waiting.length;
  }

  take(count: number): Buffer {
    const taken = this.#waiting.subarray(0, count * HASH_BYTES);
    this.#waiting = this.#waiting.subarray(taken.length);
    this.#place += count;
    return taken;
  }

  /** What comes from so many further on, read for itself: the queue stays where it is. */
  ahead(offset: number): AsyncIterable<Buffer> {
    return this.source(this.#place + offset);
  }

  /** Lets go of where they come from, also in the middle; it is asked anew when somebody looks again. */
  async letGo(): Promise<void> {
    const pieces = this.#pieces;
    this.#pieces = undefined;
    this.#waiting = Buffer.alloc(0);
    this.#ended = false;
    await pieces?.return?.();
  }
}
