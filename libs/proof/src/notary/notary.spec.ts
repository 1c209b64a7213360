import { appendFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { aCause } from '@baikoo/event-store/testing';
import { describe, expect, test } from '@jest/globals';
import { readNote, signNote, treeRoot } from '../domain/index.js';
import {
  A,
  a,
  B,
  b,
  beginEachWithoutNumbers,
  book,
  C,
  c,
  expectFileAndBookToAgree,
  HOUR_MS,
  name,
  notary,
  notes,
  on,
  TreeOfNumbers,
} from './numbers/testing.js';
import { PostgresCheckpointBook } from './postgres-checkpoint-book.js';
import { WitnessFile } from './witness-file.js';

beginEachWithoutNumbers();

describe('a notary', () => {
  test('signs what was recorded, on demand at once, on schedule when it is time, and never the same twice', async () => {
    expect(await notary().sign()).toEqual({ outcome: 'NOTHING_RECORDED' });
    on.tree.grow(5);
    expect(await notary().tick()).toBe(1);
    on.tree.grow(9);
    expect(await notary().tick()).toBe(0);
    expect(await notary().sign()).toMatchObject({ outcome: 'SIGNED', newest: { size: 9 } });
    const later = { now: () => Date.now() + HOUR_MS };
    expect(await notary(later).tick()).toBe(0);
    on.tree.grow(10);
    expect(await notary(later).tick()).toBe(1);
    expect(await notary().sign()).toMatchObject({ outcome: 'NOTHING_NEW', newest: { size: 10 } });
    expect((await book().list({ limit: 2 })).map(({ size }) => size)).toEqual([10, 9]);
    expect((await book().list({ limit: 9, below: 9 })).map(({ size }) => size)).toEqual([5]);
    expect(await book().findBySize(9)).toMatchObject({ size: 9, root: await treeRoot(9, on.tree) });
    expect(await book().findBySize(6)).toBeUndefined();
    await expectFileAndBookToAgree();
    expect(on.told).toEqual([]);
  });

  test('of several at once signs once', async () => {
    on.tree.grow(5);
    const outcomes = (await Promise.all([1, 2, 3].map(() => notary().sign()))).map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual(['NOTHING_NEW', 'NOTHING_NEW', 'SIGNED']);
    // And where none knows of the other, because its lock went with its connection:
    class Unlocked extends PostgresCheckpointBook {
      override alone = <T>(work: () => Promise<T>) => work();
    }
    on.tree.grow(8);
    const files = [1, 2, 3].map((each) => new WitnessFile(`${on.file}.${each}`));
    await Promise.all(files.map((own) => notary({ book: new Unlocked(on.database.db), file: own }).sign()));
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
    on.tree.grow(3);
    await notary().sign();
    for (const Book of [KilledBeforeStoring, KilledAfterStoring]) {
      on.tree.grow((await on.tree.head()).size + 2);
      await expect(notary({ book: new Book(on.database.db) }).sign()).rejects.toBeInstanceOf(Killed);
      await notary().sign();
      await expectFileAndBookToAgree();
    }
    expect((await notes()).length).toBe(3);
    // While it wrote to the on.file, at each byte of the last note.
    const whole = readFileSync(on.file);
    const last = Buffer.byteLength((await notes()).at(-1) ?? '');
    for (const torn of [0, 1, 17, last - 1]) {
      truncateSync(on.file, whole.length - last + torn);
      await notary().sign();
      expect(readFileSync(on.file)).toEqual(whole);
    }
    rmSync(on.file);
    await notary().sign();
    expect(readFileSync(on.file)).toEqual(whole);
    expect(on.told).toEqual([]);
  });

  test('signs nothing over a file that holds something else, and does not touch it', async () => {
    on.tree.grow(5);
    const signing = notary();
    await signing.sign();
    const right = readFileSync(on.file, 'utf8');
    on.tree.grow(6);
    for (const wrong of [`${right}# mine\n`, right.replace('\n5\n', '\n4\n'), `\n${right}`, `${right}${right}`]) {
      writeFileSync(on.file, wrong);
      expect(await notary().sign()).toEqual({ outcome: 'REFUSED', trouble: 'FILE_DIFFERS' });
      expect(readFileSync(on.file, 'utf8')).toBe(wrong);
    }
    // One that is ahead of the book: the database was put back.
    appendFileSync(on.file, 'record.example\n7\n');
    expect(await signing.sign()).toMatchObject({ trouble: 'FILE_DIFFERS' });
    expect(await signing.sign()).toMatchObject({ trouble: 'FILE_DIFFERS' });
    expect(await notes()).toHaveLength(1);
    expect(await book().trouble()).toMatchObject({ trouble: 'FILE_DIFFERS' });
    rmSync(on.file);
    expect(await signing.sign()).toMatchObject({ outcome: 'SIGNED' });
    await expectFileAndBookToAgree();
    expect(await book().trouble()).toMatchObject({ trouble: null });
    expect(on.told.slice(-2)).toEqual(['FILE_DIFFERS', null]);
  });

  test('signs all the same while the file cannot be written, says so, and makes up for it', async () => {
    writeFileSync(path.dirname(on.file), 'a file where the folder should be');
    on.tree.grow(5);
    expect(await notary().sign()).toMatchObject({ outcome: 'SIGNED' });
    expect(on.told).toEqual(['FILE_UNWRITABLE']);
    rmSync(path.dirname(on.file));
    await notary().sign();
    await expectFileAndBookToAgree();
  });

  test('signs nothing that does not continue every checkpoint of before', async () => {
    for (const size of [3, 6, 9]) await notary({ tree: on.tree.grow(size) }).sign();
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
    expect(on.told).toEqual(['OTHER_EVENTS', 'OTHER_EVENTS', 'OTHER_EVENTS', 'OTHER_EVENTS']);
  });

  test('waits for a tree that has to catch up, and is told of a record that was cut', async () => {
    await notary({ tree: on.tree.grow(6) }).sign();
    const short = new TreeOfNumbers().grow(4);
    for (let revision = 0; revision < 5; revision++)
      await on.record.append('measure-a', revision, [{ type: 'ProgressReported', data: {} }], aCause());
    expect(await notary({ tree: short }).sign()).toEqual({ outcome: 'TREE_BEHIND' });
    expect(await notary({ tree: short.grow(5) }).sign()).toEqual({ outcome: 'REFUSED', trouble: 'TOO_SHORT' });
    expect(on.told).toEqual(['TOO_SHORT']);
  });

  test('hands over to the key that an act names, and the chain of keys shows it', async () => {
    on.tree.grow(4);
    await notary().sign();
    await name('SigningKeyAdopted', 0, { vkey: A });
    expect(await notary({ signer: b, former: a }).sign()).toMatchObject({ trouble: 'KEY_NOT_RECORDED' });
    await name('SigningKeyRotated', 1, { vkey: B, formerVkey: A, formerKey: 'HANDS_OVER' });
    // The former key signs on until the new one is installed; then both do, even where nothing else was recorded.
    on.tree.grow(5);
    expect(await notary().sign()).toMatchObject({ outcome: 'SIGNED', newest: { key: A, formerKey: null } });
    expect(await notary({ signer: b }).sign()).toMatchObject({ trouble: 'FORMER_KEY_MISSING' });
    expect(await notary({ signer: b, former: a }).tick()).toBe(1);
    expect(await book().findNewest()).toMatchObject({ size: 5, key: B, formerKey: A });
    expect(await notary({ signer: b, former: a }).tick()).toBe(0);
    on.tree.grow(6);
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
    on.tree.grow(7);
    expect(await notary({ signer: b }).sign()).toMatchObject({ trouble: 'KEY_WITHDRAWN' });
    expect(await notary({ signer: c, former: b }).tick()).toBe(1);
    expect(await book().keys()).toEqual([{ vkey: C, handover: null }]);
    await expectFileAndBookToAgree([a, b, c]);
  });

  test('takes no key for handed over to that somebody put under a checkpoint of another', async () => {
    on.tree.grow(3);
    await notary().sign();
    const { note, ...published } = (await book().findNewest())!;
    const { signatures } = readNote(signNote(readNote(note).text, [b]));
    const line = `— ${b.name} ${Buffer.concat([b.keyId, signatures[0]!.signature]).toString('base64')}\n`;
    await book().add({ ...published, note: note + line, key: B, formerKey: A });
    expect(await book().keys()).toEqual([{ vkey: B, handover: null }]);
    expect(await notary().sign()).toMatchObject({ trouble: 'KEY_CHANGED_WITHOUT_ACT' });
  });
});
