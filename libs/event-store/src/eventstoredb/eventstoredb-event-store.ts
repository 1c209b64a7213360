import type { Database } from '@baikoo/database';
import type { Moment } from '@baikoo/kernel';
import { AppendQueue, waitingAppend } from '../append-queue.js';
import {
  BEFORE_THE_FIRST,
  type Cause,
  EventStore,
  type Known,
  type NewEvent,
  type Position,
  type Receipt,
  type Recorded,
} from '../event-store.js';
import { Appending } from './append.js';
import { CatchUp } from './catch-up.js';
import type { EventStoreDbConnection } from './connection.js';
import { Contents } from './contents.js';
import { eventIdOf } from './event-mapping.js';
import { LogIndex } from './log-index.js';
import { LiveSubscription } from './subscription.js';

export type EventStoreDbOptions = {
  /** For specs and generated histories. In service the clock of PostgreSQL is the one that all processes share. */
  readonly clock?: () => Moment | null;
  /** Told why a live subscription ended. It is begun anew by itself. */
  readonly onDrop?: (error: unknown) => void;
  /** Events of the log that are read at once when it is indexed. */
  readonly page?: number;
};

/**
 * The record in EventStoreDB or KurrentDB (ADR 0015). Its log is the truth; PostgreSQL keeps an index of it, which says
 * where events stand, gives writers their turn, and can be built anew. An event's position is its commit position.
 */
export class EventStoreDbEventStore extends EventStore {
  readonly #index: LogIndex;
  readonly #catchUp: CatchUp;
  readonly #contents: Contents;
  readonly #queue: AppendQueue;
  readonly #subscription: LiveSubscription;

  constructor(
    db: Database,
    private readonly log: EventStoreDbConnection,
    { clock = () => null, onDrop = () => {}, page }: EventStoreDbOptions = {},
  ) {
    super();
    this.#index = new LogIndex(db);
    this.#catchUp = new CatchUp(db, log, page);
    this.#contents = new Contents(log);
    const appending = new Appending(db, log, this.#catchUp, clock);
    this.#queue = new AppendQueue((batch) => appending.write(batch));
    this.#subscription = new LiveSubscription(log, onDrop);
  }

  async append(
    stream: string,
    expected: number,
    events: readonly NewEvent[],
    cause: Cause,
    restsOn: readonly Known[] = [],
  ): Promise<Receipt> {
    const idOf = (place: number) => eventIdOf(cause.commandId, place);
    return this.#queue.add(waitingAppend({ stream, revision: expected }, events, cause, restsOn, idOf));
  }

  /** What was acknowledged is in the index, so nothing has to be looked for in the log first. */
  async read(stream: string): Promise<readonly Recorded[]> {
    return this.#contents.ofStreams(await this.#index.ofStream(stream), this.log.giveUpAt());
  }

  async findReceipt(commandId: string): Promise<Receipt | undefined> {
    const find = async () => (await this.#index.receipts([commandId])).get(commandId);
    const known = await find();
    if (known) return known;
    // Its append may have been written, and its answer lost before it was indexed.
    await this.#current();
    return find();
  }

  async readLog(after: Position, limit: number): Promise<readonly Recorded[]> {
    const giveUpAt = await this.#current();
    return this.#contents.ofLog(await this.#index.after(after, limit), giveUpAt);
  }

  async readCategory(category: string, after: Position, limit: number): Promise<readonly Recorded[]> {
    const giveUpAt = await this.#current();
    return this.#contents.ofStreams(await this.#index.ofCategory(category, after, limit), giveUpAt);
  }

  async readCorrelation(correlationId: string): Promise<readonly Recorded[]> {
    const giveUpAt = await this.#current();
    return this.#contents.ofStreams(await this.#index.ofCorrelation(correlationId), giveUpAt);
  }

  async findLast(upTo?: Position): Promise<Recorded | undefined> {
    const giveUpAt = await this.#current();
    return (await this.#contents.ofStreams(await this.#index.lastUpTo(upTo), giveUpAt))[0];
  }

  async head(): Promise<Position> {
    await this.#current();
    return (await this.#index.head()).position;
  }

  async positionAt(moment: Moment): Promise<Position> {
    await this.#current();
    return (await this.#index.lastAt(moment))[0]?.position ?? BEFORE_THE_FIRST;
  }

  async follow(news: () => void): Promise<() => Promise<void>> {
    return this.#subscription.follow(news);
  }

  override async close(): Promise<void> {
    await this.#subscription.close();
    await this.log.close();
  }

  /** Makes sure that the index holds whatever the log does; returns until when the caller may go on reading. */
  async #current(): Promise<number> {
    const giveUpAt = this.log.giveUpAt();
    await this.#catchUp.runIfBehind();
    return giveUpAt;
  }
}
