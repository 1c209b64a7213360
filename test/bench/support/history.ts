import { PgDatabase } from '@baikoo/database';
import { PostgresEventStore, ShapedEventStore } from '@baikoo/event-store';
import { writeGeneratedHistory } from '@baikoo/generated-history';
import { eventShapes, projections } from '@baikoo/installation';
import { prepareProjections } from '@baikoo/projections';
import { type BenchServer, KEPT } from './server.js';

export type History = {
  readonly url: string;
  readonly db: PgDatabase;
  readonly store: ShapedEventStore;
  /** How many events it has. */
  readonly events: number;
};

const EVERY_MS = 20_000;

/** A generated history of about that many events, in a database with empty read models; kept with a named home. */
export async function openHistory(server: BenchServer, wanted: { events: number; seed: number }): Promise<History> {
  const name = `${KEPT}${wanted.events}_${wanted.seed}`;
  const url = (await server.hasDatabase(name))
    ? server.urlOf(name)
    : await server.createDatabase(name, { migrated: true });
  const db = new PgDatabase(url);
  const began = performance.now();
  let told = began;
  const events = await writeGeneratedHistory({
    ...wanted,
    storeWith: (clock) => new ShapedEventStore(new PostgresEventStore(db, clock), eventShapes),
    onProgress: ({ position, goal }) => {
      if (performance.now() - told < EVERY_MS) return;
      told = performance.now();
      console.error(`Generating: ${position} of ${goal}`);
    },
  });
  console.log(`${events} generated events, there after ${Math.round((performance.now() - began) / 1_000)} s`);
  await prepareProjections(db, projections);
  return { url, db, store: new ShapedEventStore(new PostgresEventStore(db), eventShapes), events };
}
