import { BEFORE_THE_FIRST, type EventStore, type Position, type Recorded } from '@baikoo/event-store';
import { HASH_BYTES } from '../domain/index.js';
import { readLeaves } from '../leaves/read-leaves.js';

/** Events between two places whose position is remembered. */
const EVERY = 4_096;

/** The record, in which an event can be found by its place once it was passed. */
export class NumberedLog {
  #size = 0;
  #position = BEFORE_THE_FIRST;
  readonly #passed: { readonly index: number; readonly after: Position }[] = [{ index: 0, after: BEFORE_THE_FIRST }];

  constructor(
    private readonly record: Pick<EventStore, 'readLog'>,
    private readonly onProgress: (events: number, position: Position) => void,
    private readonly signal: AbortSignal | undefined,
  ) {}

  /** Of the last event that was passed. */
  get position(): Position {
    return this.#position;
  }

  /** The hashes from a place on that was passed, or is the next. */
  async *hashes(from = 0): AsyncGenerator<Buffer> {
    let { index, after } = this.#before(from);
    for await (const { hashes, positions } of readLeaves(this.record, after)) {
      this.signal?.throwIfAborted();
      const skipped = Math.max(0, from - index);
      index += positions.length;
      after = positions.at(-1)!;
      this.#pass(index, after);
      if (skipped < positions.length) yield hashes.subarray(skipped * HASH_BYTES);
    }
  }

  /** Up to so many events from a place on, as they were written. */
  async find(from: number, count: number): Promise<readonly Recorded[]> {
    const { index, after } = this.#before(from);
    return (await this.record.readLog(after, from - index + count)).slice(from - index);
  }

  #before(place: number): { readonly index: number; readonly after: Position } {
    return this.#passed.findLast(({ index }) => index <= place)!;
  }

  #pass(size: number, position: Position): void {
    if (size <= this.#size) return;
    this.#size = size;
    this.#position = position;
    if (size - this.#passed.at(-1)!.index >= EVERY) this.#passed.push({ index: size, after: position });
    this.onProgress(size, position);
  }
}
