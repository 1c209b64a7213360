import { isUnavailable } from '@baikoo/database';
import type { Cause, Known, NewEvent, Receipt } from './event-store.js';
import { StreamMoved } from './event-store.js';
import { recordable, type RecordableAppend } from './recordable.js';

/** One append that waits for its turn. */
export type WaitingAppend = RecordableAppend & {
  readonly stream: string;
  readonly expected: number;
  readonly commandId: string;
  readonly fingerprint: string | null;
  readonly correlationId: Cause['correlationId'];
  readonly restsOn: readonly Known[];
};

/** An append as it waits: checked, and written as JSON ({@link recordable}). */
export function waitingAppend(
  { stream, revision }: Known,
  events: readonly NewEvent[],
  cause: Cause,
  restsOn: readonly Known[],
  eventIdOf?: (index: number) => string,
): WaitingAppend {
  const { commandId, fingerprint, correlationId } = cause;
  const written = recordable(stream, events, cause, eventIdOf);
  return { ...{ stream, expected: revision, restsOn, commandId, fingerprint, correlationId }, ...written };
}

/** What became of an append: its receipt (also the first one of a replay), or where a history stood instead. */
export type AppendOutcome = Receipt | StreamMoved;

/** Writes several appends that do not depend on each other, and answers each in its place. */
export type WriteBatch = (batch: readonly WaitingAppend[]) => Promise<readonly AppendOutcome[]>;

/** What goes into one transaction at most: a batch must not keep other processes waiting for long. */
const MOST_APPENDS = 256;
const MOST_BYTES = 4 * 1_048_576;

type Entry = {
  readonly append: WaitingAppend;
  readonly resolve: (receipt: Receipt) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Lets the appends that callers make at the same time share one write and one wait for the disk. While a batch is being
 * written the next one gathers, so the batches grow with the load and nobody waits for a timer.
 */
export class AppendQueue {
  #waiting: Entry[] = [];
  #writing = false;

  constructor(private readonly write: WriteBatch) {}

  add(append: WaitingAppend): Promise<Receipt> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ append, resolve, reject });
      if (!this.#writing) void this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    this.#writing = true;
    // What is asked for in the same turn of the event loop goes together from the first batch on.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#settle(this.#nextBatch());
    this.#writing = false;
  }

  async #settle(batch: readonly Entry[]): Promise<void> {
    try {
      const outcomes = await this.write(batch.map(({ append }) => append));
      batch.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index]!;
        if (outcome instanceof StreamMoved) reject(outcome);
        else resolve(outcome);
      });
    } catch (error) {
      // A database that is away, silent or full would only make the others wait longer: each caller may send again.
      if (isUnavailable(error)) for (const { reject } of batch) reject(error);
      // Nothing of the batch was written, or nobody knows: written one by one, what fails fails alone, and what had
      // been written gets its first receipt.
      else if (batch.length > 1) for (const entry of batch) await this.#settle([entry]);
      else batch[0]!.reject(error);
    }
  }

  /**
   * The longest waiting appends that do not depend on each other. One that touches a history that the batch writes, or
   * repeats a command of it, waits for the next, in its order: each is judged on what stood before the batch.
   */
  #nextBatch(): readonly Entry[] {
    const batch: Entry[] = [];
    const later: Entry[] = [];
    const written = new Set<string>();
    const commands = new Set<string>();
    let bytes = 0;
    for (const entry of this.#waiting) {
      const { stream, restsOn, commandId, bytes: size } = entry.append;
      const isFull = batch.length === MOST_APPENDS || (batch.length > 0 && bytes + size > MOST_BYTES);
      const depends = written.has(stream) || restsOn.some((known) => written.has(known.stream));
      if (isFull || depends || commands.has(commandId)) later.push(entry);
      else {
        batch.push(entry);
        bytes += size;
      }
      // Also those that wait: a later append on the same history must not overtake them.
      written.add(stream);
      commands.add(commandId);
    }
    this.#waiting = later;
    return batch;
  }
}
