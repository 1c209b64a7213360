import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectFile, sql, statement } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { PostgresEventStore } from '@baikoo/event-store';
import { aCause, startServerUnderTest } from '@baikoo/event-store/testing';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import {
  type Hash,
  hashLeaf,
  leafHash,
  type NoteSigner,
  openCheckpoint,
  signCheckpoint,
  signerOfSeed,
  treeRoot,
  verifierText,
} from '../domain/index.js';
import { growthOf } from '../kept/growth.js';
import { PostgresTiles } from '../kept/index.js';
import { findEnd, keepPage } from '../kept/keep-page.js';
import { proveEvent } from '../prove/prove-event.js';
import { Notary, type NotaryParts } from './notary.js';
import { PostgresCheckpointBook } from './postgres-checkpoint-book.js';
import { WitnessFile } from './witness-file.js';

const signer = (number: number) => signerOfSeed('record.example', Buffer.alloc(32, number));
const [a, b] = [signer(1), signer(2)];
const [A, B] = [verifierText(a), verifierText(b)];

/** All that the intruder has is what the program has: its role in the database, and no key. */
let database: TestDatabase;
let record: PostgresEventStore;
let tiles: PostgresTiles;
let folder: string;
beforeEach(async () => {
  database = await createTestDatabase();
  [record, tiles] = [new PostgresEventStore(database.db), new PostgresTiles(database.db)];
  folder = mkdtempSync(path.join(tmpdir(), 'baikoo-forged-'));
}, 30_000);
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
});

const book = () => new PostgresCheckpointBook(database.db);
/** A notary that has just been started. */
const notary = (parts: Partial<NotaryParts> = {}) =>
  new Notary({
    ...{ tree: new PostgresTiles(database.db), book: book(), record, written: record, signer: a, former: undefined },
    ...{ file: new WitnessFile(path.join(folder, 'checkpoints.txt')), everyMs: 3_600_000, ...parts },
  });

let streams = 0;
async function append(count: number): Promise<void> {
  const events = Array.from({ length: count }, (_, n) => ({ type: 'Counted', data: { n } }));
  for (let from = 0; from < count; from += 500)
    await record.append(`count-${++streams}`, 0, events.slice(from, from + 500), aCause());
}

/** Adds what was recorded since, as the keeper does. */
async function keep(): Promise<void> {
  for (let end = await findEnd(tiles); ;) {
    const next = await keepPage(tiles, record, end);
    if (!next || next === end) return;
    end = next;
  }
}

/** The positions of the first and the last event that a tile gained. */
type Ends = { readonly first: bigint; readonly last: bigint };

type Forgery = {
  readonly leaves?: (hashes: Hash[]) => Hash[];
  readonly positions?: (all: bigint[]) => bigint[];
  /** What tiles of leaves say of where their events stand. */
  readonly ends?: (tile: Ends) => Ends;
  /** The first hash that is kept above the leaves, whatever they are. */
  readonly above?: (right: Buffer) => Buffer;
};

/** Adds what was recorded since, changed, before the keeper does. The last hash is right, so the keeper goes on from it. */
async function forge({
  leaves = (all) => all,
  positions = (all) => all,
  ends = (tile) => tile,
  above,
}: Forgery): Promise<void> {
  const { head, tiles: growing } = await tiles.openEnd();
  const { tiles: right } = await tiles.openEnd();
  const events = await record.readLog(head.position, 10_000);
  const hashes = events.map(leafHash);
  const forged = leaves([...hashes]);
  for (const hash of hashes) right.append(hash);
  for (const hash of forged) growing.append(hash);
  const at = positions(events.map(({ position }) => position)).slice(-forged.length);
  const growth = growthOf(head.size, at, growing.takeGrown());
  const rightAbove = right.takeGrown().find(({ level }) => level === 1)?.added[0];
  const placed = growth.tiles.map(({ first, last, ...tile }) => ({
    ...tile,
    ...(first === null || last === null ? { first, last } : ends({ first, last })),
  }));
  const grown = placed.map((tile) =>
    above && rightAbove && tile.level === 1
      ? { ...tile, added: Buffer.concat([above(rightAbove), tile.added.subarray(32)]) }
      : tile,
  );
  expect(await tiles.grow({ ...growth, tiles: grown })).toBe(true);
}

