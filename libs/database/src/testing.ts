import { randomUUID } from 'node:crypto';
import { identifier, PgDatabase, sql } from './index.js';

/** `db` and `url` by the role that the program works as, `owner` by the one that owns the schema. */
export type TestDatabase = {
  readonly db: PgDatabase;
  readonly url: string;
  readonly owner: PgDatabase;
  readonly ownerUrl: string;
  drop(): Promise<void>;
};

/** A migrated database of its own for one spec, on the PostgreSQL that the test run started. Drop it afterwards. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { BAIKOO_TEST_SERVER: server, BAIKOO_TEST_APPLICATION: application } = process.env;
  if (!server || !application) throw new Error('The test run has no PostgreSQL: test/global-setup.mjs did not run.');
  const name = `baikoo_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, (admin) =>
    admin.query(sql`create database ${identifier(name)} template baikoo_template strategy file_copy`),
  );
  const at = (start: string) => Object.assign(new URL(start), { pathname: `/${name}` }).href;
  const [url, ownerUrl] = [at(application), at(server)];
  const [db, owner] = [new PgDatabase(url), new PgDatabase(ownerUrl)];
  return {
    ...{ db, url, owner, ownerUrl },
    async drop() {
      await db.close();
      await owner.close();
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
