import { Database, PgDatabase, waitForDatabase } from '@baikoo/database';
import { startEmbeddedPostgres } from '@baikoo/embedded-postgres';
import { BEFORE_THE_FIRST, type EventStore, ShapedEventStore } from '@baikoo/event-store';
import { DemoTokens, OidcTokens, type TokenVerifier } from '@baikoo/identity';
import { prepareProjections, rebuild } from '@baikoo/projections';
import { type Configuration, ConfigurationError } from './configuration.js';
import { eventShapes, sayUnknown } from './event-shapes.js';
import { type DatabaseAddresses, embeddedAddresses, prepareDatabase, prepareEmbeddedRole } from './prepare-database.js';
import { projections } from './projections.js';
import { openRecord } from './record.js';

/** One installation, opened: its database is up and migrated, its read models have their tables. */
export type Installation = {
  readonly configuration: Configuration;
  /** By the role that the program works as. */
  readonly databaseUrl: string;
  /** By the role that owns the schema, where this program knows it: for tools, never for serving. */
  readonly migrationDatabaseUrl: string | undefined;
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
  const { mode } = configuration;
  const server = await openServer(configuration, onProgress, onWarning, signal);
  try {
    const migrated = await prepareDatabase(server, mode);
    if (migrated.length > 0) onProgress(`Database schema: ${migrated.join(', ')}`);
    const db = new PgDatabase(server.databaseUrl, { onIdleError: ({ message }) => onProgress(`Database: ${message}`) });
    const record = await openRecord(configuration, db, { onProgress, onWarning });
    const store = new ShapedEventStore(record, eventShapes, sayUnknown(onWarning));
    await buildReadModels(db, store, onProgress);

    const { oidc } = configuration;
    // The configuration refuses this already; that nobody signs in by keys of the demo must not hang on one check.
    if (mode === 'production' && !oidc) throw new ConfigurationError('Production mode needs OIDC_ISSUER.');
    const demoTokens = oidc ? undefined : new DemoTokens(configuration.home);
    return {
      configuration,
      databaseUrl: server.databaseUrl,
      migrationDatabaseUrl: server.migrationDatabaseUrl,
      embedded: server.embedded,
      freeBytes: server.freeBytes,
      db,
      store,
      tokens: oidc ? new OidcTokens(oidc) : demoTokens!,
      demoTokens,
      close: async () => {
        await store.close();
        await db.close();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

type Server = DatabaseAddresses & Pick<Installation, 'embedded' | 'freeBytes'> & { stop(): Promise<void> };

/** The server of the settings, once it is there, or the embedded one with the role that the program works as. */
async function openServer(
  { home, databaseUrl, migrationDatabaseUrl, databaseWaitSeconds: seconds }: Configuration,
  onProgress: (message: string) => void,
  onWarning: (message: string) => void,
  signal: AbortSignal | undefined,
): Promise<Server> {
  if (databaseUrl) {
    for (const url of [migrationDatabaseUrl, databaseUrl])
      if (url) await waitForDatabase(url, { seconds, onWaiting: onWarning, signal });
    return { databaseUrl, migrationDatabaseUrl, embedded: false, freeBytes: undefined, stop: async () => {} };
  }
  const { url, freeBytes, stop } = await startEmbeddedPostgres({ home, onProgress, onTrouble: onWarning });
  try {
    await prepareEmbeddedRole(url);
    return { ...embeddedAddresses(url), embedded: true, freeBytes, stop };
  } catch (error) {
    await stop();
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
