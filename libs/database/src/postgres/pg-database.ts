import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import pg from 'pg';
import { Database, type Patience, type Session } from '../database.js';
import { type Sql, textOf } from '../sql.js';
import { noteStatement } from '../watched-statements.js';
import { copyOutOf } from './copy-out.js';
import { connectionLimits, LIMITS, SERVER_LIMITS, type StatementLimits } from './limits.js';
import { isOutdatedPlan } from './outdated-plan.js';
import { PgTransaction } from './pg-transaction.js';
import { endConnection, isSilence, limited } from './silence.js';

/** Read models stand in `read` under bare names, so that a rebuilt schema can take its place. */
const SEARCH_PATH = 'read,projection,record,public';

const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.DATE, (text) => text);
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString());

/** A connection that only listens is asked this often whether anybody is there. */
const HEARTBEAT_MS = 10_000;

/**
 * A name holds a plan on each connection that used it, and filters make texts without number. So a text gets a name when
 * it is asked for again, the longest unused name is forgotten beyond this many, and a connection is replaced by a new one
 * after so many uses, which ends the plans whose names were forgotten.
 */
const NAMED = 500;
const USES_OF_CONNECTION = 50_000;

/** How long to wait before listening again after the connection was lost. */
const RECONNECT_MS = 500;

export type PgDatabaseOptions = {
  /** Connections kept at most. */
  readonly max?: number;
  /** Told about connections that broke while nobody was using them; the pool replaces them by itself. */
  readonly onIdleError?: (error: Error) => void;
  /** Other limits than those of service, for specs. */
  readonly limits?: StatementLimits;
  /** Where bare names are looked for; read models first unless said. */
  readonly searchPath?: string;
  /** Statements planned once a connection and kept, at most. */
  readonly named?: number;
};

export class PgDatabase extends Database {
  readonly #pool: pg.Pool;
  readonly #onIdleError: (error: Error) => unknown;
  readonly #limits: StatementLimits;
  readonly #searchPath: string;
  readonly #names: LRUCache<string, string>;
  readonly #askedOnce: LRUCache<string, true>;
  #named = 0;
  #closed: Promise<void> | undefined;

  constructor(
    private readonly url: string,
    {
      max = 10,
      onIdleError = () => {},
      limits = LIMITS,
      searchPath = SEARCH_PATH,
      named = NAMED,
    }: PgDatabaseOptions = {},
  ) {
    super();
    this.#limits = limits;
    this.#searchPath = searchPath;
    this.#names = new LRUCache({ max: named });
    this.#askedOnce = new LRUCache({ max: named * 4 });
    // A pool reports itself closed before its last sockets are: what they say then is no longer news.
    this.#onIdleError = (error) => this.#closed ?? onIdleError(error);
    this.#pool = new pg.Pool({ ...this.#connection(), max, maxUses: USES_OF_CONNECTION });
    this.#pool.on('error', this.#onIdleError);
  }

