import {
  type AllStreamResolvedEvent,
  BACKWARDS,
  END,
  excludeSystemEvents,
  jsonEvent,
  type JSONEventType,
  KurrentDBClient,
  NO_STREAM,
  type RecordedEvent,
  type ResolvedEvent,
  START,
  UnavailableError,
} from '@eventstore/db-client';
import { insist, typeOf } from './calls.js';

/** A place in the log of EventStoreDB. Both numbers are the same where an event has a record of its own, as ours do. */
export type LogPosition = { readonly commit: bigint; readonly prepare: bigint };

/** An event as the log gives it back. */
export type LoggedEvent = {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  /** From 1, as everywhere in our record; EventStoreDB counts from 0. */
  readonly revision: number;
  /** Known only where the whole log was read. */
  readonly position: LogPosition | undefined;
  readonly data: unknown;
  readonly metadata: unknown;
};

export type EventToAppend = {
  readonly id: string;
  readonly type: string;
  readonly data: object;
  readonly metadata: object;
};

export type ConnectionOptions = {
  /** How long one call may go without an answer, in milliseconds. */
  readonly callMs?: number;
  /** How long somebody may wait for all calls that they need: less than PostgreSQL lets others wait for the head. */
  readonly patienceMs?: number;
};

/**
 * Everything that we ask of EventStoreDB, and the only file that knows its client. The client sets reads and appends no
 * deadline of its own and tries nothing twice; here each call has a deadline, and is made again while its fault is one
 * that passes, until `giveUpAt` (a time in milliseconds): then {@link Unavailable}.
 */
export class EventStoreDbConnection {
  readonly #client: KurrentDBClient;
  readonly #callMs: number;
  readonly #patienceMs: number;

  /** `url` is a connection string: `esdb://`, `kurrentdb://`, or either with `+discover`. */
  constructor(url: string, { callMs = 2_000, patienceMs = 8_000 }: ConnectionOptions = {}) {
    this.#client = openClient(url);
    this.#callMs = callMs;
    this.#patienceMs = patienceMs;
  }

  /** When somebody who begins now stops waiting. */
  giveUpAt(): number {
    return Date.now() + this.#patienceMs;
  }

