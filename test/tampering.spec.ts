import { type Database, sql } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { PostgresEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import {
  type Checkpoint,
  generateSigner,
  isSound,
  openCheckpoint,
  PostgresTiles,
  readLeaves,
  signCheckpoint,
  tellVerification,
  TileKeeper,
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
/** Checkpoints that were signed while nothing was changed. */
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
  const tiles = new PostgresTiles(database.db);
  const keeper = new TileKeeper(database.db, store, tiles);
  await keeper.start();
  expect(await tiles.caughtUp(BigInt(EVENTS), { timeoutMs: 20_000 })).toBe(true);
  await keeper.stop();
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
    found.push(await verifyRecord(new PostgresEventStore(tx), { checkpoints, kept: new PostgresTiles(tx) }));
  });
  return found[0]!;
}

/** What became of which event, by the places from 0, and at which position it stands now; of several beside each other the first. */
const told = ({ kept: findings }: Awaited<ReturnType<typeof after>>) =>
  findings!.differences.map((each) => [
    each.kind,
    'index' in each ? each.index : null,
    'now' in each ? each.now : null,
    each.events[0]?.position ?? null,
  ]);

/** From the twenty-fifth event on, everything one place further. */
const makeRoom = async (tx: Database) => {
  await tx.query(sql`update record.event set position = position + 1000 where position >= 25`);
  await tx.query(sql`update record.event set position = position - 999 where position >= 1025`);
};

const CHANGED = [['CHANGED', 24, 24, 25n]];
const GONE = [['MISSING', 24, null, null]];

