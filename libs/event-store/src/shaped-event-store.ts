import { isDiskFull } from '@baikoo/database';
import type { Moment } from '@baikoo/kernel';
import { type Cause, EventStore, type Known, type NewEvent, type Position, type Recorded } from './event-store.js';
import type { EventShapes } from './event-shapes.js';
import { isKnown } from './known.js';
import { NotRecordable } from './recordable.js';

/** A type and version that the record holds and this build does not know. */
export type UnknownShape = {
  readonly type: string;
  readonly schemaVersion: number;
  /** How often an event of it was read since the process began; the same event counts each time. */
  readonly timesRead: number;
};

/**
 * The record as this build understands it, over any adapter: what is appended gets the current version of its shape,
 * what is read comes in the current shape, and what this build does not know comes marked as unknown. Nothing is left
 * out, and the record itself never changes.
 */
export class ShapedEventStore extends EventStore {
  readonly #unknown = new Map<string, UnknownShape>();
  #diskFullAt: Date | undefined;

  constructor(
    /** The record as it was written: what proofs and copies are made of. */
    readonly recorded: EventStore,
    private readonly shapes: EventShapes,
    /** Told of the first event of each unknown type and version that this process reads. */
    private readonly onUnknown: (event: Recorded) => void = () => {},
  ) {
    super();
  }

  /** What was read and not understood since the process began, for a metric. */
  get unknownShapes(): readonly UnknownShape[] {
    return [...this.#unknown.values()];
  }

  /** When an append last found the disk full; undefined again as soon as one finds room. */
  get diskFullAt(): Date | undefined {
    return this.#diskFullAt;
  }

  /** Throws {@link NotRecordable} for a type that is not registered: nobody writes what nobody can read. */
  override async append(
    stream: string,
    expected: number,
    events: readonly NewEvent[],
    cause: Cause,
    restsOn?: readonly Known[],
  ) {
    try {
      const receipt = await this.recorded.append(stream, expected, events.map(this.#stamp), cause, restsOn);
      this.#diskFullAt = undefined;
      return receipt;
    } catch (error) {
      if (isDiskFull(error)) this.#diskFullAt = new Date();
      throw error;
    }
  }

  override async read(stream: string) {
    return this.#toCurrent(await this.recorded.read(stream));
  }

  override async readAll(streams: readonly string[], upTo?: Position) {
    return this.#toCurrent(await this.recorded.readAll(streams, upTo));
  }

  override async readLog(after: Position, limit: number) {
    return this.#toCurrent(await this.recorded.readLog(after, limit));
  }

  override async readCategory(category: string, after: Position, limit: number) {
    return this.#toCurrent(await this.recorded.readCategory(category, after, limit));
  }

  override async readCorrelation(correlationId: string) {
    return this.#toCurrent(await this.recorded.readCorrelation(correlationId));
  }

  override async findLast(upTo?: Position) {
    const last = await this.recorded.findLast(upTo);
    return last && this.#toCurrent([last])[0];
  }

  override findReceipt(commandId: string) {
    return this.recorded.findReceipt(commandId);
  }

  override head() {
    return this.recorded.head();
  }

  override positionAt(moment: Moment) {
    return this.recorded.positionAt(moment);
  }

  override follow(news: () => void) {
    return this.recorded.follow(news);
  }

  override close() {
    return this.recorded.close();
  }

  readonly #stamp = (event: NewEvent, index: number): NewEvent => {
    const current = this.shapes.currentVersionOf(event.type);
    const path = `events[${index}].type`;
    if (current === undefined)
      throw new NotRecordable('NO_SHAPE', path, `no slice has registered the event type ${event.type}`);
    if (event.schemaVersion !== undefined && event.schemaVersion !== current)
      throw new NotRecordable('NO_SHAPE', path, `${event.type} is written as version ${current}, and no other`);
    return { ...event, schemaVersion: current };
  };

  #toCurrent(events: readonly Recorded[]): readonly Recorded[] {
    return events.map((event) => {
      const current = this.shapes.toCurrent(event);
      if (!isKnown(current)) this.#notice(current);
      return current;
    });
  }

  #notice(event: Recorded): void {
    const { type, schemaVersion } = event;
    const key = `${schemaVersion} ${type}`;
    const timesRead = (this.#unknown.get(key)?.timesRead ?? 0) + 1;
    this.#unknown.set(key, { type, schemaVersion, timesRead });
    if (timesRead === 1) this.onUnknown(event);
  }
}
