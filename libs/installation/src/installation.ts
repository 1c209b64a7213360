import { Database, migrate, PgDatabase, waitForDatabase } from '@baikoo/database';
import { startEmbeddedPostgres } from '@baikoo/embedded-postgres';
import { BEFORE_THE_FIRST, type EventStore, PostgresEventStore, ShapedEventStore } from '@baikoo/event-store';
import { DemoTokens, OidcTokens, type TokenVerifier } from '@baikoo/identity';
import { prepareProjections, rebuild } from '@baikoo/projections';
import type { Configuration } from './configuration.js';
import { eventShapes, sayUnknown } from './event-shapes.js';
import { projections } from './projections.js';

/** One installation, opened: its database is up and migrated, its read models have their tables. */
export type Installation = {
  readonly configuration: Configuration;
  readonly databaseUrl: string;
  /** True when the database is the embedded one, which stops with the program. */
  readonly embedded: boolean;
  /** Free space where the embedded database keeps its data, in bytes; undefined where the database is not ours. */
  readonly freeBytes: (() => Promise<number>) | undefined;
  readonly db: Database;
  readonly store: ShapedEventStore;
  readonly tokens: TokenVerifier;
  /** The demo's own issuer; undefined wherever a real one is configured. */
  readonly demoTokens: DemoTokens | undefined;
  close(): Promise<void>;
};

/** Starts or reaches the database and brings it up to date. Whoever opens an installation closes it. */
export async function openInstallation(
  configuration: Configuration,
  onProgress: (message: string) => void = () => {},
  onWarning = onProgress,
  /** Ends the waiting for a database that is not there. */
  signal?: AbortSignal,
): Promise<Installation> {
  const { home, databaseUrl, databaseWaitSeconds: seconds } = configuration;
  if (databaseUrl) await waitForDatabase(databaseUrl, { seconds, onWaiting: onWarning, signal });
  const server = databaseUrl
    ? { url: databaseUrl, embedded: false, freeBytes: undefined, stop: async () => {} }
    : await startEmbeddedPostgres({ home, onProgress, onTrouble: onWarning });
  try {
    const migrated = await migrate(server.url);
    if (migrated.length > 0) onProgress(`Database schema: ${migrated.join(', ')}`);
    const db = new PgDatabase(server.url, { onIdleError: ({ message }) => onProgress(`Database: ${message}`) });
    const store = new ShapedEventStore(new PostgresEventStore(db), eventShapes, sayUnknown(onWarning));
    await buildReadModels(db, store, onProgress);

    const { oidc } = configuration;
    const demoTokens = oidc ? undefined : new DemoTokens(home);
    return {
      configuration,
      databaseUrl: server.url,
      embedded: server.embedded,
      freeBytes: server.freeBytes,
      db,
      store,
      tokens: oidc ? new OidcTokens(oidc) : demoTokens!,
      demoTokens,
      close: async () => {
        await db.close();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Read models that are new, or whose definition changed, are built from the record before anybody asks them. */
async function buildReadModels(db: Database, store: EventStore, onProgress: (message: string) => void): Promise<void> {
  const toBuild = await prepareProjections(db, projections);
  if (toBuild.length === 0) return;
  const names = toBuild.map(({ name }) => name).join(', ');
  if ((await store.head()) > BEFORE_THE_FIRST) {
    const everySoOften = throttled(onProgress);
    await rebuild(db, store, toBuild, {
      onProgress: ({ position, goal }) => everySoOften(`Building read models: ${position} of ${goal}`),
    });
  }
  onProgress(`Read models built from the record: ${names}`);
}

const throttled = (tell: (message: string) => void, everyMs = 2_000) => {
  let last = Date.now();
  return (message: string) => {
    if (Date.now() - last < everyMs) return;
    last = Date.now();
    tell(message);
  };
};
