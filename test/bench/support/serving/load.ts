import autocannon, { type Request } from 'autocannon';
import { sql } from '@baikoo/database';
import { readModels } from '@baikoo/installation';
import type { History } from '../history.js';
import { type Contender, headersOf } from './asked.js';
import type { Ask } from './questions.js';

export const CALLERS = 50;
/** Between two events, where somebody writes: about as in the last days before a report is due. */
export const WRITE_EVERY_MS = 200;
const EVENTS_TO_REPEAT = 2_000;

export type Run = { readonly perSecond: number; readonly p50: number; readonly p99: number };

/** Each caller goes through the questions in an order of its own, so that they do not all ask the same at once. */
const shuffled = <T>(items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);

export async function load({ serving }: Contender, asks: readonly Ask[], seconds: number): Promise<Run> {
  const headers = headersOf(serving);
  const requests: Request[] = asks.map(({ path, body }) => ({
    path,
    headers,
    method: body === undefined ? 'GET' : 'POST',
    ...(body !== undefined && { body }),
  }));
  const result = await autocannon({
    ...{ url: serving.url, connections: CALLERS, duration: seconds, requests },
    setupClient: (client) => client.setRequests(shuffled(requests)),
  });
  if (result.errors + result.timeouts + result.non2xx > 0)
    throw new Error(`${result.errors} errors, ${result.timeouts} timeouts, ${result.non2xx} other answers`);
  return {
    perSecond: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}

/**
 * Lets the tables change under what is asked, as when somebody writes, without adding to a kept history: one event of
 * the history after the other, in the order in which they came, and the tables that it changed.
 */
export async function writerOf({ db, store }: History): Promise<() => () => void> {
  const head = await store.head();
  const events = await store.readLog(head - BigInt(EVENTS_TO_REPEAT), EVENTS_TO_REPEAT);
  const changes = events.map((event) =>
    readModels.filter((model) => model.keys(event).length > 0).map(({ table }) => table),
  );
  let next = 0;
  return () => {
    const timer = setInterval(() => {
      const changed = changes[next++ % changes.length]!;
      void db
        .query(
          sql`
          with moved as (update projection.checkpoint set position = position)
          update projection.table_change set position = position where table_name = any(${changed})`,
        )
        .catch(() => {});
    }, WRITE_EVERY_MS);
    return () => clearInterval(timer);
  };
}
