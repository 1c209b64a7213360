import { type Database, sql } from '@baikoo/database';
import { createIndexes, createTables, fingerprintOf, openHistory } from './definition.js';
import type { Projection } from './read-model.js';
import { noteTableChanges } from './table-changes.js';

/** Any number will do, as long as nobody else on this database locks by it. */
const PREPARING = 7_284_501;

/**
 * Makes sure that each projection has its tables, empty at first. Returns those whose tables were built by another
 * version or definition, and those that are new: they are to be built from the record by `rebuild`.
 */
export function prepareProjections(db: Database, projections: readonly Projection[]): Promise<readonly Projection[]> {
  return db.transaction(async (tx) => {
    await tx.query(sql`select pg_advisory_xact_lock(${PREPARING})`);
    const toBuild: Projection[] = [];
    for (const projection of projections) if (!(await isCurrent(tx, projection))) toBuild.push(projection);
    return toBuild;
  });
}

async function isCurrent(tx: Database, projection: Projection): Promise<boolean> {
  const { name, models } = projection;
  const fingerprint = await fingerprintOf(projection);
  const [known] = await tx.query<{ fingerprint: string }>(
    sql`select fingerprint from projection.checkpoint where projection = ${name}`,
  );
  if (known) return known.fingerprint === fingerprint;
  await createTables(tx, projection, 'read');
  await createIndexes(tx, projection, 'read');
  await openHistory(tx, projection);
  await noteTableChanges(
    tx,
    models.map(({ table }) => table),
    0n,
  );
  await tx.query(sql`
    insert into projection.checkpoint (projection, fingerprint, tables)
    values (${name}, ${fingerprint}, ${models.map(({ table }) => table)})`);
  return false;
}