  /**
   * Appends to a stream that stands at `expected` (0 is "no such stream yet"). The same events with the same ids may be
   * sent again: the server compares the ids with what stands there. CONFLICT when the stream stands elsewhere.
   */
  async append(
    stream: string,
    expected: number,
    events: readonly EventToAppend[],
    giveUpAt: number,
  ): Promise<'APPENDED' | 'CONFLICT'> {
    const streamState = expected === 0 ? NO_STREAM : BigInt(expected - 1);
    const proposed = events.map((event) => jsonEvent(event as JSONEventType & { id: string }));
    try {
      await this.#insist(giveUpAt, (deadline) =>
        this.#client.appendToStream(stream, proposed, { streamState, deadline, requiresLeader: true }),
      );
      return 'APPENDED';
    } catch (error) {
      if (typeOf(error) === 'wrong-expected-version') return 'CONFLICT';
      throw error;
    }
  }

  /** `count` events of a stream from a revision on; fewer where the stream ends or has been truncated. */
  async readStream(stream: string, from: number, count: number, giveUpAt: number): Promise<readonly LoggedEvent[]> {
    try {
      const events = await this.#insist(giveUpAt, (_, heard) =>
        collect(
          this.#client.readStream(stream, {
            fromRevision: BigInt(from - 1),
            maxCount: count,
            requiresLeader: true,
          }) as AsyncIterable<ResolvedEvent>,
          heard,
        ),
      );
      return events.flatMap(({ event }) => (event ? [loggedEvent(event, undefined)] : []));
    } catch (error) {
      if (typeOf(error) === 'stream-not-found') return [];
      throw error;
    }
  }

  /** Up to `count` events of the whole log, the server's own among them, beginning with the one AT `from`. */
  async readAll(from: LogPosition | undefined, count: number, giveUpAt: number): Promise<readonly LoggedEvent[]> {
    const events = await this.#insist(giveUpAt, (_, heard) =>
      collect(
        this.#client.readAll({
          fromPosition: from ?? START,
          maxCount: count,
          requiresLeader: true,
        }) as AsyncIterable<AllStreamResolvedEvent>,
        heard,
      ),
    );
    return events.flatMap(({ event }) => (event ? [loggedEvent(event, event.position)] : []));
  }

  /** The newest event of a stream of the server itself; undefined when there is none, HIDDEN if we may not read it. */
  async findNewest(stream: string, giveUpAt: number): Promise<LoggedEvent | 'HIDDEN' | undefined> {
    try {
      const [newest] = await this.#insist(giveUpAt, (_, heard) =>
        collect(
          this.#client.readStream(stream, {
            direction: BACKWARDS,
            fromRevision: END,
            maxCount: 1,
          }) as AsyncIterable<ResolvedEvent>,
          heard,
        ),
      );
      return newest?.event && loggedEvent(newest.event, undefined);
    } catch (error) {
      if (typeOf(error) === 'stream-not-found') return undefined;
      if (typeOf(error) === 'access-denied') return 'HIDDEN';
      throw error;
    }
  }

  /**
   * Calls `heard` once the server has confirmed that it will tell, and for whatever is appended then, until the
   * subscription ends: by the signal, by a fault, which is thrown, or because the server ended it.
   */
  async listen(heard: () => void, signal: AbortSignal): Promise<void> {
    const subscription = this.#client.subscribeToAll({ fromPosition: END, filter: excludeSystemEvents() });
    // Leaving a subscription does not end it on the server.
    const leave = () => {
      subscription.unsubscribe().catch(() => {});
      subscription.destroy();
    };
    subscription.on('error', () => {});
    subscription.on('confirmation', heard);
    signal.addEventListener('abort', leave);
    try {
      await each(subscription, heard);
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      signal.removeEventListener('abort', leave);
      leave();
    }
  }

  /** Ends what is under way. */
  async close(): Promise<void> {
    await this.#client.dispose();
  }

  #insist<T>(giveUpAt: number, call: (deadline: number, heard: () => void) => Promise<T>): Promise<T> {
    return insist({ callMs: this.#callMs, giveUpAt }, call);
  }
}

/** gRPC's number for a channel that was closed. */
const SHUTDOWN = 4;

/** The client, without two of its ways to reject a promise that nobody holds: Node ends a process for that. */
export function openClient(url: string): KurrentDBClient {
  // The old name of the protocol means the same; the client warns of it on the console.
  const client = KurrentDBClient.connectionString(url.replace(/^esdb/, 'kurrentdb'));
  // Where the server offers it, the client appends by BatchAppend: one call for all appends, whose queue rejects what
  // waits in it when the call breaks. Nor does such a call have a deadline. Told that the server offers nothing more
  // than the basics, it makes a call of its own for each append.
  client['supports'] = async () => false;
  // A call that begins just when another one fails can meet the channel closed, and throws where nobody catches it.
  const execute = client['execute'];
  client['execute'] = (service, name, action) =>
    execute(service, name, async (grpc) => {
      if (grpc.getChannel().getConnectivityState(false) !== SHUTDOWN) return action(grpc);
      throw new UnavailableError(Object.assign(new Error('The channel was closed.'), UNSAID));
    });
  return client;
}

const UNSAID = { code: 14, details: '', metadata: undefined as never };

async function collect<T>(events: AsyncIterable<T>, heard: () => void): Promise<readonly T[]> {
  const collected: T[] = [];
  await each(events, (event) => {
    heard();
    collected.push(event);
  });
  return collected;
}

/** Tells each as it comes, until they end; throws the fault that ended them otherwise. */
async function each<T>(events: AsyncIterable<T>, tell: (event: T) => void): Promise<void> {
  for await (const event of events) tell(event);
}

const loggedEvent = (
  { id, type, streamId, revision, data, metadata }: RecordedEvent,
  position: LogPosition | undefined,
): LoggedEvent => ({ id, type, stream: streamId, revision: Number(revision) + 1, position, data, metadata });
