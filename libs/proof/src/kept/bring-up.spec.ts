import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { projectFile, statement } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { type EventStore, PostgresEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { Leadership } from '@baikoo/projections';
import { GrowingTree, leafHash, treeRoot } from '../domain/index.js';
import { bringUp } from './bring-up.js';
import { PostgresTiles } from './postgres-tiles.js';
import { TileKeeper } from './tile-keeper.js';

let database: TestDatabase;
let record: EventStore;
beforeAll(async () => {
  database = await createTestDatabase();
  record = new PostgresEventStore(database.db);
  const events = Array.from({ length: 600 }, (_, n) => ({ type: 'Counted', data: { n } }));
  await record.append('count-all', 0, events, aCause());
});
afterAll(() => database.drop());

test('a tree that another process keeps and does not go on with is given up, with a sentence, after a patience', async () => {
  const idle = new Leadership(database.db, ['proof']);
  idle.start();
  try {
    while (!idle.leads('proof')) await sleep(10);
    const began = performance.now();
    await expect(bringUp(database.db, record, new PostgresTiles(database.db), 500)).rejects.toThrow(
      /went no further for 0\.5 seconds: it ends at position 0, the record at 600\./,
    );
    expect(performance.now() - began).toBeLessThan(10_000);
  } finally {
    await idle.stop();
  }
});

test('a tree that nobody keeps is brought up to the end of the record', async () => {
  const tiles = new PostgresTiles(database.db);
  await bringUp(database.db, record, tiles);
  expect(await tiles.head()).toEqual({ size: 600, position: 600n });
});

test('hashes that the owner takes out while a process keeps the tree are kept again, though nothing is recorded', async () => {
  const tiles = new PostgresTiles(database.db);
  const keeper = new TileKeeper(database.db, record, tiles);
  const isWhole = { timeoutMs: 20_000 };
  await keeper.start();
  try {
    // It looks at the record again each second: by then it remembers its end.
    await sleep(1_500);
    await tiles.readHashes([{ level: 0, index: 599 }]);
    await database.owner.query(statement(readFileSync(projectFile('deploy/cut-unsigned-hashes.sql'), 'utf8')));
    expect((await new PostgresTiles(database.db).head()).size).toBe(0);
    expect(await tiles.caughtUp(600n, isWhole)).toBe(true);
  } finally {
    await keeper.stop();
  }
  const expected = new GrowingTree();
  for (const event of await record.readLog(0n, 1_000)) expected.append(leafHash(event));
  expect((await treeRoot(600, new PostgresTiles(database.db))).equals(expected.root)).toBe(true);
});
