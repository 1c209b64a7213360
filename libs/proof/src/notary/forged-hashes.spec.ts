import { describe, expect, test, beforeEach } from '@jest/globals';
import { type NoteSigner, openCheckpoint, signCheckpoint, treeRoot } from '../domain/index.js';
import { PostgresTiles } from '../kept/index.js';
import { aCause } from '@baikoo/event-store/testing';
import type { Notary } from './notary.js';
import {
  A,
  a,
  append,
  at,
  B,
  b,
  beginEachWithAnEmptyRecord,
  book,
  type Forgery,
  forge,
  keep,
  NOBODY,
  notary,
  REFUSED,
  shifted,
  signedBy,
  wrong,
} from './testing.js';

beginEachWithAnEmptyRecord();

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
      const { size } = await at.tiles.head();
      expect(openCheckpoint((await book().findNewest())!.note, [a])).toMatchObject({
        size,
        root: await treeRoot(size, at.tiles),
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
    const root = await treeRoot(size, new PostgresTiles(at.database.db));
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
    await at.record.append('keys-record', 0, named, aCause());
    await forge({ leaves: ([, ...rest]) => [wrong, ...rest] });
    const root = await treeRoot(2, new PostgresTiles(at.database.db));
    const note = signCheckpoint({ origin: b.name, size: 2, root }, [b]);
    await book().add({ origin: b.name, size: 2, root, note, key: B, formerKey: null });
    expect(await notary().sign()).toEqual(REFUSED);
  });
});
