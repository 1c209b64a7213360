import { sql } from '@baikoo/database';
import { describe, expect, test } from '@jest/globals';
import { checkpointState } from './checkpoint-state.js';
import {
  A,
  B,
  b,
  beginEachWithoutNumbers,
  book,
  HOUR_MS,
  notary,
  notes,
  on,
  TreeOfNumbers,
} from './numbers/testing.js';

beginEachWithoutNumbers();

describe('an operator', () => {
  const state = async (everyMs = HOUR_MS, over = on.tree) =>
    checkpointState({ book: book(), tree: over, record: over }, await over.head(), everyMs);
  /** As a notary that has looked after the record for as long. */
  const watchedFor = (ms: number) =>
    on.database.owner.query(
      sql`update proof.notary set since = clock_timestamp() - make_interval(secs => ${ms / 1000})`,
    );

  test('is told how old the newest checkpoint is and what is wrong', async () => {
    expect(await state()).toEqual({ size: undefined, ageMs: undefined, trouble: undefined });
    on.tree.grow(5);
    await notary().sign();
    expect(await state(0)).toMatchObject({ size: 5, trouble: undefined });
    on.tree.grow(6);
    expect(await state()).toMatchObject({ size: 5, ageMs: expect.any(Number), trouble: undefined });
    await notary({ signer: b }).tick();
    expect(await state()).toMatchObject({ trouble: 'KEY_CHANGED_WITHOUT_ACT' });
  });

  test('is told that nobody signs what was recorded long ago, also before there is a first checkpoint', async () => {
    await watchedFor(3 * HOUR_MS);
    expect(await state()).toMatchObject({ size: undefined, trouble: undefined });
    on.tree.grow(5);
    expect(await state()).toMatchObject({ size: undefined, trouble: 'OVERDUE' });
    // A notary that is new to an old record has its time.
    await watchedFor(HOUR_MS);
    expect(await state()).toMatchObject({ trouble: undefined });
    await watchedFor(3 * HOUR_MS);
    await notary().sign();
    expect(await state()).toMatchObject({ size: 5, trouble: undefined });
    on.tree.grow(6);
    await on.database.db.query(sql`select pg_sleep(0.01)`);
    expect(await state(1)).toMatchObject({ trouble: 'OVERDUE' });
  });

  test('is not told so of an event that was just recorded under an old checkpoint', async () => {
    await watchedFor(3 * HOUR_MS);
    await notary({ tree: on.tree.grow(5) }).sign();
    await on.database.db.query(sql`select pg_sleep(1.1)`);
    const news = new TreeOfNumbers(String, new Date().toISOString()).grow(6);
    expect(await state(500, news)).toMatchObject({ size: 5, trouble: undefined });
    expect(await state(500, on.tree.grow(6))).toMatchObject({ size: 5, trouble: 'OVERDUE' });
  });

  test('is not told of the keys of a command that somebody gave elsewhere, nor that they made the own ones good', async () => {
    on.tree.grow(5);
    await notary().tick();
    expect(await notary({ signer: b }).sign()).toMatchObject({ trouble: 'KEY_CHANGED_WITHOUT_ACT' });
    expect(await state()).toMatchObject({ size: 5, trouble: undefined });
    await notary({ signer: b }).tick();
    on.tree.grow(6);
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

  test('only grows: no smaller on.tree, no other root, and the program can change nothing in it', async () => {
    await notary({ tree: on.tree.grow(5) }).sign();
    await expect(book().add(await entry(4))).rejects.toThrow(/does not continue/);
    await expect(book().add({ ...(await entry(5)), key: B })).rejects.toThrow(/does not continue/);
    for (const change of [sql`update proof.checkpoint set size = 6`, sql`delete from proof.checkpoint`]) {
      await expect(on.database.db.query(change)).rejects.toThrow(/permission denied/);
      await expect(on.database.owner.query(change)).rejects.toThrow(/append-only/);
    }
    await expect(
      on.database.db.query(sql`insert into proof.checkpoint (size, root, note, key, signed_at)
        values (9, ${Buffer.alloc(32)}, '', '', now())`),
    ).rejects.toThrow(/permission denied/);
  });
});
