import { type Cause, EventStore, type NewEvent, type Position, type Receipt, type Recorded } from '@baikoo/event-store';

/**
 * A record on which a change is rehearsed: reads what the real one holds and keeps what is appended to itself. So a dry
 * run is decided by the very handlers that will decide in earnest.
 */
export class RehearsalStore extends EventStore {
  readonly #kept = new Map<string, Recorded[]>();

  constructor(
    private readonly real: EventStore,
    private readonly now: string,
  ) {
    super();
  }

  /** What was appended to a history since it is rehearsed. */
  keptOf(stream: string): readonly Recorded[] {
    return this.#kept.get(stream) ?? [];
  }

  override async read(stream: string): Promise<readonly Recorded[]> {
    return [...(await this.real.read(stream)), ...(this.#kept.get(stream) ?? [])];
  }

  override async append(stream: string, expected: number, events: readonly NewEvent[], cause: Cause): Promise<Receipt> {
    const kept = this.#kept.get(stream) ?? [];
    const recorded = events.map((event, i): Recorded => ({
      ...{ ...event, stream, cause, schemaVersion: event.schemaVersion ?? 1, recordedAt: this.now },
      ...{ eventId: `rehearsed-${expected + i + 1}`, revision: expected + i + 1, position: 0n },
    }));
    this.#kept.set(stream, [...kept, ...recorded]);
    const { commandId, fingerprint } = cause;
    return { commandId, fingerprint, stream, revision: expected + events.length, position: 0n };
  }

  override findReceipt = (commandId: string) => this.real.findReceipt(commandId);
  override readLog = (after: Position, limit: number) => this.real.readLog(after, limit);
  override readCategory = (category: string, after: Position, limit: number) =>
    this.real.readCategory(category, after, limit);
  override readCorrelation = (correlationId: string) => this.real.readCorrelation(correlationId);
  override findLast = (upTo?: Position) => this.real.findLast(upTo);
  override head = () => this.real.head();
  override positionAt = (moment: string) => this.real.positionAt(moment);
  override follow = (news: () => void) => this.real.follow(news);
}