const shifted =
  (by: bigint) =>
  ({ first, last }: Ends) => ({ first: first + by, last: last + by });
const wrong = hashLeaf('nobody did that');
const REFUSED = { outcome: 'REFUSED', trouble: 'TREE_DIFFERS' };

/** Whoever signs, and whoever was just started, on demand and on schedule: what each says, and what was signed then. */
async function signedBy(running: Notary) {
  const before = await book().count();
  const outcomes = [await running.sign(), await notary().sign()];
  await notary({ now: () => Date.now() + 3_600_000 }).tick();
  return { outcomes, told: (await book().trouble()).trouble, added: (await book().count()) - before };
}
const NOBODY = { outcomes: [REFUSED, REFUSED], told: 'TREE_DIFFERS', added: 0 };

describe.each([0, 300, 512])('a notary that has signed %i events', (signed) => {
  let running: Notary;
  beforeEach(async () => {
    running = notary();
    if (signed === 0) return;
    await append(signed);
    await keep();
    expect(await running.sign()).toMatchObject({ outcome: 'SIGNED', newest: { size: signed } });
  });

  test.each<[string, Forgery]>([
    ['of an event that nobody recorded', { leaves: ([, ...rest]) => [wrong, ...rest] }],
    ['without an event that was recorded', { leaves: ([, ...rest]) => rest }],
    ['in another order', { leaves: ([one, other, ...rest]) => [other!, one!, ...rest] }],
    ['with one twice', { leaves: ([one, , ...rest]) => [one!, one!, ...rest] }],
    [
      'of more events than there are',
      { leaves: (all) => [...all, wrong], positions: (all) => [...all, all.at(-1)! + 1n] },
    ],
  ])('signs no hashes %s', async (_, forgery) => {
    await append(10);
    await forge(forgery);
    expect(await signedBy(running)).toEqual(NOBODY);
    await append(5);
    await keep().catch(() => {});
    expect(await signedBy(running)).toEqual(NOBODY);
  });

  test.each<[string, Forgery]>([
    ['that stands above events and is not theirs', { above: () => wrong }],
    [
      'of an event that nobody recorded under a right one',
      { leaves: ([, ...rest]) => [wrong, ...rest], above: (right) => right },
    ],
  ])('signs no hash %s', async (_, forgery) => {
    await append(600);
    await forge(forgery);
    expect(await signedBy(running)).toEqual(NOBODY);
  });

  test.each<[string, number, Forgery]>([
    ['one place too far', 6, { ends: shifted(1n) }],
    ['one place too far, in a full tile', 600, { ends: shifted(1n) }],
    ['further back than it does', 600, { ends: ({ first, last }) => ({ first, last: last - 1n }) }],
    [
      'at the end of the tree where none does',
      6,
      {
        positions: (all) => [...all.slice(0, -1), all.at(-1)! + 1n],
        ends: ({ first }) => ({ first, last: first + 5n }),
      },
    ],
  ])('signs no tree that says that an event stands %s', async (_, count, forgery) => {
    await append(count);
    await forge(forgery);
    expect(await signedBy(running)).toEqual(NOBODY);
  });

  test('signs what is right, page after page, before and after', async () => {
    for (const count of [1, 255, 1, 1_300]) {
      await append(count);
      await keep();
      const signing = await running.sign();
      expect(signing).toMatchObject({ outcome: 'SIGNED' });
      const { size } = await tiles.head();
      expect(openCheckpoint((await book().findNewest())!.note, [a])).toMatchObject({
        size,
        root: await treeRoot(size, tiles),
      });
      running = notary();
    }
    expect(await book().trouble()).toMatchObject({ trouble: null });
  });
});

