import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isUnavailable } from '../is-unavailable.js';

const CONNECT_MS = 5_000;
const TRY_AGAIN_MS = 500;
const TELL_MS = 5_000;

export type Waiting = {
  /** How long to wait at most; with 0 there is one attempt. */
  readonly seconds: number;
  /** Told at once and then every few seconds, in sentences, that the database is waited for. */
  readonly onWaiting?: (message: string) => void;
  readonly signal?: AbortSignal | undefined;
};

/** There is no working with this database: nobody answered in time, or waiting changes nothing. In words for an operator. */
export class DatabaseNotReached extends Error {
  override readonly name = 'DatabaseNotReached';
}

/**
 * Resolves when the database takes work. A server that is not there, that starts, or whose name is not known yet is
 * waited for; a refusal, such as a wrong password or an unknown database, is thrown at once. Both as
 * {@link DatabaseNotReached}.
 */
export async function waitForDatabase(url: string, { seconds, onWaiting = () => {}, signal }: Waiting): Promise<void> {
  const deadline = Date.now() + seconds * 1_000;
  let told = -Infinity;
  for (;;) {
    const fault = await faultOf(url);
    if (!fault) return;
    const said = wordsOf(fault);
    if (!isUnavailable(fault)) throw new DatabaseNotReached(`The database ${nameOf(url)} refuses: ${said}.`);
    if (Date.now() >= deadline) {
      const waited = seconds > 0 ? ` within ${seconds} s` : '';
      throw new DatabaseNotReached(`The database ${nameOf(url)} did not answer${waited}: ${said}.`);
    }
    if (Date.now() - told >= TELL_MS) {
      told = Date.now();
      const left = Math.ceil((deadline - told) / 1_000);
      onWaiting(`Waiting for the database ${nameOf(url)}, ${left} s at most: ${said}`);
    }
    await sleep(Math.min(TRY_AGAIN_MS, Math.max(0, deadline - Date.now())), undefined, { ...(signal && { signal }) });
  }
}

async function faultOf(url: string): Promise<Error | undefined> {
  const client = new pg.Client({
    connectionString: url,
    ...{ connectionTimeoutMillis: CONNECT_MS, query_timeout: CONNECT_MS },
  });
  client.on('error', () => {}); // What the connection says after it failed is no news.
  try {
    await client.connect();
    await client.query('select 1');
    return undefined;
  } catch (error) {
    return error as Error;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Where several addresses of one name were tried, each has its own words and their sum has none. */
const wordsOf = ({ message, errors = [] }: Error & { readonly errors?: readonly Error[] }): string =>
  message || [...new Set(errors.map((each) => each.message))].join('; ');

/** Without the password. */
function nameOf(url: string): string {
  const { host, user, port, database } = new pg.Client({ connectionString: url });
  return `${database} at ${host}:${port} for ${user}`;
}
