import type pg from 'pg';

/** How long a caller waits for a connection. */
const CONNECT_MS = 5_000;

/** What ordinary statements are given, in milliseconds; {@link Patience} lifts all of it. */
export type StatementLimits = {
  /** PostgreSQL gives up waiting for a lock after this. */
  readonly lockMs: number;
  /** PostgreSQL gives up the statement after this. */
  readonly statementMs: number;
  /** PostgreSQL itself should have given up long ago: its silence counts as its absence, and the connection is dropped. */
  readonly silenceMs: number;
};
export const LIMITS: StatementLimits = { lockMs: 10_000, statementMs: 15_000, silenceMs: 20_000 };

/** The settings of PostgreSQL by which it limits an ordinary connection. */
export const SERVER_LIMITS = ['lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout'] as const;
/** A transaction whose program fell silent gives its locks back after this. */
const IDLE_IN_TRANSACTION_MS = 60_000;
/**
 * How PostgreSQL notices that the machine of a program is gone (its power, its network), and with it the right to hold
 * locks: within half a minute, where the system's default is over two hours.
 */
const KEEPALIVE = '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4';
/** How the program notices the same of the machine of PostgreSQL while it only listens or waits. */
const KEEPALIVE_MS = 10_000;

/**
 * One plan for all values of a statement, made once a connection: what a caller does not ask for is not in the text of our
 * statements, so their values hardly change the best plan, and to plan a list anew took as long as to answer it.
 */
const PLANNING = '-c plan_cache_mode=force_generic_plan';

/** How a connection is opened under these limits. PostgreSQL takes its own as options of the session. */
export function connectionLimits(searchPath: string, { lockMs, statementMs }: StatementLimits): pg.ClientConfig {
  const [lock, statement, idle] = SERVER_LIMITS;
  const limits = `-c ${lock}=${lockMs} -c ${statement}=${statementMs} -c ${idle}=${IDLE_IN_TRANSACTION_MS}`;
  return {
    ...{
      options: `-c search_path=${searchPath} ${limits} ${KEEPALIVE} ${PLANNING}`,
      connectionTimeoutMillis: CONNECT_MS,
    },
    ...{ keepAlive: true, keepAliveInitialDelayMillis: KEEPALIVE_MS },
  };
}