describe('whoever can write checkpoints into the database', () => {
  /** With the wrong hashes under a checkpoint of the intruder, which a notary could take for its own last one. */
  const smuggle = async (by: NoteSigner, named: string, formerKey: string | null = null) => {
    await append(4);
    await keep();
    await notary().sign();
    await append(4);
    await forge({ leaves: ([, ...rest]) => [wrong, ...rest] });
    const size = 8;
    const root = await treeRoot(size, new PostgresTiles(database.db));
    const note = signCheckpoint({ origin: a.name, size, root }, [by]);
    await book().add({ origin: a.name, size, root, note, key: named, formerKey });
    await append(4);
    await keep();
  };

  test('has nobody go on from one that its key did not sign', async () => {
    await smuggle(b, A);
    expect(await notary().sign()).toEqual({ outcome: 'REFUSED', trouble: 'UNSIGNED_CHECKPOINT' });
    expect(await book().count()).toBe(2);
  });

  test('has nobody go on from one by a key that no act names', async () => {
    await smuggle(b, B);
    expect(await notary().sign()).toEqual({ outcome: 'REFUSED', trouble: 'KEY_CHANGED_WITHOUT_ACT' });
  });

  test('has nobody go on from one of a key whose word no longer counts, which may have been stolen', async () => {
    const act = { titles: { ru: 'Решение (пример)' }, number: '5', date: null };
    const named = [
      { type: 'SigningKeyAdopted', data: { vkey: B, act } },
      { type: 'SigningKeyRotated', data: { vkey: A, formerVkey: B, formerKey: 'COMPROMISED', act } },
    ];
    await record.append('keys-record', 0, named, aCause());
    await forge({ leaves: ([, ...rest]) => [wrong, ...rest] });
    const root = await treeRoot(2, new PostgresTiles(database.db));
    const note = signCheckpoint({ origin: b.name, size: 2, root }, [b]);
    await book().add({ origin: b.name, size: 2, root, note, key: B, formerKey: null });
    expect(await notary().sign()).toEqual(REFUSED);
  });
});

test('a notary compares no event twice while it runs, and after a start only those since its last checkpoint', async () => {
  await append(700);
  await keep();
  const read = jest.spyOn(record, 'readWritten');
  const asked = () => read.mock.calls.map(([after, limit]) => [Number(after), limit]);
  const running = notary();
  await running.tick();
  await append(20);
  await keep();
  await running.tick();
  read.mockClear();
  await append(5);
  await keep();
  read.mockClear();
  await running.sign();
  expect(asked()).toEqual([[720, 5]]);
  read.mockClear();
  await append(3);
  await keep();
  read.mockClear();
  await notary().sign();
  // The last event under the checkpoint, and those after it.
  expect(asked()).toEqual([
    [724, 1],
    [725, 3],
  ]);
});

test('a notary that is stopped while it compares signs nothing, and goes on from there', async () => {
  await append(2_500);
  await keep();
  const stopping = new AbortController();
  const readWritten = record.readWritten.bind(record);
  const read = jest.spyOn(record, 'readWritten').mockImplementation((...asked) => {
    stopping.abort();
    return readWritten(...asked);
  });
  const running = notary();
  expect(await running.tick(stopping.signal)).toBe(0);
  expect(await book().count()).toBe(0);
  expect(await running.tick()).toBe(1);
  expect(read.mock.calls.map(([after]) => Number(after))).toEqual([0, 1_000, 2_000]);
  expect(await book().findNewest()).toMatchObject({ size: 2_500 });
});

/** What the owner does after TREE_DIFFERS, and the program after that. */
async function cutAndKeep(): Promise<void> {
  const script = readFileSync(projectFile('deploy/cut-unsigned-hashes.sql'), 'utf8');
  await expect(database.db.query(sql`alter table proof.tile disable trigger user`)).rejects.toThrow(/must be owner/);
  await database.owner.query(statement(script));
  tiles.forget();
}

test.each([0, 300, 512, 66_000])(
  'the owner can take forged hashes out again, and nothing that was signed: %i',
  async (signed) => {
    await append(signed);
    await keep();
    if (signed > 0) await notary().sign();
    const root = await treeRoot(signed, new PostgresTiles(database.db));
    await append(600);
    await forge({ leaves: ([, ...rest]) => [wrong, ...rest], above: (right) => right });
    expect(await notary().sign()).toEqual(REFUSED);

    await cutAndKeep();
    const size = Math.floor(signed / 256) * 256;
    expect(await tiles.head()).toEqual({ size, position: BigInt(size) });
    await keep();
    expect(await notary().sign()).toMatchObject({ outcome: 'SIGNED', newest: { size: signed + 600 } });
    expect(await treeRoot(signed, new PostgresTiles(database.db))).toEqual(root);
  },
);

