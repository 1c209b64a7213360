import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { MemoryEventStore, type Recorded } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { TreeInMemory } from '../testing.js';
import {
  leafHash,
  notesOf,
  openCheckpoint,
  readNote,
  signerOfSeed,
  signNote,
  treeRoot,
  verifierText,
} from '../domain/index.js';
import { SIGNING_KEYS_STREAM } from '../keys/recorded-keys.js';
import { KeptTree, type TreeHead } from '../kept/index.js';
import { checkpointState } from './checkpoint-state.js';
import { Notary, type NotaryParts } from './notary.js';
import { PostgresCheckpointBook } from './postgres-checkpoint-book.js';
import type { NotaryTrouble } from './trouble.js';
import { WitnessFile } from './witness-file.js';

const eventOf = (number: number, text: string, recordedAt: string): Recorded => ({
  ...{
    eventId: text,
    stream: 'count-1',
    revision: number,
    position: BigInt(number),
    type: 'Counted',
    schemaVersion: 1,
  },
  ...{ data: {}, recordedAt, cause: aCause({ commandId: 'command', correlationId: 'correlation' }) },
});

/** A record of events that are numbers, or what somebody put in their place, and the tree over it as far as it has grown. */
class TreeOfNumbers extends KeptTree {
  #tree = new TreeInMemory();
  #kept: TreeInMemory | undefined;

  constructor(
    private readonly text: (index: number) => string = String,
    private readonly recordedAt = '2026-01-01T00:00:00.000Z',
  ) {
    super();
  }

  #eventAt = (index: number) => eventOf(index + 1, this.text(index), this.recordedAt);

  grow(to: number): this {
    while (this.#tree.size < to) this.#tree.add(leafHash(this.#eventAt(this.#tree.size)));
    return this;
  }

  /** What is kept becomes another's; whoever has read it before goes on with what they remember. */
  become(other: TreeOfNumbers): void {
    this.#kept = other.#tree;
  }

  override forget(): void {
    this.#tree = this.#kept ?? this.#tree;
  }

  readLog = async (after: bigint, limit: number) =>
    Array.from({ length: limit }, (_, i) => this.#eventAt(Number(after) + i));
  head = async (): Promise<TreeHead> => ({ size: this.#tree.size, position: BigInt(this.#tree.size) });
  readHashes: KeptTree['readHashes'] = (nodes) => this.#tree.readHashes(nodes);
  readTile: KeptTree['readTile'] = (tile) => this.#tree.readTile(tile);
  readSpans: KeptTree['readSpans'] = (indexes) => this.#tree.readSpans(indexes);
  findIndex = async () => undefined;
  findPosition: KeptTree['findPosition'] = async (_, index) => BigInt(index + 1);
}

const signer = (number: number) => signerOfSeed('record.example', Buffer.alloc(32, number));
const [a, b, c] = [signer(1), signer(2), signer(3)];
const [A, B, C] = [verifierText(a), verifierText(b), verifierText(c)];
const HOUR_MS = 3_600_000;

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(path.join(tmpdir(), 'baikoo-notary-'));
}, 30_000);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
});

let tree: TreeOfNumbers;
let record: MemoryEventStore;
let file: string;
let told: (NotaryTrouble | null)[];
let count = 0;
beforeEach(async () => {
  await database.owner.transaction(async (tx) => {
    await tx.query(sql`set local session_replication_role = replica`);
    await tx.query(sql`delete from proof.checkpoint`);
    await tx.query(sql`update proof.notary set trouble = null`);
  });
  [tree, record, told] = [new TreeOfNumbers(), new MemoryEventStore(), []];
  file = path.join(folder, `${++count}`, 'checkpoints.txt');
});

