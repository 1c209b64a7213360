import { type Database, PgDatabase, sql } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import type { Moment } from '@baikoo/kernel';
import {
  type Cause,
  EventStore,
  type Known,
  type NewEvent,
  type Position,
  type Recorded,
  StreamMoved,
} from '../event-store.js';
import type { StoreUnderTest } from '../store-under-test.js';
import { type ConnectionOptions, EventStoreDbConnection } from './connection.js';
import { EventStoreDbEventStore } from './eventstoredb-event-store.js';
import { ProtocolStandIn } from './protocol-stand-in/protocol-stand-in.js';

/** A database whose next transaction is lost at its commit, after everything in it was done. */
class ForgetfulDatabase extends PgDatabase {
  losesNextCommit = false;

  override transaction<T>(work: (tx: Database) => Promise<T>): Promise<T> {
    return super.transaction(async (tx) => {
      const result = await work(tx);
      if (!this.losesNextCommit) return result;
      this.losesNextCommit = false;
      throw new Error('The connection broke before the commit.');
    });
  }
}

/** A connection whose next append can be held back. */
class HesitantConnection extends EventStoreDbConnection {
  #held: Promise<void> | undefined;

  holdNextAppend(): () => void {
    let release = () => {};
    this.#held = new Promise<void>((resolve) => (release = resolve));
    return release;
  }

  override async append(...append: Parameters<EventStoreDbConnection['append']>) {
    const held = this.#held;
    this.#held = undefined;
    await held;
    return super.append(...append);
  }
}

/** The log of one server, and an index of it, on which stores are opened one after the other. */
export class ServerUnderTest {
  // A client takes half a second to connect, so each of the two processes keeps its own from test to test.
  readonly #own: HesitantConnection;
  readonly #other: EventStoreDbConnection;

  private constructor(
    readonly url: string,
    readonly database: TestDatabase,
    /** Undefined when it is a real server. */
    readonly standIn: ProtocolStandIn | undefined,
    options: ConnectionOptions = {},
  ) {
    this.#own = new HesitantConnection(url, options);
    this.#other = new EventStoreDbConnection(url, options);
  }

  /** The server that `EVENTSTORE_URL` names, or else the stand-in. */
  static async find(): Promise<ServerUnderTest> {
    const { EVENTSTORE_URL: url } = process.env;
    return url ? new ServerUnderTest(url, await createTestDatabase(), undefined) : ServerUnderTest.standIn();
  }

  static async standIn(options: ConnectionOptions = {}) {
    const standIn = await ProtocolStandIn.start();
    const server = new ServerUnderTest(standIn.url, await createTestDatabase(), standIn, options);
    return server as ServerUnderTest & { readonly standIn: ProtocolStandIn };
  }

  /** What is in the log already is as if it were not: a real server cannot be emptied. */
  async open(): Promise<StoreUnderTest & { readonly inTheLog: (stream: string) => string }> {
    const own = new ForgetfulDatabase(this.database.url);
    let now: string | null = null;
    const closing: (() => Promise<void>)[] = [];
    const names = new OwnNames();
    const process = (db: PgDatabase, log: EventStoreDbConnection): EventStore => {
      const store = new EventStoreDbEventStore(db, log, { clock: () => now });
      closing.push(async () => {
        await store.close();
        await db.close();
      });
      return new RenamingEventStore(store, names);
    };
    const store = process(own, this.#own);
    await store.head();
    await this.database.owner.query(sql`truncate eventstoredb.event, eventstoredb.receipt`);
    return {
      store,
      inTheLog: names.inTheLog,
      another: async () => process(new PgDatabase(this.database.url), this.#other),
      setClock: (moment: Moment) => (now = moment),
      loseNextAnswer: () => (own.losesNextCommit = true),
      holdNextAppend: () => this.#own.holdNextAppend(),
      dropConnections: async () => {
        await this.standIn?.restart();
        await this.database.owner.query(sql`
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`);
      },
      close: async () => {
        for (const close of closing) await close();
      },
    };
  }

  async close(): Promise<void> {
    this.standIn?.stop();
    await this.database.drop();
  }
}

/** Names of streams that no earlier test used: `count-1` is `count-<run>.1` in the log. */
class OwnNames {
  readonly #run = crypto.randomUUID().slice(0, 8);

  inTheLog = (stream: string): string => stream.replace('-', `-${this.#run}.`);
  here = (stream: string): string => stream.replace(`-${this.#run}.`, '-');
}

/** Gives streams names of their own, in both directions, and is otherwise the store that it wraps. */
class RenamingEventStore extends EventStore {
  constructor(
    private readonly store: EventStore,
    private readonly names: OwnNames,
  ) {
    super();
  }

  async read(stream: string) {
    return this.#all(await this.store.read(this.names.inTheLog(stream)));
  }

  async append(
    stream: string,
    expected: number,
    events: readonly NewEvent[],
    cause: Cause,
    restsOn: readonly Known[] = [],
  ) {
    const known = restsOn.map((each) => ({ ...each, stream: this.names.inTheLog(each.stream) }));
    try {
      return this.#one(await this.store.append(this.names.inTheLog(stream), expected, events, cause, known));
    } catch (error) {
      if (!(error instanceof StreamMoved)) throw error;
      throw new StreamMoved(this.names.here(error.stream), error.expected, error.actual);
    }
  }

  async findReceipt(commandId: string) {
    const receipt = await this.store.findReceipt(commandId);
    return receipt && this.#one(receipt);
  }

  async readLog(after: Position, limit: number) {
    return this.#all(await this.store.readLog(after, limit));
  }

  async readCategory(category: string, after: Position, limit: number) {
    return this.#all(await this.store.readCategory(category, after, limit));
  }

  async readCorrelation(correlationId: string) {
    return this.#all(await this.store.readCorrelation(correlationId));
  }

  async findLast(upTo?: Position) {
    const last = await this.store.findLast(upTo);
    return last && this.#one(last);
  }

  head() {
    return this.store.head();
  }

  positionAt(moment: Moment) {
    return this.store.positionAt(moment);
  }

  follow(news: () => void) {
    return this.store.follow(news);
  }

  #one = <T extends { readonly stream: string }>(named: T): T => ({ ...named, stream: this.names.here(named.stream) });
  #all = (events: readonly Recorded[]) => events.map((event) => this.#one(event));
}
