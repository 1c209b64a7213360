import 'reflect-metadata';
import { describe, expect, test } from '@jest/globals';
import { PgDatabase } from '@baikoo/database';
import { EventShapes, MemoryEventStore, ShapedEventStore } from '@baikoo/event-store';
import { PostgresReadLog } from '@baikoo/identity';
import type { Installation } from '@baikoo/installation';
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
