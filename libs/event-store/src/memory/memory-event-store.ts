import { randomUUID } from 'node:crypto';
import type { AnyEvent, Moment } from '@baikoo/kernel';
import {
  BEFORE_THE_FIRST,
  type Cause,
  type Known,
  EventStore,
  type Position,
  type Receipt,
  type Recorded,
  StreamMoved,
} from '../event-store.js';

/** The record in memory, for specs: the same promises as the durable stores, except to survive the process. */
export class MemoryEventStore extends EventStore {
  readonly #log: Recorded[] = [];
  readonly #receipts = new Map<string, Receipt>();
  readonly #followers = new Set<() => void>();

  constructor(private readonly clock: () => Moment = () => new Date().toISOString()) {
    super();
  }

  async read(stream: string) {
    return this.#log.filter((event) => event.stream === stream);
  }

  async append(
    stream: string,
    expected: number,
    events: readonly AnyEvent[],
    cause: Cause,
    restsOn: readonly Known[] = [],
  ) {
    const earlier = this.#receipts.get(cause.commandId);
    if (earlier) return earlier;
    for (const known of [{ stream, revision: expected }, ...restsOn]) {
      const revision = this.#log.filter((event) => event.stream === known.stream).length;
      if (revision !== known.revision) throw new StreamMoved(known.stream, known.revision, revision);
    }
    const actual = expected;
    const now = this.clock();
    const last = this.#log.at(-1)?.recordedAt ?? now;
    const recordedAt = now < last ? last : now;
    // Facts are JSON: a copy through JSON is what a durable store would give back.
    for (const { type, data } of JSON.parse(JSON.stringify(events)) as AnyEvent[])
      this.#log.push({
        type,
        data,
        eventId: randomUUID(),
        stream,
        revision: expected + this.#log.filter((event) => event.stream === stream).length - actual + 1,
        position: BigInt(this.#log.length + 1),
        schemaVersion: 1,
        recordedAt,
        cause,
      });
    const receipt = {
      commandId: cause.commandId,
      fingerprint: cause.fingerprint,
      stream,
      revision: expected + events.length,
      position: await this.head(),
    };
    this.#receipts.set(cause.commandId, receipt);
    for (const news of this.#followers) news();
    return receipt;
  }

  async findReceipt(commandId: string) {
    return this.#receipts.get(commandId);
  }

  async readLog(after: Position, limit: number) {
    return this.#log.slice(Number(after), Number(after) + limit);
  }

  async readCorrelation(correlationId: string) {
    return this.#log.filter(({ cause }) => cause.correlationId === correlationId);
  }

  async head() {
    return BigInt(this.#log.length);
  }

  async positionAt(moment: Moment) {
    return this.#log.findLast(({ recordedAt }) => recordedAt <= moment)?.position ?? BEFORE_THE_FIRST;
  }

  async follow(news: () => void) {
    this.#followers.add(news);
    return async () => {
      this.#followers.delete(news);
    };
  }
}
