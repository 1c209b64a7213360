import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { PostgresEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { afterEach, beforeEach, expect } from '@jest/globals';
import { type Hash, hashLeaf, leafHash, signerOfSeed, verifierText } from '../domain/index.js';
import { growthOf } from '../kept/growth.js';
import { PostgresTiles } from '../kept/index.js';
import { findEnd, keepPage } from '../kept/keep-page.js';
import { Notary, type NotaryParts } from './notary.js';
import { PostgresCheckpointBook } from './postgres-checkpoint-book.js';
import { WitnessFile } from './witness-file.js';

const signer = (number: number) => signerOfSeed('record.example', Buffer.alloc(32, number));
export const [a, b] = [signer(1), signer(2)];
export const [A, B] = [verifierText(a), verifierText(b)];

/**
 * A record with its tree in a database, where an intruder has what the program has: its role there, and no key. New for each
 * test.
 */
export const at = {} as { database: TestDatabase; record: PostgresEventStore; tiles: PostgresTiles; file: string };

/** Has each test of a spec begin with an empty {@link at}. */
export function beginEachWithAnEmptyRecord(): void {
  let folder: string;
  beforeEach(async () => {
    const database = await createTestDatabase();
    folder = mkdtempSync(path.join(tmpdir(), 'baikoo-forged-'));
    const [record, tiles] = [new PostgresEventStore(database.db), new PostgresTiles(database.db)];
    Object.assign(at, { database, record, tiles, file: path.join(folder, 'checkpoints.txt') });
  }, 30_000);
  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await at.database.drop();
  });
}

export const book = () => new PostgresCheckpointBook(at.database.db);
/** A notary that has just been started. */
export const notary = (parts: Partial<NotaryParts> = {}) =>
  new Notary({
    ...{ tree: new PostgresTiles(at.database.db), book: book(), record: at.record, written: at.record },
    ...{ signer: a, former: undefined, file: new WitnessFile(at.file), everyMs: 3_600_000, ...parts },
  });

let streams = 0;
export async function append(count: number): Promise<void> {
  const events = Array.from({ length: count }, (_, n) => ({ type: 'Counted', data: { n } }));
  for (let from = 0; from < count; from += 500)
    await at.record.append(`count-${++streams}`, 0, events.slice(from, from + 500), aCause());
}

/** Adds what was recorded since, as the keeper does. */
export async function keep(): Promise<void> {
  for (let end = await findEnd(at.tiles); ;) {
    const next = await keepPage(at.tiles, at.record, end);
    if (!next || next === end) return;
    end = next;
  }
}

/** The positions of the first and the last event that a tile gained. */
export type Ends = { readonly first: bigint; readonly last: bigint };

export type Forgery = {
  readonly leaves?: (hashes: Hash[]) => Hash[];
  readonly positions?: (all: bigint[]) => bigint[];
  /** What tiles of leaves say of where their events stand. */
  readonly ends?: (tile: Ends) => Ends;
  /** The first hash that is kept above the leaves, whatever they are. */
  readonly above?: (right: Buffer) => Buffer;
};

/** Adds what was recorded since, changed, before the keeper does. The last hash is right, so the keeper goes on from it. */
export async function forge({
  leaves = (all) => all,
  positions = (all) => all,
  ends = (tile) => tile,
  above,
}: Forgery): Promise<void> {
  const { head, tiles: growing } = await at.tiles.openEnd();
  const { tiles: right } = await at.tiles.openEnd();
  const events = await at.record.readLog(head.position, 10_000);
  const hashes = events.map(leafHash);
  const forged = leaves([...hashes]);
  for (const hash of hashes) right.append(hash);
  for (const hash of forged) growing.append(hash);
  const placesOf = positions(events.map(({ position }) => position)).slice(-forged.length);
  const growth = growthOf(head.size, placesOf, growing.takeGrown());
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
  expect(await at.tiles.grow({ ...growth, tiles: grown })).toBe(true);
}

export const shifted =
  (by: bigint) =>
  ({ first, last }: Ends) => ({ first: first + by, last: last + by });
export const wrong = hashLeaf('nobody did that');
export const REFUSED = { outcome: 'REFUSED', trouble: 'TREE_DIFFERS' };

/** Whoever signs, and whoever was just started, on demand and on schedule: what each says, and what was signed then. */
export async function signedBy(running: Notary) {
  const before = await book().count();
  const outcomes = [await running.sign(), await notary().sign()];
  await notary({ now: () => Date.now() + 3_600_000 }).tick();
  return { outcomes, told: (await book().trouble()).trouble, added: (await book().count()) - before };
}
export const NOBODY = { outcomes: [REFUSED, REFUSED], told: 'TREE_DIFFERS', added: 0 };
