import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

/** What `pg` says when a statement got no answer in its `query_timeout`. */
const SAID = 'Query read timeout';

/** How long the end of a connection may take: a database that is silent does not even say goodbye. */
const GOODBYE_MS = 2_000;

/** A statement that counts as lost when nobody answers in this time; undefined: never. */
export const limited = <Config extends pg.QueryConfig>(config: Config, silenceMs: number | undefined): Config =>
  silenceMs === undefined ? config : { ...config, query_timeout: silenceMs };

export const isSilence = (fault: unknown): fault is Error => (fault as Partial<Error> | undefined)?.message === SAID;

/** What is thrown where `pg` itself sets no limit. */
export const silent = (): Error => new Error(SAID);

/** The same for a COPY, which `pg` gives no limit. The connection is of no use afterwards. */
export async function copyWithin(copying: Promise<void>, silenceMs: number | undefined): Promise<void> {
  if (silenceMs === undefined) return copying;
  const done = new AbortController();
  // When the connection is dropped it fails, and nobody waits for it any more.
  copying.catch(() => {});
  try {
    const silence = sleep(silenceMs, undefined, { signal: done.signal }).then(() => {
      throw silent();
    });
    silence.catch(() => {});
    await Promise.race([copying, silence]);
  } finally {
    done.abort();
  }
}

/** Says goodbye and, when that is not answered, hangs up. */
export async function endConnection(client: pg.Client): Promise<void> {
  const said = new AbortController();
  const patience = sleep(GOODBYE_MS, undefined, { signal: said.signal }).catch(() => {});
  await Promise.race([client.end().catch(() => {}), patience]);
  said.abort();
  client.connection.stream.destroy();
}
