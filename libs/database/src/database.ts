import type { Sql } from './sql.js';

/** How long statements may take. */
export type Patience = {
  /**
   * True for work that takes as long as it takes, such as building an index or waiting for a turn. Otherwise each statement
   * has a limit, so that whoever asks is answered in time, also by a database that is silent.
   */
  readonly long?: boolean;
};

/** A connection of one's own, for what belongs to a connection: session locks. */
export type Session = {
  query<Row = unknown>(statement: Sql): Promise<readonly Row[]>;
  /** Aborted when the connection is lost, and with it whatever it held. */
  readonly lost: AbortSignal;
  close(): Promise<void>;
};

/**
 * What we ask of PostgreSQL. Values come back as data that lose nothing: `numeric` and `bigint` as strings,
 * `date` as `2026-11-22`, `timestamptz` as ISO 8601 in UTC, `jsonb` parsed.
 */
export abstract class Database {
  abstract query<Row = unknown>(statement: Sql): Promise<readonly Row[]>;

  /** Everything that `work` does on `tx` happens together or not at all. */
  abstract transaction<T>(work: (tx: Database) => Promise<T>, patience?: Patience): Promise<T>;

  /** Rows in the text format of COPY into a table, named with its columns. The fastest way in. */
  abstract copyIn(target: Sql, rows: string): Promise<void>;

  /**
   * The rows of a question in the binary format of COPY, piece by piece as they come: a row may go on in the next piece.
   * The fastest way out. The question holds no values, because COPY takes none.
   */
  abstract copyOut(question: Sql): AsyncIterableIterator<Buffer>;

  abstract session(patience?: Patience): Promise<Session>;

  /** Calls `heard` for each NOTIFY on the channel until the returned function is called. Survives reconnects. */
  abstract listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>;

  abstract close(): Promise<void>;
}
