import type { AnyEvent, Moment } from '@baikoo/kernel';
import {
  BEFORE_THE_FIRST,
  type Cause,
  EventStore,
  type Known,
  type NewEvent,
  type Position,
  type Receipt,
  type Recorded,
  StreamMoved,
} from '../event-store.js';
import { recordable } from '../recordable.js';

/** The record in memory, for specs: the same promises as the durable stores, except to survive the process. */
export class MemoryEventStore extends EventStore {
  readonly #log: Recorded[] = [];
  readonly #streams = new Map<string, Recorded[]>();
  readonly #receipts = new Map<string, Receipt>();
  readonly #followers = new Set<() => void>();

  constructor(private readonly clock: () => Moment = () => new Date().toISOString()) {
    super();
  }

  async read(stream: string): Promise<readonly Recorded[]> {
    return [...(this.#streams.get(stream) ?? [])];
  }

  async append(
    stream: string,
    expected: number,
    events: readonly NewEvent[],
    cause: Cause,
    restsOn: readonly Known[] = [],
  ): Promise<Receipt> {
    const written = recordable(stream, events, cause);
    const earlier = this.#receipts.get(cause.commandId);
    if (earlier) return earlier;
    for (const known of [...restsOn, { stream, revision: expected }]) {
      const revision = this.#streams.get(known.stream)?.length ?? 0;
      if (revision !== known.revision) throw new StreamMoved(known.stream, known.revision, revision);
    }
    const now = this.clock();
    const last = this.#log.at(-1)?.recordedAt ?? now;
    const history = this.#streams.get(stream) ?? [];
    this.#streams.set(stream, history);
    for (const { data, ...event } of written.events) {
      const recorded: Recorded = {
        ...event,
        data: JSON.parse(data) as AnyEvent['data'],
        stream,
        revision: history.length + 1,
        position: BigInt(this.#log.length + 1),
        recordedAt: now < last ? last : now,
        cause: JSON.parse(written.cause) as Cause,
      };
      history.push(recorded);
      this.#log.push(recorded);
    }
    const { commandId, fingerprint } = cause;
    const receipt = { commandId, fingerprint, stream, revision: history.length, position: BigInt(this.#log.length) };
    this.#receipts.set(commandId, receipt);
    for (const news of this.#followers) news();
    return receipt;
  }

  async findReceipt(commandId: string) {
    return this.#receipts.get(commandId);
  }

  async readLog(after: Position, limit: number) {
    return this.#log.slice(Number(after), Number(after) + limit);
  }

  async readCategory(category: string, after: Position, limit: number) {
    return this.#log
      .slice(Number(after))
      .filter(({ stream }) => stream.startsWith(`${category}-`))
      .slice(0, limit);
  }

  async readCorrelation(correlationId: string) {
    return this.#log.filter(({ cause }) => cause.correlationId === correlationId);
  }

  async findLast(upTo?: Position) {
    return upTo === undefined ? this.#log.at(-1) : this.#log.findLast(({ position }) => position <= upTo);
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
