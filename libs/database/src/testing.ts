import { randomUUID } from 'node:crypto';
import { closedAtEnd } from './closed-at-end.js';
import { identifier, PgDatabase, sql } from './index.js';

export { atEndOfSpec, closedAtEnd } from './closed-at-end.js';

/** `db` and `url` by the role that the program works as, `owner` by the one that owns the schema. */
export type TestDatabase = {
  readonly db: PgDatabase;
  readonly url: string;
  readonly owner: PgDatabase;
  readonly ownerUrl: string;
  drop(): Promise<void>;
};

/** What takes long to bring into a database and is the same for many specs. */
export type Filling = {
  /** In lower-case letters and underscores. */
  readonly name: string;
  /** Leaves no connection open. */
  readonly fill: (database: TestDatabase) => Promise<void>;
};

const MIGRATED = 'baikoo_template';

/**
 * A migrated database of its own for one spec, on the PostgreSQL that the test run started. Drop it afterwards: what a
 * spec that timed out leaves is dropped with it. With a filling it is a copy of one that the first spec to ask for it filled: 0.1 s instead of what the filling takes.
 */
export async function createTestDatabase(filling?: Filling): Promise<TestDatabase> {
  const server = testServer();
  return createFrom(filling ? await templateOf(server.url, filling) : MIGRATED, server);
}

type TestServer = { readonly url: string; readonly application: string };

function testServer(): TestServer {
  const { BAIKOO_TEST_SERVER: url, BAIKOO_TEST_APPLICATION: application } = process.env;
  if (!url || !application) throw new Error('The test run has no PostgreSQL: test/global-setup.mjs did not run.');
  return { url, application };
}

async function createFrom(template: string, { url: server, application }: TestServer): Promise<TestDatabase> {
  const name = `baikoo_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, (admin) =>
    admin.query(sql`create database ${identifier(name)} template ${identifier(template)} strategy file_copy`),
  );
  const at = (start: string) => Object.assign(new URL(start), { pathname: `/${name}` }).href;
  const [url, ownerUrl] = [at(application), at(server)];
  const [db, owner] = [new PgDatabase(url), new PgDatabase(ownerUrl)];
  const closePools = async () => {
    await db.close();
    await owner.close();
  };
  const drop = () =>
    onServer(server, (admin) => admin.query(sql`drop database if exists ${identifier(name)} with (force)`));
  return {
    ...{ db, url, owner, ownerUrl },
    drop: closedAtEnd(
      () => closePools().then(drop),
      // A pool waits for what is asked by it, and what is asked ends with the database.
      () => drop().then(closePools),
    ),
  };
}

/** Filled once in a run: the other workers of Jest wait for the one that came first. */
async function templateOf(server: string, { name, fill }: Filling): Promise<string> {
  const template = `${MIGRATED}_${name}`;
  await onServer(server, async (admin) => {
    const turn = await admin.session({ long: true });
    try {
      await turn.query(sql`select pg_advisory_lock(hashtextextended(${template}, 0))`);
      if ((await turn.query(sql`select from pg_database where datname = ${template}`)).length > 0) return;
      const database = await createTestDatabase();
      try {
        await fill(database);
        await Promise.all([database.db.close(), database.owner.close()]);
        const filled = new URL(database.url).pathname.slice(1);
        await turn.query(sql`alter database ${identifier(filled)} rename to ${identifier(template)}`);
      } catch (error) {
        await database.drop();
        throw error;
      }
    } finally {
      await turn.close();
    }
  });
  return template;
}

async function onServer(url: string, work: (admin: PgDatabase) => Promise<unknown>): Promise<void> {
  const admin = new PgDatabase(url, { max: 1 });
  try {
    await work(admin);
  } finally {
    await admin.close();
  }
}
