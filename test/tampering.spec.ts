import { type Database, sql } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { PostgresEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import {
  type Checkpoint,
  generateSigner,
  openCheckpoint,
  signCheckpoint,
  readLeaves,
  verifyRecord,
} from '@baikoo/proof';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

/**
 * What a superuser of the database can do to the record, done to a real one: the triggers that keep it append-only are
 * switched off, as a superuser may. Each act is looked at inside its transaction and undone with it.
 */
const EVENTS = 40;
const SIGNED = [10, 20, 30, 40] as const;

let database: TestDatabase;
let kept: readonly Checkpoint[];
const signer = generateSigner('record.example');

beforeAll(async () => {
  database = await createTestDatabase();
  const store = new PostgresEventStore(database.db);
  const notes: string[] = [];
  for (let count = 1; count <= EVENTS; count++) {
    const stream = `measure-${count % 4}`;
    const data = { percent: count, text: 'Освещены все дворы' };
    await store.append(stream, Math.floor((count - 1) / 4), [{ type: 'ProgressReported', data }], aCause());
    if (SIGNED.some((size) => size === count)) {
      const { size, root } = await verifyRecord(store, { checkpoints: [] });
      notes.push(signCheckpoint({ origin: signer.name, size, root }, [signer]));
    }
  }
  kept = notes.map((note) => openCheckpoint(note, [signer]));
}, 30_000);
afterAll(() => database.drop());

class Undone extends Error {}

/** Does what a superuser may in a transaction, and takes it back. */
async function undone(work: (tx: Database) => Promise<unknown>): Promise<void> {
  const attempt = database.owner.transaction(async (tx) => {
    await tx.query(sql`set local session_replication_role = replica`);
    await work(tx);
    throw new Undone();
  });
  await attempt.catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
}

/** What `verify` finds after the act. */
async function after(act: (tx: Database) => Promise<unknown>, checkpoints = kept) {
  const found: Awaited<ReturnType<typeof verifyRecord>>[] = [];
  await undone(async (tx) => {
    await act(tx);
    found.push(await verifyRecord(new PostgresEventStore(tx), { checkpoints }));
  });
  return found[0]!;
}

/** From the twenty-fifth event on, everything one place further. */
const makeRoom = async (tx: Database) => {
  await tx.query(sql`update record.event set position = position + 1000 where position >= 25`);
  await tx.query(sql`update record.event set position = position - 999 where position >= 1025`);
};

const acts: readonly (readonly [string, (tx: Database) => Promise<unknown>])[] = [
  [
    'one sign of what was reported',
    (tx) => tx.query(sql`update record.event set data = (data::jsonb || '{"percent": 26}')::json where position = 25`),
  ],
  [
    'a letter that looks the same',
    (tx) =>
      tx.query(
        sql`update record.event set data = (data::jsonb || '{"text": "Освещены всe дворы"}')::json where position = 25`,
      ),
  ],
  [
    'who it was',
    (tx) =>
      tx.query(
        sql`update record.event set cause = (cause::jsonb || '{"actorId": "somebody"}')::json where position = 25`,
      ),
  ],
  [
    'when it became known, by a millisecond',
    (tx) =>
      tx.query(sql`update record.event set recorded_at = recorded_at + interval '1 millisecond' where position = 25`),
  ],
  ['the kind of fact', (tx) => tx.query(sql`update record.event set type = 'Other' where position = 25`)],
  ['a row that is gone', (tx) => tx.query(sql`delete from record.event where position = 25`)],
  [
    'a row that is gone, and the gap closed',
    async (tx) => {
      await tx.query(sql`delete from record.event where position = 25`);
      await tx.query(sql`update record.event set position = position + 1000 where position > 25`);
      await tx.query(sql`update record.event set position = position - 1001 where position > 1025`);
    },
  ],
  [
    'two rows in the place of each other',
    async (tx) => {
      await tx.query(sql`update record.event set position = 1000 where position = 25`);
      await tx.query(sql`update record.event set position = 25 where position = 26`);
      await tx.query(sql`update record.event set position = 26 where position = 1000`);
    },
  ],
  [
    'a row that was put between',
    async (tx) => {
      await makeRoom(tx);
      await tx.query(sql`
        insert into record.event
        select 25, 'measure-9', 1, gen_random_uuid(), type, schema_version, data, cause, correlation_id, recorded_at
        from record.event where position = 24`);
    },
  ],
];

describe('the record, read as it is kept', () => {
  const odd = [
    { spaced: { b: [1, 2], a: null }, text: 'Ы"\\\n\u2028', number: 1.5e-7 },
    { long: 'Освещены все дворы. '.repeat(20_000) },
    { ключ: 1, a: { 10: 'x', 9: 'y' } },
  ];

  test('has the leaves that it has when it is parsed, wherever the pieces of an answer end', async () => {
    await undone(async (tx) => {
      const store = new PostgresEventStore(tx);
      for (const [revision, data] of odd.entries()) {
        const { position } = await store.append('odd-1', revision, [{ type: 'Odd', data }], aCause());
        const recordedAt = [
          '1999-12-31 23:59:59.999999+00',
          '2026-11-24 00:00:00.0019+05',
          '2026-11-24 23:00:00-11:30',
        ][revision]!;
        await tx.query(sql`
          update record.event set data = ${JSON.stringify(data, null, revision)}, recorded_at = ${recordedAt}
          where position = ${String(position)}`);
      }
      const leaves = async (from: Parameters<typeof readLeaves>[0], limit?: number) => {
        const all: Buffer[] = [];
        for await (const { hashes } of readLeaves(from, 0n, limit)) all.push(hashes);
        return Buffer.concat(all);
      };
      const parsed = { readLog: store.readLog.bind(store) };
      expect(await leaves(store)).toEqual(await leaves(parsed));
      expect(await leaves(store)).toHaveLength((EVENTS + odd.length) * 32);
      expect(await leaves(store, 7)).toEqual((await leaves(parsed)).subarray(0, 7 * 32));
      // Whoever stops in the middle can ask something else by the same connection.
      for await (const { hashes } of readLeaves(store, 0n)) if (hashes.length > 0) break;
      expect(await store.head()).toBe(BigInt(EVENTS + odd.length));
    });
  });
});

describe('what a superuser of the database did to the record shows', () => {
  test('in nothing, as long as nothing was done', async () => {
    expect(await after(async () => {})).toMatchObject({ size: EVENTS, broken: [] });
  });

  test.each(acts)('%s: between the checkpoints around it', async (_what, act) => {
    const { broken, wrong } = await after(act);
    expect(wrong).toEqual({ start: 20, end: 30 });
    expect(broken.map(({ size }) => size)).toEqual([30, 40]);
  });

  test('a tail that was cut off, and the head set back to where it ended', async () => {
    const { broken, wrong } = await after(async (tx) => {
      await tx.query(sql`delete from record.event where position > 34`);
      await tx.query(sql`update record.head set position = 34`);
    });
    expect(broken).toMatchObject([{ size: 40, why: 'TOO_SHORT' }]);
    expect(wrong).toEqual({ start: 30, end: 40 });
  });

  test('a history that was written anew, with a tree of its own signed anew: by a checkpoint from before', async () => {
    const rewrite = (tx: Database) =>
      tx.query(sql`update record.event set data = (data::jsonb || '{"percent": 100}')::json where position > 12`);
    const forged = await after(rewrite, []);
    const note = signCheckpoint({ origin: signer.name, size: forged.size, root: forged.root }, [signer]);
    const own = [openCheckpoint(note, [signer])];
    expect((await after(rewrite, own)).broken).toEqual([]);
    expect((await after(rewrite, [...kept.slice(0, 2), ...own])).wrong).toEqual({ start: 10, end: 20 });
  });
});
