import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Database } from '../database.js';
import { type Sql, textOf } from '../sql.js';
import { copyOutOf } from './copy-out.js';
import { isOutdatedPlan } from './outdated-plan.js';
import { copyWithin, limited } from './silence.js';

/** A connection lent to one transaction, as a database of its own. */
export class PgTransaction extends Database {
  #ended = false;

  constructor(
    private readonly client: pg.PoolClient,
    private readonly prepared: {
      readonly of: (statement: Sql) => pg.QueryConfig;
      readonly forget: (statement: Sql) => void;
    },
    /** Undefined: as long as it takes. */
    private readonly silenceMs: number | undefined,
  ) {
    super();
  }

  /** From now on the connection is somebody else's. */
  end(): void {
    this.#ended = true;
  }

  /**
   * An outdated plan fails the whole transaction, and only who began it knows whether its work may be done twice. It is not
   * done again here; but its name is forgotten, so that the next attempt plans anew.
   */
  async query<Row>(statement: Sql): Promise<readonly Row[]> {
    this.#expectOpen();
    try {
      return (await this.client.query(limited(this.prepared.of(statement), this.silenceMs))).rows as Row[];
    } catch (error) {
      if (isOutdatedPlan(error)) this.prepared.forget(statement);
      throw error;
    }
  }

  /** Already inside one: the outer transaction decides for all. */
  transaction<T>(work: (tx: Database) => Promise<T>): Promise<T> {
    return work(this);
  }

  async copyIn(target: Sql, rows: string): Promise<void> {
    this.#expectOpen();
    const stream = this.client.query(copyFrom(`copy ${textOf(target)} from stdin`));
    await copyWithin(pipeline(Readable.from([Buffer.from(rows)]), stream), this.silenceMs);
  }

  async *copyOut(question: Sql): AsyncGenerator<Buffer> {
    this.#expectOpen();
    yield* copyOutOf(this.client, question, this.silenceMs);
  }

  #expectOpen(): void {
    if (this.#ended) throw new Error('The transaction has ended: what is done now would not belong to it.');
  }

  session(): Promise<never> {
    return Promise.reject(new Error('A session is a connection of its own, not one lent to a transaction.'));
  }

  listen(): Promise<never> {
    return Promise.reject(new Error('Listening needs a connection of its own, not one lent to a transaction.'));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
