import { afterAll, beforeAll } from '@jest/globals';
import { sql } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { keptTilesContract } from './kept-tiles.contract.js';
import { MemoryTiles } from './memory-tiles.js';
import { PostgresTiles } from './postgres-tiles.js';

keptTilesContract('memory', async () => {
  const tiles = new MemoryTiles();
  return { tiles, open: () => tiles };
});

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** The tree has no way back, so an empty one is made by the hands of somebody who may switch guards off. */
async function startAnew(): Promise<void> {
  await database.owner.transaction(async (tx) => {
    await tx.query(sql`set local session_replication_role = replica`);
    await tx.query(sql`delete from proof.tile`);
    await tx.query(sql`update proof.head set size = 0, position = 0`);
    await tx.query(sql`update proof.keeping set wanted = 0, stopped_why = null, stopped_since = null`);
  });
}

keptTilesContract(
  'PostgreSQL',
  async () => {
    await startAnew();
    return { tiles: new PostgresTiles(database.db), open: () => new PostgresTiles(database.db) };
  },
  { histories: 10 },
);
