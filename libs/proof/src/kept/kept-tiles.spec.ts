import { afterAll, beforeAll, expect, test } from '@jest/globals';
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

test('what was remembered of a tile is forgotten by whoever looks for changed ones', async () => {
  await startAnew();
  const tiles = new PostgresTiles(database.db);
  const [was, became] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  await tiles.grow({
    ...{ from: 0, to: 1, position: 1n },
    tiles: [{ level: 0, index: 0, added: was, first: 1n, last: 1n }],
  });
  const leaf = [{ level: 0, index: 0 }];
  expect(await tiles.readHashes(leaf)).toEqual([was]);
  await database.owner.transaction(async (tx) => {
    await tx.query(sql`set local session_replication_role = replica`);
    await tx.query(sql`update proof.tile set hashes = ${became}`);
  });
  expect(await tiles.readHashes(leaf)).toEqual([was]);
  tiles.forget();
  expect(await tiles.readHashes(leaf)).toEqual([became]);
});

keptTilesContract(
  'PostgreSQL',
  async () => {
    await startAnew();
    return { tiles: new PostgresTiles(database.db), open: () => new PostgresTiles(database.db) };
  },
  { histories: 10 },
);
