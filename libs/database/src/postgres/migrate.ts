import { runner } from 'node-pg-migrate';
import { projectFile } from '../project-file.js';

/**
 * Brings the database to the newest schema of the record (events, receipts, attempts, checkpoints) and returns the
 * names of what was done. Several processes may call it at once: the others wait. Read models are not migrated;
 * they are built anew from the record by `prepareProjections`.
 */
export async function migrate(databaseUrl: string): Promise<readonly string[]> {
  const done = await runner({
    databaseUrl,
    dir: projectFile('libs/database/migrations'),
    migrationsTable: 'migration',
    direction: 'up',
    advisoryLockMode: 'wait',
    log: () => {},
  });
  return done.map(({ name }) => name);
}
