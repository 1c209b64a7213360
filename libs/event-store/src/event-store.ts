import type { AnyEvent, Moment } from '@baikoo/kernel';

/**
 * The place of an event in the whole log: grows from event to event, never repeats. 0n is before the first.
 * A bigint, because EventStoreDB's positions exceed what a float holds exactly.
 */
export type Position = bigint;

export const BEFORE_THE_FIRST: Position = 0n;

/** Who caused an event, in which capacity, why and on what basis. The same for all events of one command. */
export type Cause = {
  /** Made by the client: the same command sent twice has one effect. */
  readonly commandId: string;
  /** Joins everything that one request set in motion: attempts, facts, consequences. */
  readonly correlationId: string;
  /** The event that led to this command, when a process of ours issued it. */
  readonly causationId: string | null;
  readonly actorId: string;
  readonly organisationId: string;
  readonly roleAtTime: string;
  readonly territoryAtTime: string | null;
  readonly onBehalfOf: string | null;
  readonly reason: string | null;
  /** The legal act that the change rests on, as its author named it. */
  readonly legalBasis: string | null;
  /** Of what was asked, and by whom: the same commandId for another wish is not a replay. Null for our own processes. */
  readonly fingerprint: string | null;
  /** When it holds in the world, if that is not when it was recorded: a date or a moment. */
  readonly effectiveAt: string | null;
  /** The revision of the history that the caller looked at. `execute` checks it; it is never recorded. */
  readonly expectedRevision?: number | null;
};

export type Recorded<E extends AnyEvent = AnyEvent> = E & {
  readonly eventId: string;
  readonly stream: string;
  /** Place in its own stream, from 1. */
  readonly revision: number;
  readonly position: Position;
  /** Of the shape that `data` have. */
  readonly schemaVersion: number;
  /** When the record learned of it. Never earlier than that of the event before. */
  readonly recordedAt: Moment;
  readonly cause: Cause;
  /** What was written, where `data` were made of it because it has an older shape. */
  readonly written?: { readonly schemaVersion: number; readonly data: object };
  /** This build knows no such type, or not this version of it: it cannot tell what `data` mean. */
  readonly unknown?: true;
  /** An upcast of this build fails on what was written: whoever looks into `data` gets this error instead. */
  readonly unreadable?: Error;
};

/** What an accepted command gets, the first time and each time it is sent again. */
export type Receipt = {
  readonly commandId: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  /** Of the command that was accepted. */
  readonly fingerprint: string | null;
};

/**
 * A fact to be recorded; the version of its shape is 1 unless said. Its id is made when it is recorded, unless a
 * history that must come out the same each time says it.
 */
export type NewEvent = AnyEvent & { readonly schemaVersion?: number; readonly eventId?: string };

/** What somebody knew of a history when they decided. */
export type Known = { readonly stream: string; readonly revision: number };

/** Several streams are read a few at a time: the connections are everybody's. */
const AT_ONCE = 5;

/**
 * The record. Appending is all or nothing; the log has one order; whoever follows it never skips an event.
 * Every adapter passes `eventStoreContract`.
 */
export abstract class EventStore {
  /** The events of one stream from the first; an unknown stream is empty. */
  abstract read(stream: string): Promise<readonly Recorded[]>;

  /**
   * The events of several streams as one history, in log order, up to a position or to the end: a store that can asks for all
   * of them at once.
   */
  async readAll(streams: readonly string[], upTo?: Position): Promise<readonly Recorded[]> {
    const histories: (readonly Recorded[])[] = [];
    const asked = [...new Set(streams)];
    for (let first = 0; first < asked.length; first += AT_ONCE)
      histories.push(...(await Promise.all(asked.slice(first, first + AT_ONCE).map((stream) => this.read(stream)))));
    const history = histories.flat().toSorted((a, b) => (a.position < b.position ? -1 : 1));
    return upTo === undefined ? history : history.filter(({ position }) => position <= upTo);
  }

  /**
   * Appends unless the stream has moved on from `expected` (0 is "no such stream yet"): then {@link StreamMoved}.
   * A command that was accepted before appends nothing and gets its first receipt. The same holds of each history that
   * the decision rests on: if one of `restsOn` has moved, nothing is appended. What no store could give back unchanged
   * is refused as {@link NotRecordable}. Any other error leaves open whether the events were appended: sending the same
   * command again is safe and says.
   */
  abstract append(
    stream: string,
    expected: number,
    events: readonly NewEvent[],
    cause: Cause,
    restsOn?: readonly Known[],
  ): Promise<Receipt>;

  /** The receipt of a command that was accepted, in whichever process and before whichever restart. */
  abstract findReceipt(commandId: string): Promise<Receipt | undefined>;

  /** Up to `limit` events after `position`, in log order. */
  abstract readLog(after: Position, limit: number): Promise<readonly Recorded[]>;

  /** Up to `limit` events after `position` of the streams whose names begin with `category-`, in log order. */
  abstract readCategory(category: string, after: Position, limit: number): Promise<readonly Recorded[]>;

  /** Everything that one request set in motion, in log order. */
  abstract readCorrelation(correlationId: string): Promise<readonly Recorded[]>;

  /** The newest event at or before `position`, or of the whole log; undefined when there is none. */
  abstract findLast(upTo?: Position): Promise<Recorded | undefined>;

  /** The position of the newest event. */
  abstract head(): Promise<Position>;

  /** The newest position whose event the record had learned of at `moment`; {@link BEFORE_THE_FIRST} if none. */
  abstract positionAt(moment: Moment): Promise<Position>;

  /**
   * Calls `news` soon after something was appended, by whichever process. May call too often; a call can be lost with a
   * connection, so whoever follows also looks by itself now and then ({@link followLog} does).
   */
  abstract follow(news: () => void): Promise<() => Promise<void>>;

  /** Gives back what the store holds open. The record itself is safe at any moment. */
  async close(): Promise<void> {}
}

/** Somebody else wrote to the stream first. Safe to retry from the read. */
export class StreamMoved extends Error {
  constructor(
    readonly stream: string,
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`${stream} is at revision ${actual}, not ${expected}`);
    this.name = 'StreamMoved';
  }
}
