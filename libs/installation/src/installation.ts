import { Database, migrate, PgDatabase } from '@baikoo/database';
import { startEmbeddedPostgres } from '@baikoo/embedded-postgres';
import { EventStore, PostgresEventStore } from '@baikoo/event-store';
import { DemoTokens, OidcTokens, type TokenVerifier } from '@baikoo/identity';
import { prepareProjections } from '@baikoo/projections';
import type { Configuration } from './configuration.js';
import { projections } from './projections.js';

/** One installation, opened: its database is up and migrated, its read models have their tables. */
export type Installation = {
  readonly configuration: Configuration;
  readonly databaseUrl: string;
  /** True when the database is the embedded one, which stops with the program. */
  readonly embedded: boolean;
  readonly db: Database;
  readonly store: EventStore;
  readonly tokens: TokenVerifier;
  /** The demo's own issuer; undefined wherever a real one is configured. */
  readonly demoTokens: DemoTokens | undefined;
  close(): Promise<void>;
};

/** Starts or reaches the database and brings it up to date. Whoever opens an installation closes it. */
export async function openInstallation(
  configuration: Configuration,
  onProgress: (message: string) => void = () => {},
): Promise<Installation> {
  const { home, databaseUrl } = configuration;
  const server = databaseUrl
    ? { url: databaseUrl, embedded: false, stop: async () => {} }
    : await startEmbeddedPostgres({ home, onProgress });
  try {
    const migrated = await migrate(server.url);
    if (migrated.length > 0) onProgress(`Database schema: ${migrated.join(', ')}`);
    const db = new PgDatabase(server.url, { onIdleError: ({ message }) => onProgress(`Database: ${message}`) });
    const fresh = await prepareProjections(db, projections);
    if (fresh.length > 0) onProgress(`Read models built from the record: ${fresh.join(', ')}`);

    const { oidc } = configuration;
    const demoTokens = oidc ? undefined : new DemoTokens(home);
    return {
      configuration,
      databaseUrl: server.url,
      embedded: server.embedded,
      db,
      store: new PostgresEventStore(db),
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