  async query<Row>(statement: Sql): Promise<readonly Row[]> {
    try {
      return (await this.#pool.query(this.#limited(statement))).rows as Row[];
    } catch (error) {
      if (!isOutdatedPlan(error)) throw error;
      // A read model was rebuilt with other columns and took its table's place: the statement is planned anew.
      this.#forget(statement);
      return (await this.#pool.query(this.#limited(statement))).rows as Row[];
    }
  }

  copyIn(target: Sql, rows: string): Promise<void> {
    return this.transaction((tx) => tx.copyIn(target, rows));
  }

  async *copyOut(question: Sql): AsyncGenerator<Buffer> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    const onLoss = (error: Error) => (broken ??= error);
    client.on('error', onLoss);
    try {
      yield* copyOutOf(client, question, this.#limits.silenceMs);
    } catch (error) {
      // Whatever it was: what the connection still has to say of it would be taken for the next caller's answer.
      broken ??= error as Error;
      throw error;
    } finally {
      client.off('error', onLoss);
      client.release(broken);
    }
  }

  async session({ long = false }: Patience = {}): Promise<Session> {
    const client = new pg.Client(this.#connection());
    const lost = new AbortController();
    client.on('error', this.#onIdleError);
    client.once('end', () => lost.abort());
    await client.connect();
    const silenceMs = long ? undefined : this.#limits.silenceMs;
    const ask = async <Row>(text: string, values: unknown[] = []) =>
      (await client.query(limited({ text, values }, silenceMs))).rows as Row[];
    if (long) for (const name of SERVER_LIMITS) await ask(`set ${name} to 0`);
    return {
      query: <Row>(statement: Sql) => ask<Row>(textOf(statement), [...statement.values]),
      lost: lost.signal,
      close: () => endConnection(client),
    };
  }

  async transaction<T>(work: (tx: Database) => Promise<T>, { long = false }: Patience = {}): Promise<T> {
    const client = await this.#pool.connect();
    const silenceMs = long ? undefined : this.#limits.silenceMs;
    const say = (text: string) => client.query(limited({ text }, silenceMs));
    let broken: Error | undefined;
    // A lent connection is nobody's to watch but ours: without a listener its loss would end the whole process.
    const onLoss = (error: Error) => (broken ??= error);
    client.on('error', onLoss);
    const tx = new PgTransaction(
      client,
      { of: (statement) => this.#prepared(statement), forget: (statement) => this.#forget(statement) },
      silenceMs,
    );
    try {
      await say('begin');
      if (long) for (const name of SERVER_LIMITS) await say(`set local ${name} to 0`);
      const result = await work(tx);
      tx.end();
      await say('commit');
      return result;
    } catch (error) {
      tx.end();
      // A connection that cannot even roll back is thrown away instead of being lent to the next caller; a silent one is
      // not asked to. PostgreSQL rolls back by itself when the connection ends.
      if (isSilence(error)) onLoss(error);
      else await say('rollback').catch(onLoss);
      throw error;
    } finally {
      client.off('error', onLoss);
      client.release(broken);
    }
  }

  async listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>> {
    const stopped = new AbortController();
    const listening = (async () => {
      while (!stopped.signal.aborted) {
        await this.#listenOnce(channel, heard, stopped.signal).catch(this.#onIdleError);
        await sleep(RECONNECT_MS, undefined, { signal: stopped.signal }).catch(() => {});
      }
    })();
    return async () => {
      stopped.abort();
      await listening;
    };
  }

  /** Listens on a connection of its own until it is lost, silent or no longer wanted, and always gives it back. */
  async #listenOnce(channel: string, heard: (payload: string) => void, stopped: AbortSignal): Promise<void> {
    const client = new pg.Client(this.#connection());
    const lost = new AbortController();
    client.once('end', () => lost.abort());
    const ended = AbortSignal.any([stopped, lost.signal]);
    const say = (text: string) => client.query(limited({ text }, this.#limits.silenceMs));
    client.on('error', this.#onIdleError);
    client.on('notification', ({ payload }) => heard(payload ?? ''));
    try {
      await client.connect();
      await say(`listen ${pg.escapeIdentifier(channel)}`);
      // Whatever was said while nobody listened: look once.
      heard('');
      for (;;) {
        await sleep(HEARTBEAT_MS, undefined, { signal: ended }).catch(() => {});
        if (ended.aborted) return;
        await say('select 1');
      }
    } finally {
      await endConnection(client);
    }
  }

  close(): Promise<void> {
    return (this.#closed ??= this.#pool.end());
  }

  #connection(): pg.ClientConfig {
    return { connectionString: this.url, types, ...connectionLimits(this.#searchPath, this.#limits) };
  }

  #limited(statement: Sql): pg.QueryConfig {
    return limited(this.#prepared(statement), this.#limits.silenceMs);
  }

  #forget(statement: Sql): void {
    this.#names.delete(textOf(statement));
  }

  /** Named statements are planned once a connection: 117 µs against 175 µs in our trial. */
  #prepared(statement: Sql): pg.QueryConfig {
    const text = textOf(statement);
    noteStatement(text);
    if (statement.values.length === 0) return { text };
    const values = [...statement.values];
    let name = this.#names.get(text);
    if (name) return { name, text, values };
    if (!this.#askedOnce.has(text)) {
      this.#askedOnce.set(text, true);
      return { text, values };
    }
    this.#names.set(text, (name = `q${++this.#named}`));
    return { name, text, values };
  }
}
