import { sql } from '@baikoo/database';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { aCause } from '../store-under-test.js';
import { EventStoreDbConnection } from './connection.js';
import { eventIdOf, type OurMetadata } from './event-mapping.js';
import { EventStoreDbEventStore } from './eventstoredb-event-store.js';
import type { Log } from './protocol-stand-in/log.js';
import { RecordDamaged } from './record-damaged.js';
import { ServerUnderTest } from './testing.js';

const counted = (n: number) => ({ type: 'Counted', data: { n } });

/** What happens to the log past the rules of this program: by an administrator, or by another program. */
type Server = Awaited<ReturnType<typeof ServerUnderTest.standIn>>;
let server: Server;
let opened: Awaited<ReturnType<Server['open']>>;
beforeEach(async () => {
  server = await ServerUnderTest.standIn({ callMs: 400, patienceMs: 2_500 });
  opened = await server.open();
});
afterEach(async () => {
  await opened.close();
  await server.close();
});

const append = (log: Log, stream: string, metadata?: OurMetadata) => {
  const encode = (value: object) => new TextEncoder().encode(JSON.stringify(value));
  log.append(stream, 'ANY', [
    {
      ...{ id: metadata ? eventIdOf(metadata.cause.commandId, 0) : crypto.randomUUID(), type: 'Counted' },
      ...{ contentType: 'application/json', metadata: encode(metadata ?? {}), data: encode({ n: 99 }) },
    },
  ]);
};

const late = (commandId: string): OurMetadata => ({
  ...{ $correlationId: 'correlation-1', schemaVersion: 1, recordedAt: '2026-01-01T00:00:00.000Z' },
  cause: aCause({ commandId }),
});

describe('the record in EventStoreDB is refused, and nothing appended to it,', () => {
  test.each<[string, (log: Log, stream: string) => unknown]>([
    ['a stream of it was deleted', (log, stream) => log.delete(stream)],
    ['a stream of it was deleted for good', (log, stream) => log.tombstone(stream)],
    ['a stream of it was truncated', (log, stream) => log.setMetadata(stream, { $tb: 1 })],
    ['a stream of it keeps only its newest events', (log, stream) => log.setMetadata(stream, { $maxCount: 1 })],
    ['somebody else wrote to a stream of it', (log, stream) => append(log, stream)],
    ['its log was emptied', (log) => log.clear()],
    [
      'another log stands in its place',
      (log) => {
        log.clear();
        for (let n = 0; n < 20; n++) append(log, `other-${n}`);
      },
    ],
  ])('once %s', async (_, damage) => {
    const { store, inTheLog } = opened;
    await store.append('count-1', 0, [counted(1), counted(2)], aCause());
    damage(server.standIn.log, inTheLog('count-1'));
    await expect(store.append('plan-1', 0, [counted(1)], aCause())).rejects.toBeInstanceOf(RecordDamaged);
    await expect(store.head()).rejects.toBeInstanceOf(RecordDamaged);
  });

  test('until its metadata are as they were', async () => {
    const { store, inTheLog } = opened;
    const { log } = server.standIn;
    await store.append('count-1', 0, [counted(1), counted(2)], aCause());
    log.setMetadata(inTheLog('count-1'), { $tb: 1 });
    await expect(store.head()).rejects.toBeInstanceOf(RecordDamaged);
    await expect(store.read('count-1')).rejects.toBeInstanceOf(RecordDamaged);
    log.setMetadata(inTheLog('count-1'), {});
    await store.append('count-1', 2, [counted(3)], aCause());
    expect(await store.read('count-1')).toHaveLength(3);
  });

  test('where a stream begins or goes on after a gap when the index is built anew', async () => {
    const { store, inTheLog } = opened;
    await store.append('count-1', 0, [counted(1)], aCause());
    append(server.standIn.log, inTheLog('plan-1'));
    append(server.standIn.log, inTheLog('plan-1'), late('late-1'));
    await expect(store.head()).rejects.toThrow(/goes on at revision 2 after 0/);
  });
});

describe('what others do in the same EventStoreDB', () => {
  test('in streams of their own, or about who may read ours, is passed over', async () => {
    const { store, inTheLog } = opened;
    await store.append('count-1', 0, [counted(1)], aCause());
    for (let n = 0; n < 30; n++) append(server.standIn.log, `others-${n}`);
    server.standIn.log.setMetadata(inTheLog('count-1'), {});
    const { position } = await store.append('count-1', 1, [counted(2)], aCause());
    for (let n = 0; n < 30; n++) append(server.standIn.log, `others-${n}`);
    expect(await store.head()).toBe(position);
    expect((await store.readLog(0n, 10)).map(({ data }) => data)).toEqual([{ n: 1 }, { n: 2 }]);
    expect(await store.readCategory('others', 0n, 10)).toEqual([]);
  });

  test('is found and answered for when it is an append of ours that comes late, past the turn of its process', async () => {
    const { store, holdNextAppend, inTheLog } = opened;
    await store.append('count-1', 0, [counted(1)], aCause());
    const release = holdNextAppend();
    const meanwhile = store.append('count-1', 1, [counted(2)], aCause());
    append(server.standIn.log, inTheLog('count-1'), late('late-1'));
    release();
    await expect(meanwhile).rejects.toMatchObject({ name: 'StreamMoved', expected: 1, actual: 2 });
    expect(await store.findReceipt('late-1')).toMatchObject({ stream: 'count-1', revision: 2 });
    const times = (await store.readLog(0n, 10)).map(({ recordedAt }) => recordedAt);
    expect(times).toEqual(times.toSorted());
  });
});

describe('the index of the record', () => {
  test('is built anew from the log, with the same positions, receipts and answers', async () => {
    const { store, another } = opened;
    const causes = Array.from({ length: 31 }, () => aCause());
    // More than a page of the log, with an append that a page ends in.
    for (const [n, cause] of causes.entries())
      await store.append(
        `count-${n % 7}`,
        Math.floor(n / 7) * 17,
        Array.from({ length: 17 }, () => counted(n)),
        cause,
      );
    const answers = async (process: typeof store) => ({
      log: await process.readLog(0n, 1_000),
      category: await process.readCategory('count', 0n, 1_000),
      head: await process.head(),
      last: await process.findLast(),
      receipts: await Promise.all(causes.map(({ commandId }) => process.findReceipt(commandId))),
      stream: await process.read('count-3'),
    });
    const before = await answers(store);
    expect(before.log).toHaveLength(527);

    const clear = async () => {
      await server.database.db.query(sql`delete from eventstoredb.event`);
      await server.database.db.query(sql`delete from eventstoredb.receipt`);
      await server.database.db.query(sql`update eventstoredb.head set position = 0`);
    };
    await clear();
    expect(await answers(await another())).toEqual(before);
    expect(await answers(store)).toEqual(before);

    // In many small transactions, by an append that finds the index empty.
    await clear();
    const log = new EventStoreDbConnection(server.url);
    const slow = new EventStoreDbEventStore(server.database.db, log, { page: 10 });
    await slow.append('late-1', 0, [counted(0)], aCause());
    await slow.close();
    const { receipts, stream, log: events } = await answers(store);
    expect({ receipts, stream }).toEqual({ receipts: before.receipts, stream: before.stream });
    expect(events.slice(0, -1)).toEqual(before.log);
    expect(await store.append('count-0', 0, [counted(0)], causes[0]!)).toEqual(before.receipts[0]);
  });

  test('was built by a program that may rebuild it, and can reach nothing else', async () => {
    await expect(server.database.db.query(sql`drop schema eventstoredb cascade`)).rejects.toMatchObject({
      code: '42501',
    });
  });
});
