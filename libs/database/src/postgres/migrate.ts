import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { runner } from 'node-pg-migrate';
import type { Database } from '../database.js';
import { projectFile } from '../project-file.js';
import { sql } from '../sql.js';

const MIGRATIONS = projectFile('libs/database/migrations');

/**
 * Brings the database to the newest schema of the record (events, receipts, attempts, checkpoints) and returns the
 * names of what was done. Several processes may call it at once: the others wait. Read models are not migrated;
 * they are built anew from the record by `prepareProjections`.
 */
export async function migrate(databaseUrl: string): Promise<readonly string[]> {
  const done = await runner({
    databaseUrl,
    dir: MIGRATIONS,
    migrationsTable: 'migration',
    direction: 'up',
    advisoryLockMode: 'wait',
    log: () => {},
  });
  return done.map(({ name }) => name);
}

/** The migrations of this build that the database has not seen, in their order; asking changes nothing. */
export async function missingMigrations(db: Database): Promise<readonly string[]> {
  const files = await readdir(MIGRATIONS);
  const names = files
    .filter((file) => file.endsWith('.sql'))
    .map((file) => path.basename(file, '.sql'))
    .toSorted();
  const [kept] = await db.query(sql`select 1 from pg_class where oid = to_regclass('public.migration')`);
  if (!kept) return names;
  const done = await db.query<{ name: string }>(sql`select name from public.migration`);
  return names.filter((name) => !done.some((each) => each.name === name));
}