const book = () => new PostgresCheckpointBook(database.db);
type Parts = Partial<Omit<NotaryParts, 'tree' | 'written'>> & { readonly tree?: TreeOfNumbers };
const notary = ({ tree: over = tree, ...parts }: Parts = {}): Notary =>
  new Notary({
    ...{ tree: over, written: over, record, book: book(), file: new WitnessFile(file), signer: a, former: undefined },
    ...{ everyMs: HOUR_MS, onTrouble: (trouble) => told.push(trouble), ...parts },
  });
const notes = async () => (await book().inOrder(0n, 100)).map(({ note }) => note);
/** What anybody who collects the file can check: whole notes, each of the beginning of the tree. */
async function expectFileAndBookToAgree(signers = [a]) {
  const text = readFileSync(file, 'utf8');
  expect(text).toBe((await notes()).join(''));
  for (const note of notesOf(text)) {
    const { size, root } = openCheckpoint(note, signers);
    expect(root).toEqual(await treeRoot(size, tree));
  }
}
const name = async (type: string, revision: number, data: object) => {
  await record.append(SIGNING_KEYS_STREAM, revision, [{ type, data }], aCause());
};

describe('a notary', () => {
  test('signs what was recorded, on demand at once, on schedule when it is time, and never the same twice', async () => {
    expect(await notary().sign()).toEqual({ outcome: 'NOTHING_RECORDED' });
    tree.grow(5);
    expect(await notary().tick()).toBe(1);
    tree.grow(9);
    expect(await notary().tick()).toBe(0);
    expect(await notary().sign()).toMatchObject({ outcome: 'SIGNED', newest: { size: 9 } });
    const later = { now: () => Date.now() + HOUR_MS };
    expect(await notary(later).tick()).toBe(0);
    tree.grow(10);
    expect(await notary(later).tick()).toBe(1);
    expect(await notary().sign()).toMatchObject({ outcome: 'NOTHING_NEW', newest: { size: 10 } });
    expect((await book().list({ limit: 2 })).map(({ size }) => size)).toEqual([10, 9]);
    expect((await book().list({ limit: 9, below: 9 })).map(({ size }) => size)).toEqual([5]);
    expect(await book().findBySize(9)).toMatchObject({ size: 9, root: await treeRoot(9, tree) });
    expect(await book().findBySize(6)).toBeUndefined();
    await expectFileAndBookToAgree();
    expect(told).toEqual([]);
  });

  test('of several at once signs once', async () => {
    tree.grow(5);
    const outcomes = (await Promise.all([1, 2, 3].map(() => notary().sign()))).map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual(['NOTHING_NEW', 'NOTHING_NEW', 'SIGNED']);
    // And where none knows of the other, because its lock went with its connection:
    class Unlocked extends PostgresCheckpointBook {
      override alone = <T>(work: () => Promise<T>) => work();
    }
    tree.grow(8);
    const files = [1, 2, 3].map((each) => new WitnessFile(`${file}.${each}`));
    await Promise.all(files.map((own) => notary({ book: new Unlocked(database.db), file: own }).sign()));
    expect(await notes()).toHaveLength(2);
    for (const own of files) expect(readFileSync(own.file, 'utf8')).toBe((await notes()).join(''));
  });

  test('that is killed between two steps leaves what the next one goes on from', async () => {
    class Killed extends Error {}
    class KilledBeforeStoring extends PostgresCheckpointBook {
      override add = () => Promise.reject(new Killed());
    }
    class KilledAfterStoring extends PostgresCheckpointBook {
      override async add(...given: Parameters<PostgresCheckpointBook['add']>) {
        await super.add(...given);
        throw new Killed();
      }
    }
    tree.grow(3);
    await notary().sign();
    for (const Book of [KilledBeforeStoring, KilledAfterStoring]) {
      tree.grow((await tree.head()).size + 2);
      await expect(notary({ book: new Book(database.db) }).sign()).rejects.toBeInstanceOf(Killed);
      await notary().sign();
      await expectFileAndBookToAgree();
    }
    expect((await notes()).length).toBe(3);
    // While it wrote to the file, at each byte of the last note.
    const whole = readFileSync(file);
    const last = Buffer.byteLength((await notes()).at(-1) ?? '');
    for (const torn of [0, 1, 17, last - 1]) {
      truncateSync(file, whole.length - last + torn);
      await notary().sign();
      expect(readFileSync(file)).toEqual(whole);
    }
    rmSync(file);
    await notary().sign();
    expect(readFileSync(file)).toEqual(whole);
    expect(told).toEqual([]);
  });

  test('signs nothing over a file that holds something else, and does not touch it', async () => {
    tree.grow(5);
    const signing = notary();
    await signing.sign();
    const right = readFileSync(file, 'utf8');
    tree.grow(6);
    for (const wrong of [`${right}# mine\n`, right.replace('\n5\n', '\n4\n'), `\n${right}`, `${right}${right}`]) {
      writeFileSync(file, wrong);
      expect(await notary().sign()).toEqual({ outcome: 'REFUSED', trouble: 'FILE_DIFFERS' });
      expect(readFileSync(file, 'utf8')).toBe(wrong);
    }
    // One that is ahead of the book: the database was put back.
    appendFileSync(file, 'record.example\n7\n');
    expect(await signing.sign()).toMatchObject({ trouble: 'FILE_DIFFERS' });
    expect(await signing.sign()).toMatchObject({ trouble: 'FILE_DIFFERS' });
    expect(await notes()).toHaveLength(1);
    expect(await book().trouble()).toMatchObject({ trouble: 'FILE_DIFFERS' });
    rmSync(file);
    expect(await signing.sign()).toMatchObject({ outcome: 'SIGNED' });
    await expectFileAndBookToAgree();
    expect(await book().trouble()).toMatchObject({ trouble: null });
    expect(told.slice(-2)).toEqual(['FILE_DIFFERS', null]);
  });

  test('signs all the same while the file cannot be written, says so, and makes up for it', async () => {
    writeFileSync(path.dirname(file), 'a file where the folder should be');
    tree.grow(5);
    expect(await notary().sign()).toMatchObject({ outcome: 'SIGNED' });
    expect(told).toEqual(['FILE_UNWRITABLE']);
    rmSync(path.dirname(file));
    await notary().sign();
    await expectFileAndBookToAgree();
  });

  test('signs nothing that does not continue every checkpoint of before', async () => {
    for (const size of [3, 6, 9]) await notary({ tree: tree.grow(size) }).sign();
    const changed = (at: number) => new TreeOfNumbers((index) => (index === at ? 'other' : String(index))).grow(12);
    for (const at of [0, 4, 8])
      expect(await notary({ tree: changed(at) }).sign()).toEqual({ outcome: 'REFUSED', trouble: 'OTHER_EVENTS' });
    // What nobody has published yet is nobody's business yet.
    expect(await notary({ tree: changed(10) }).sign()).toMatchObject({ outcome: 'SIGNED', newest: { size: 12 } });
    // Also by a notary who found all well before, and whether or not it is time to sign.
    const watched = changed(10);
    const watching = notary({ tree: watched });
    expect(await watching.sign()).toMatchObject({ outcome: 'NOTHING_NEW' });
    watched.become(changed(11));
    expect(await watching.tick()).toBe(0);
    expect(told).toEqual(['OTHER_EVENTS', 'OTHER_EVENTS', 'OTHER_EVENTS', 'OTHER_EVENTS']);
  });

  test('waits for a tree that has to catch up, and is told of a record that was cut', async () => {
    await notary({ tree: tree.grow(6) }).sign();
    const short = new TreeOfNumbers().grow(4);
    for (let revision = 0; revision < 5; revision++)
      await record.append('measure-a', revision, [{ type: 'ProgressReported', data: {} }], aCause());
    expect(await notary({ tree: short }).sign()).toEqual({ outcome: 'TREE_BEHIND' });
    expect(await notary({ tree: short.grow(5) }).sign()).toEqual({ outcome: 'REFUSED', trouble: 'TOO_SHORT' });
    expect(told).toEqual(['TOO_SHORT']);
  });

  test('hands over to the key that an act names, and the chain of keys shows it', async () => {
    tree.grow(4);
    await notary().sign();
    await name('SigningKeyAdopted', 0, { vkey: A });
    expect(await notary({ signer: b, former: a }).sign()).toMatchObject({ trouble: 'KEY_NOT_RECORDED' });
    await name('SigningKeyRotated', 1, { vkey: B, formerVkey: A, formerKey: 'HANDS_OVER' });
    // The former key signs on until the new one is installed; then both do, even where nothing else was recorded.
    tree.grow(5);
    expect(await notary().sign()).toMatchObject({ outcome: 'SIGNED', newest: { key: A, formerKey: null } });
    expect(await notary({ signer: b }).sign()).toMatchObject({ trouble: 'FORMER_KEY_MISSING' });
    expect(await notary({ signer: b, former: a }).tick()).toBe(1);
    expect(await book().findNewest()).toMatchObject({ size: 5, key: B, formerKey: A });
    expect(await notary({ signer: b, former: a }).tick()).toBe(0);
    tree.grow(6);
    expect(await notary().sign()).toMatchObject({ trouble: 'KEY_REPLACED' });
    expect(await notary({ signer: b }).sign()).toMatchObject({ outcome: 'SIGNED', newest: { formerKey: null } });
    expect(await book().keys()).toEqual([
      { vkey: A, handover: null },
      { vkey: B, handover: (await notes())[2] },
    ]);
    expect((await notes()).map((note) => note.includes(`\nsuccessor ${B}\n`))).toEqual([false, false, true, false]);
    expect((await book().list({ limit: 9 })).map(({ size }) => size)).toEqual([6, 5, 4]);
    expect(await book().count()).toBe(3);
    // Of a size there may be two: whoever asks from it on gets the handover too.
    const from = async (size: number) => {
      const before = await book().numberBefore(size);
      return before === undefined ? undefined : (await book().inOrder(before, 9)).map((entry) => entry.size);
    };
    expect([await from(0), await from(5), await from(6), await from(7)]).toEqual([
      [4, 5, 5, 6],
      [5, 5, 6],
      [6],
      undefined,
    ]);
    await expectFileAndBookToAgree([a, b]);

    await name('SigningKeyRotated', 2, { vkey: C, formerVkey: B, formerKey: 'COMPROMISED' });
    tree.grow(7);
    expect(await notary({ signer: b }).sign()).toMatchObject({ trouble: 'KEY_WITHDRAWN' });
    expect(await notary({ signer: c, former: b }).tick()).toBe(1);
    expect(await book().keys()).toEqual([{ vkey: C, handover: null }]);
    await expectFileAndBookToAgree([a, b, c]);
  });

  test('takes no key for handed over to that somebody put under a checkpoint of another', async () => {
    tree.grow(3);
    await notary().sign();
    const { note, ...published } = (await book().findNewest())!;
    const { signatures } = readNote(signNote(readNote(note).text, [b]));
    const line = `— ${b.name} ${Buffer.concat([b.keyId, signatures[0]!.signature]).toString('base64')}\n`;
    await book().add({ ...published, note: note + line, key: B, formerKey: A });
    expect(await book().keys()).toEqual([{ vkey: B, handover: null }]);
    expect(await notary().sign()).toMatchObject({ trouble: 'KEY_CHANGED_WITHOUT_ACT' });
  });
});

