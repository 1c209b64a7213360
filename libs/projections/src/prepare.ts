import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Database, identifier, projectFile, sql, statement } from '@baikoo/database';
import type { Projection } from './read-model.js';

/** Any number will do, as long as nobody else on this database locks by it. */
const PREPARING = 7_284_501;

/**
 * Makes sure that each projection has its tables. One whose table definitions or version changed is emptied and will
 * be folded anew from the first event: read models are disposable, the record is not.
 * Returns the names of those that start from the beginning.
 */
export function prepareProjections(db: Database, projections: readonly Projection[]): Promise<readonly string[]> {
  return db.transaction(async (tx) => {
    await tx.query(sql`select pg_advisory_xact_lock(${PREPARING})`);
    const fresh: string[] = [];
    for (const projection of projections) if (await prepare(tx, projection)) fresh.push(projection.name);
    return fresh;
  });
}

async function prepare(tx: Database, { name, version, schema, models }: Projection): Promise<boolean> {
  const tables = await readFile(projectFile(schema), 'utf8');
  const fingerprint = createHash('sha256').update(`${version}\n${tables}`).digest('hex');
  const [known] = await tx.query<{ fingerprint: string }>(
    sql`select fingerprint from projection.checkpoint where projection = ${name}`,
  );
  if (known?.fingerprint === fingerprint) return false;

  for (const { table } of models) {
    await tx.query(sql`drop table if exists ${identifier(table)} cascade`);
    await tx.query(sql`drop table if exists ${identifier(`${table}_history`)} cascade`);
  }
  await tx.query(sql`set local search_path = read, projection`);
  await tx.query(statement(tables));
  await tx.query(sql`
    insert into projection.checkpoint (projection, fingerprint) values (${name}, ${fingerprint})
    on conflict (projection) do update set position = 0, fingerprint = excluded.fingerprint`);
  return true;
}