const acts: readonly (readonly [string, (tx: Database) => Promise<unknown>, unknown])[] = [
  [
    'one sign of what was reported',
    (tx) => tx.query(sql`update record.event set data = (data::jsonb || '{"percent": 26}')::json where position = 25`),
    CHANGED,
  ],
  [
    'a letter that looks the same',
    (tx) =>
      tx.query(
        sql`update record.event set data = (data::jsonb || '{"text": "Освещены всe дворы"}')::json where position = 25`,
      ),
    CHANGED,
  ],
  [
    'who it was',
    (tx) =>
      tx.query(
        sql`update record.event set cause = (cause::jsonb || '{"actorId": "somebody"}')::json where position = 25`,
      ),
    CHANGED,
  ],
  [
    'when it became known, by a millisecond',
    (tx) =>
      tx.query(sql`update record.event set recorded_at = recorded_at + interval '1 millisecond' where position = 25`),
    CHANGED,
  ],
  ['the kind of fact', (tx) => tx.query(sql`update record.event set type = 'Other' where position = 25`), CHANGED],
  ['a row that is gone', (tx) => tx.query(sql`delete from record.event where position = 25`), GONE],
  [
    'a row that is gone, and the gap closed',
    async (tx) => {
      await tx.query(sql`delete from record.event where position = 25`);
      await tx.query(sql`update record.event set position = position + 1000 where position > 25`);
      await tx.query(sql`update record.event set position = position - 1001 where position > 1025`);
    },
    GONE,
  ],
  [
    'two rows in the place of each other',
    async (tx) => {
      await tx.query(sql`update record.event set position = 1000 where position = 25`);
      await tx.query(sql`update record.event set position = 25 where position = 26`);
      await tx.query(sql`update record.event set position = 26 where position = 1000`);
    },
    [
      ['MOVED', 24, 25, 26n],
      ['MOVED', 25, 24, 25n],
    ],
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
    [['ADDED', null, 24, 25n]],
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
    const found = await after(async () => {});
    expect(found).toMatchObject({ size: EVENTS, broken: [], kept: { size: EVENTS } });
    expect(isSound(found)).toBe(true);
  });

  test.each(acts)('%s: between the checkpoints around it, and to the event', async (_what, act, events) => {
    const found = await after(act);
    expect(found.wrong).toEqual({ start: 20, end: 30 });
    expect(found.broken.map(({ size }) => size)).toEqual([30, 40]);
    expect(told(found)).toEqual(events);
    expect(found.kept).toMatchObject({ broken: [], tiles: [] });
  });

  test('in words for whoever has to act on it', async () => {
    const lines = tellVerification(await after(acts[0]![1]));
    expect(lines).toEqual([
      'The record was changed: 2 checkpoints do not hold. The first 20 events are as they were; what is wrong stands among the events 21 to 30.',
      'The hashes kept of it hold every checkpoint. What they know otherwise was changed:',
      expect.stringMatching(
        /^Event 25 is not what was recorded\. At position 25 stands now: measure-1, revision 7, ProgressReported, recorded .* by .*: \{"text":"Освещены все дворы","percent":26\}$/,
      ),
    ]);
  });

  test('the hashes that were kept, changed in place of the record: by the checkpoints, which the record holds', async () => {
    const found = await after((tx) =>
      tx.query(
        sql`update proof.tile set hashes = overlay(hashes placing '\\x00'::bytea from ${24 * 32 + 1}) where level = 0`,
      ),
    );
    expect(found.broken).toEqual([]);
    expect(found.kept!.broken.map(({ size }) => size)).toEqual([30, 40]);
    expect(told(found)).toEqual(CHANGED);
    expect(tellVerification(found)[1]).toContain('the record was not');
  });

  test('a tail that was cut off, and the head set back to where it ended', async () => {
    const found = await after(async (tx) => {
      await tx.query(sql`delete from record.event where position > 34`);
      await tx.query(sql`update record.head set position = 34`);
    });
    expect(found.broken).toMatchObject([{ size: 40, why: 'TOO_SHORT' }]);
    expect(found.wrong).toEqual({ start: 30, end: 40 });
    expect(found.kept).toMatchObject({ differences: [], cutOff: { start: 34, end: 40 }, broken: [] });
  });

  test('a history that was written anew, with a tree of its own signed anew: by a checkpoint from before', async () => {
    const rewrite = async (tx: Database) => {
      await tx.query(sql`update record.event set data = (data::jsonb || '{"percent": 100}')::json where position > 12`);
      const own: Buffer[] = [];
      for await (const { hashes } of readLeaves(new PostgresEventStore(tx), 0n)) own.push(hashes);
      await tx.query(sql`update proof.tile set hashes = ${Buffer.concat(own)} where level = 0`);
    };
    const forged = await after(rewrite, []);
    const note = signCheckpoint({ origin: signer.name, size: forged.size, root: forged.root }, [signer]);
    const own = [openCheckpoint(note, [signer])];
    expect(isSound(await after(rewrite, own))).toBe(true);
    const found = await after(rewrite, [...kept.slice(0, 2), ...own]);
    expect(found.wrong).toEqual({ start: 10, end: 20 });
    expect(told(found)).toEqual([]);
    expect(found.kept!.broken.map(({ size }) => size)).toEqual([20]);
    expect(tellVerification(found)[1]).toContain('were changed too');
  });

  test('nothing, but a key that signed another record too: by two checkpoints that cannot both be right', async () => {
    const other = { size: 30, root: Buffer.alloc(32, 7), origin: signer.name };
    const found = await after(async () => {}, [...kept, other]);
    expect(found.broken).toMatchObject([{ ...other, why: 'OTHER_EVENTS' }]);
    expect(tellVerification(found)).toEqual([
      expect.stringMatching(/^Two records were signed: a checkpoint over 30 events does not hold/),
      'The hashes kept of it are those of the record as it is now.',
    ]);
  });

  test('a history that was written anew beside hashes that nobody could change: event by event', async () => {
    const found = await after((tx) =>
      tx.query(sql`update record.event set data = (data::jsonb || '{"percent": 100}')::json where position > 12`),
    );
    expect(told(found)).toEqual([['CHANGED', 12, 12, 13n]]);
    expect(found.kept).toMatchObject({ more: 0, broken: [], differences: [{ count: 28 }] });
    expect(found.kept!.differences[0]!.events.map(({ position }) => position)).toEqual(
      Array.from({ length: 20 }, (_, i) => BigInt(13 + i)),
    );
    const lines = tellVerification(found);
    expect(lines[2]).toBe('Events 13 to 40 are not what was recorded.');
    expect(lines.slice(3)).toHaveLength(20);
    expect(lines.at(-1)).toMatch(/^ {2}At position 32 stands now: /);
  });
});
