import { Database, PgDatabase, type Sql } from '@baikoo/database';

const isAppend = ({ parts }: Sql) => parts.some((part) => part.includes('record.append_batch'));

/** PostgreSQL with what can happen between it and a store: the append stops half-way, or its answer is lost. */
export class FaultyDatabase extends PgDatabase {
  losesNextAnswer = false;
  #held: Promise<void> | undefined;

  /** The next append stays uncommitted until the returned function is called. */
  holdNextAppend(): () => void {
    let release = () => {};
    this.#held = new Promise<void>((resolve) => (release = resolve));
    return release;
  }

  override async query<Row>(statement: Sql): Promise<readonly Row[]> {
    if (!isAppend(statement)) return super.query<Row>(statement);
    const held = this.#held;
    this.#held = undefined;
    const rows = await super.transaction(async (tx: Database) => {
      const appended = await tx.query<Row>(statement);
      await held;
      return appended;
    });
    if (!this.losesNextAnswer) return rows;
    this.losesNextAnswer = false;
    throw new Error('The connection broke before the answer came.');
  }
}
