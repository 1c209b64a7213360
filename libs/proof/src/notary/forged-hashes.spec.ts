import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectFile, sql, statement } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { PostgresEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
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

type Forgery = {
  readonly leaves?: (hashes: Hash[]) => Hash[];
  readonly positions?: (all: bigint[]) => bigint[];
  /** The first hash that is kept above the leaves, whatever they are. */
  readonly above?: (right: Buffer) => Buffer;
};

/** Adds what was recorded since, changed, before the keeper does. The last hash is right, so the keeper goes on from it. */
async function forge({ leaves = (all) => all, positions = (all) => all, above }: Forgery): Promise<void> {
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
  const grown = growth.tiles.map((tile) =>
    above && rightAbove && tile.level === 1
      ? { ...tile, added: Buffer.concat([above(rightAbove), tile.added.subarray(32)]) }
      : tile,
  );
  expect(await tiles.grow({ ...growth, tiles: grown })).toBe(true);
}

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

    const script = readFileSync(projectFile('deploy/cut-unsigned-hashes.sql'), 'utf8');
    await expect(database.db.query(sql`alter table proof.tile disable trigger user`)).rejects.toThrow(/must be owner/);
    await database.owner.query(statement(script));
    expect((await tiles.head()).size).toBe(Math.floor(signed / 256) * 256);
    tiles.forget();
    await keep();
    expect(await notary().sign()).toMatchObject({ outcome: 'SIGNED', newest: { size: signed + 600 } });
    expect(await treeRoot(signed, new PostgresTiles(database.db))).toEqual(root);
  },
);