describe('an operator', () => {
  const state = async (everyMs = HOUR_MS, over = tree) =>
    checkpointState({ book: book(), tree: over, record: over }, await over.head(), everyMs);
  /** As a notary that has looked after the record for as long. */
  const watchedFor = (ms: number) =>
    database.owner.query(sql`update proof.notary set since = clock_timestamp() - make_interval(secs => ${ms / 1000})`);

  test('is told how old the newest checkpoint is and what is wrong', async () => {
    expect(await state()).toEqual({ size: undefined, ageMs: undefined, trouble: undefined });
    tree.grow(5);
    await notary().sign();
    expect(await state(0)).toMatchObject({ size: 5, trouble: undefined });
    tree.grow(6);
    expect(await state()).toMatchObject({ size: 5, ageMs: expect.any(Number), trouble: undefined });
    await notary({ signer: b }).tick();
    expect(await state()).toMatchObject({ trouble: 'KEY_CHANGED_WITHOUT_ACT' });
  });

  test('is told that nobody signs what was recorded long ago, also before there is a first checkpoint', async () => {
    await watchedFor(3 * HOUR_MS);
    expect(await state()).toMatchObject({ size: undefined, trouble: undefined });
    tree.grow(5);
    expect(await state()).toMatchObject({ size: undefined, trouble: 'OVERDUE' });
    // A notary that is new to an old record has its time.
    await watchedFor(HOUR_MS);
    expect(await state()).toMatchObject({ trouble: undefined });
    await watchedFor(3 * HOUR_MS);
    await notary().sign();
    expect(await state()).toMatchObject({ size: 5, trouble: undefined });
    tree.grow(6);
    await database.db.query(sql`select pg_sleep(0.01)`);
    expect(await state(1)).toMatchObject({ trouble: 'OVERDUE' });
  });

  test('is not told so of an event that was just recorded under an old checkpoint', async () => {
    await watchedFor(3 * HOUR_MS);
    await notary({ tree: tree.grow(5) }).sign();
    await database.db.query(sql`select pg_sleep(1.1)`);
    const news = new TreeOfNumbers(String, new Date().toISOString()).grow(6);
    expect(await state(500, news)).toMatchObject({ size: 5, trouble: undefined });
    expect(await state(500, tree.grow(6))).toMatchObject({ size: 5, trouble: 'OVERDUE' });
  });

  test('is not told of the keys of a command that somebody gave elsewhere, nor that they made the own ones good', async () => {
    tree.grow(5);
    await notary().tick();
    expect(await notary({ signer: b }).sign()).toMatchObject({ trouble: 'KEY_CHANGED_WITHOUT_ACT' });
    expect(await state()).toMatchObject({ size: 5, trouble: undefined });
    await notary({ signer: b }).tick();
    tree.grow(6);
    expect(await notary().sign()).toMatchObject({ outcome: 'SIGNED' });
    expect(await state()).toMatchObject({ size: 6, trouble: 'KEY_CHANGED_WITHOUT_ACT' });
    await notary().tick();
    expect(await state()).toMatchObject({ trouble: undefined });
  });
});

describe('the book', () => {
  const entry = async (size: number, root = 'aa') => ({
    ...{ origin: 'record.example', size, root: Buffer.from(root.repeat(32), 'hex'), key: A, formerKey: null },
    note: (await notes())[0]!,
  });

  test('only grows: no smaller tree, no other root, and the program can change nothing in it', async () => {
    await notary({ tree: tree.grow(5) }).sign();
    await expect(book().add(await entry(4))).rejects.toThrow(/does not continue/);
    await expect(book().add({ ...(await entry(5)), key: B })).rejects.toThrow(/does not continue/);
    for (const change of [sql`update proof.checkpoint set size = 6`, sql`delete from proof.checkpoint`]) {
      await expect(database.db.query(change)).rejects.toThrow(/permission denied/);
      await expect(database.owner.query(change)).rejects.toThrow(/append-only/);
    }
    await expect(
      database.db.query(sql`insert into proof.checkpoint (size, root, note, key, signed_at)
        values (9, ${Buffer.alloc(32)}, '', '', now())`),
    ).rejects.toThrow(/permission denied/);
  });
});
