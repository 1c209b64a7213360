import { BEFORE_THE_FIRST, type EventStore, type Position, type Recorded } from '@baikoo/event-store';
import { HASH_BYTES } from '../domain/index.js';
import { readLeaves } from '../leaves/read-leaves.js';

/** Events between two places whose position is remembered. */
const EVERY = 4_096;

/** The record from its first event on, in which an event can be found by its place once it was passed. */
export class NumberedLog {
  #size = 0;
  #position = BEFORE_THE_FIRST;
  readonly #passed: { readonly index: number; readonly after: Position }[] = [];

  constructor(
    private readonly record: Pick<EventStore, 'readLog'>,
    private readonly onProgress: (events: number, position: Position) => void,
    private readonly signal: AbortSignal | undefined,
  ) {}

  get position(): Position {
    return this.#position;
  }

  async *hashes(): AsyncGenerator<Buffer> {
    for await (const { hashes, positions } of readLeaves(this.record, BEFORE_THE_FIRST)) {
      this.signal?.throwIfAborted();
      const before = this.#passed.at(-1);
      if (!before || this.#size - before.index >= EVERY)
        this.#passed.push({ index: this.#size, after: this.#position });
      this.#size += hashes.length / HASH_BYTES;
      this.#position = positions.at(-1)!;
      yield hashes;
      this.onProgress(this.#size, this.#position);
    }
  }

  /** The event at a place, from 0, as it was written. */
  async find(index: number): Promise<Recorded | undefined> {
    const start = this.#passed.findLast((place) => place.index <= index);
    if (!start || index >= this.#size) return undefined;
    const events = await this.record.readLog(start.after, index - start.index + 1);
    return events[index - start.index];
  }
}
