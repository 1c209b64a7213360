import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { identifier, migrate, PgDatabase, sql } from '@baikoo/database';
import { startEmbeddedPostgres } from '@baikoo/embedded-postgres';

/** One PostgreSQL for all that a benchmark compares, with the durability of an installation. */
export type BenchServer = {
  /** The address of an empty database; `migrated` gives it the schema of an installation. */
  createDatabase(name: string, options?: { migrated?: boolean }): Promise<string>;
  hasDatabase(name: string): Promise<boolean>;
  urlOf(name: string): string;
};

/**
 * Starts an embedded server for `work` and stops it. Its data are removed afterwards, unless they stand in a `home` that
 * was named: a large generated history is then there for the next run.
 */
export async function withServer(
  home: string | undefined,
  work: (server: BenchServer) => Promise<void>,
): Promise<void> {
  const folder = home ?? mkdtempSync(path.join(tmpdir(), 'baikoo-bench-'));
  if (!home) chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres({ home: folder });
  const admin = new PgDatabase(server.url, { max: 1 });
  const scratch: string[] = [];
  // Ctrl-C leaves neither a server nor its folder behind.
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
  const interruption = new Promise<never>((_, reject) => {
    interrupted.signal.addEventListener('abort', () => reject(new Error('interrupted')), { once: true });
  });
  const urlOf = (name: string) => {
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    return url.href;
  };
  try {
    const done = work({
      urlOf,
      async hasDatabase(name) {
        return (await admin.query(sql`select from pg_database where datname = ${name}`)).length > 0;
      },
      async createDatabase(name, { migrated = false } = {}) {
        await admin.query(sql`drop database if exists ${identifier(name)} with (force)`);
        await admin.query(sql`create database ${identifier(name)}`);
        if (!name.startsWith(KEPT)) scratch.push(name);
        if (migrated) await migrate(urlOf(name));
        return urlOf(name);
      },
    });
    await Promise.race([done, interruption]);
  } finally {
    for (const name of scratch)
      await admin.query(sql`drop database if exists ${identifier(name)} with (force)`).catch(() => {});
    await admin.close();
    await server.stop();
    if (!home) rmSync(folder, { recursive: true, force: true });
    if (interrupted.signal.aborted) process.exit(1);
  }
}

/** Databases that a named home keeps. */
export const KEPT = 'generated_';