describe.each([
  ['an open tile', 6, shifted(1n)],
  ['a full tile', 256, shifted(1n)],
  ['a full tile', 256, ({ first, last }: Ends) => ({ first: first + 256n, last: last + 400n })],
  ['two full tiles, the first of which says what the second has to say', 512, shifted(256n)],
])('where %s of %i events says wrongly where they stand', (_, count, ends) => {
  beforeEach(async () => {
    await append(512);
    await keep();
    await notary().sign();
    await append(count);
    await forge({ ends });
  });

  /** As a notary has done that does not look where events stand. */
  const signAllTheSame = async () => {
    const { size } = await tiles.head();
    const root = await treeRoot(size, new PostgresTiles(database.db));
    const note = signCheckpoint({ origin: a.name, size, root }, [a]);
    await book().add({ origin: a.name, size, root, note, key: A, formerKey: null });
  };

  test.each([
    ['unsigned', async () => {}],
    ['signed all the same', signAllTheSame],
  ])('nothing more is signed nor proven wrongly, and the owner has it say so again: %s', async (__, sign) => {
    await sign();
    const ports = () => ({ record, tree: new PostgresTiles(database.db), book: book() });
    for (const position of [513n, 514n, BigInt(511 + count)])
      expect(await proveEvent(ports(), { position, size: 512 + count })).toMatchObject({
        refused: 'EVENT_NOT_AS_SIGNED',
      });
    expect(await signedBy(notary())).toEqual(NOBODY);

    await cutAndKeep();
    await append(7);
    await keep();
    const size = 512 + count + 7;
    expect(await tiles.head()).toEqual({ size, position: BigInt(size) });
    expect(await notary().sign()).toMatchObject({ outcome: 'SIGNED', newest: { size } });
    expect((await book().trouble()).trouble).toBeNull();
    const events = await record.readLog(500n, 1_000);
    for (const event of events)
      expect(await proveEvent(ports(), { position: event.position })).toMatchObject({
        ...{ index: Number(event.position) - 1, leafHash: leafHash(event) },
      });
  });
});

test('the owner has tiles say again where events stand in EventStoreDB, as far as its index goes', async () => {
  const server = await startServerUnderTest();
  const elsewhere = await server.open();
  try {
    const { db, owner } = server.database;
    const events = Array.from({ length: 100 }, (_, n) => ({ type: 'Counted', data: { n } }));
    for (let stream = 0; stream < 6; stream++) await elsewhere.store.append(`count-${stream}`, 0, events, aCause());
    const kept = new PostgresTiles(db);
    await keepPage(kept, elsewhere.store, await findEnd(kept));
    const all = await elsewhere.store.readLog(0n, 1_000);
    const root = await treeRoot(600, kept);
    const note = signCheckpoint({ origin: a.name, size: 600, root }, [a]);
    const add = new PostgresCheckpointBook(db);
    await add.add({ origin: a.name, size: 600, root, note, key: A, formerKey: null });
    await owner.transaction(async (tx) => {
      await tx.query(sql`set local session_replication_role = replica`);
      await tx.query(sql`update proof.tile set first_position = first_position + 1 where level = 0`);
    });
    await owner.query(statement(readFileSync(projectFile('deploy/cut-unsigned-hashes.sql'), 'utf8')));
    expect(await kept.readSpans([0, 1, 2])).toEqual([
      { index: 0, width: 256, first: all[0]!.position, last: all[255]!.position },
      { index: 1, width: 256, first: all[256]!.position, last: all[511]!.position },
    ]);
    expect(await kept.head()).toEqual({ size: 512, position: all[511]!.position });
  } finally {
    await elsewhere.close();
    await server.close();
  }
});
