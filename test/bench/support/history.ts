import { migrate, PgDatabase, sql } from '@baikoo/database';
import { PostgresEventStore, ShapedEventStore } from '@baikoo/event-store';
import { writeGeneratedHistory } from '@baikoo/generated-history';
import { eventShapes, projections } from '@baikoo/installation';
import { prepareProjections, type Projection, projectionStates, rebuild } from '@baikoo/projections';
import { type BenchServer, KEPT } from './server.js';

export type History = {
  readonly url: string;
  readonly db: PgDatabase;
  readonly store: ShapedEventStore;
  /** How many events it has. */
  readonly events: number;
  /** Read models that this build defines otherwise than those which stand there. */
  readonly toBuild: readonly Projection[];
};

const EVERY_MS = 20_000;

/** A generated history of about that many events, in a database with empty read models; kept with a named home. */
export async function openHistory(server: BenchServer, wanted: { events: number; seed: number }): Promise<History> {
  const name = `${KEPT}${wanted.events}_${wanted.seed}`;
  const url = (await server.hasDatabase(name))
    ? server.urlOf(name)
    : await server.createDatabase(name, { migrated: true });
  // A kept history may be older than this build.
  await migrate(url);
  const db = new PgDatabase(url);
  const store = new ShapedEventStore(new PostgresEventStore(db), eventShapes);
  await db.query(sql`create table if not exists public.whole_history (events integer not null)`);
  // What was generated to its end is not thought out again to compare it.
  const [whole] = await db.query<{ events: number }>(sql`select events from public.whole_history`);
  const events = whole?.events ?? (await generate(db, wanted));
  if (!whole) await db.query(sql`insert into public.whole_history values (${events})`);
  const toBuild = await prepareProjections(db, projections);
  console.log(`A generated history of ${events} events`);
  return { url, db, store, events, toBuild };
}

/** The same with its read models built. */
export async function openFoldedHistory(...asked: Parameters<typeof openHistory>): Promise<History> {
  const history = await openHistory(...asked);
  const { db, store, toBuild } = history;
  const head = await store.head();
  if (toBuild.length > 0 || (await projectionStates(db, store)).some(({ position }) => position < head))
    await rebuild(db, store, projections);
  return history;
}

function generate(db: PgDatabase, wanted: { events: number; seed: number }): Promise<number> {
  let told = performance.now();
  return writeGeneratedHistory({
    ...wanted,
    storeWith: (clock) => new ShapedEventStore(new PostgresEventStore(db, clock), eventShapes),
    onProgress: ({ position, goal }) => {
      if (performance.now() - told < EVERY_MS) return;
      told = performance.now();
      console.error(`Generating: ${position} of ${goal}`);
    },
  });
}
