import { randomUUID } from 'node:crypto';
import { identifier, PgDatabase, sql } from './index.js';

export type TestDatabase = { readonly db: PgDatabase; readonly url: string; drop(): Promise<void> };

/** A migrated database of its own for one spec, on the PostgreSQL that the test run started. Drop it afterwards. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env.BAIKOO_TEST_SERVER;
  if (!server) throw new Error('The test run has no PostgreSQL: test/global-setup.mjs did not run.');
  const name = `baikoo_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, (admin) =>
    admin.query(sql`create database ${identifier(name)} template baikoo_template strategy file_copy`),
  );
  const url = new URL(server);
  url.pathname = `/${name}`;
  const db = new PgDatabase(url.href);
  return {
    db,
    url: url.href,
    async drop() {
      await db.close();
      await onServer(server, (admin) => admin.query(sql`drop database if exists ${identifier(name)} with (force)`));
    },
  };
}

async function onServer(url: string, work: (admin: PgDatabase) => Promise<unknown>): Promise<void> {
  const admin = new PgDatabase(url, { max: 1 });
  try {
    await work(admin);
  } finally {
    await admin.close();
  }
}
