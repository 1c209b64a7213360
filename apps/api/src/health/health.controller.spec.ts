import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PgDatabase } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { EventShapes, MemoryEventStore, ShapedEventStore } from '@baikoo/event-store';
import { PostgresReadLog } from '@baikoo/identity';
import type { Installation } from '@baikoo/installation';
import type { Standstill } from '@baikoo/proof';
import { HealthController } from './health.controller.js';

/** Health of an installation whose database is away, with so much free space beside it. */
async function healthWith(freeBytes: Installation['freeBytes']): Promise<object> {
  const db = new PgDatabase('postgres://127.0.0.1:1/nowhere');
  const codes: number[] = [];
  const store = new ShapedEventStore(new MemoryEventStore(), new EventShapes([]));
  const installation = { db, store, freeBytes, configuration: { eventStoreUrl: undefined } };
  const health = new HealthController(installation, { current: undefined }, new PostgresReadLog(db));
  const answer = await health.health({ status: (code) => codes.push(code) });
  await db.close();
  return { ...answer, codes };
}

describe('health while the database is away', () => {
  test.each<[string, Installation['freeBytes']]>([
    ['DOWN', undefined],
    ['DOWN', async () => 2 ** 30],
    ['DOWN', () => Promise.reject(new Error('the folder is gone'))],
    ['DISK_FULL', async () => 0],
  ])('is DOWN, and says %s by the free space of an embedded one', async (database, freeBytes) =>
    expect(await healthWith(freeBytes)).toEqual({ ready: false, status: 'DOWN', database, codes: [503] }),
  );
});

describe('health while the tree over the record', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  /** Of an installation whose read models have caught up with an empty record. */
  async function healthOf(tree: { standstill?: Standstill; trouble: Error | undefined }) {
    const store = new ShapedEventStore(new MemoryEventStore(), new EventShapes([]));
    const installation = { db: database.db, store, freeBytes: undefined, configuration: { eventStoreUrl: undefined } };
    const current = {
      trouble: undefined,
      states: async () => [{ name: 'plans', position: 0n, status: 'RUNNING', lagMs: 0 } as const],
      treeState: async () => ({ size: 5, position: 0n, lagMs: 0, ...tree }),
      checkpointState: async () => ({ size: 5, ageMs: 1_000, trouble: undefined }),
    };
    const health = new HealthController(installation, { current }, new PostgresReadLog(database.db));
    return health.health({ status: () => {} });
  }

  test('is kept is UP, and says how far it goes', async () => {
    expect(await healthOf({ trouble: undefined })).toMatchObject({
      ...{ ready: true, status: 'UP' },
      proof: { size: 5, position: '0', behind: 0, checkpoint: { size: 5, ageSeconds: 1 } },
    });
  });

  const standstill: Standstill = { why: 'RECORD_SHORTER', since: '2026-11-24T00:00:00.000Z' };
  test.each([
    ['RECORD_SHORTER', { standstill, trouble: new Error('5 events, the last of which is not there any more') }],
    ['FAILING', { trouble: new Error('no room') }],
  ])('stands still is DEGRADED, serves on, and says %s but not more', async (status, tree) => {
    const { proof, ...answer } = { proof: undefined, ...(await healthOf(tree)) };
    expect(answer).toMatchObject({ ready: true, status: 'DEGRADED', database: 'UP' });
    expect(proof).toEqual({ size: 5, position: '0', behind: 0, status, checkpoint: { size: 5, ageSeconds: 1 } });
  });
});
