import { readFileSync } from 'node:fs';
import { sql } from '@baikoo/database';
import { aCause } from '@baikoo/event-store/testing';
import { actor } from '@baikoo/kernel/testing';
import { expect, test } from '@jest/globals';
import {
  EMPTY_ROOT,
  type NoteSigner,
  readNote,
  signCheckpoint,
  signerOfSeed,
  signNote,
  treeRoot,
  verifierText,
} from '../domain/index.js';
import { AskSigningKey, AskSigningKeyHandler } from '../edge/signing-key.handler.js';
import { PostgresTiles } from '../kept/index.js';
import { RecordName } from '../keys/record-name.js';
import { recordedKeys } from '../keys/recorded-keys.js';
import { provenTree } from '../prove/proven-tree.js';
import { Notary } from './notary.js';
import { PostgresCheckpointBook } from './postgres-checkpoint-book.js';
import { A, a, append, at, B, b, beginEachWithAnEmptyRecord, keep } from './testing.js';
import { WitnessFile } from './witness-file.js';

const intruder = signerOfSeed(a.name, Buffer.alloc(32, 9));
const X = verifierText(intruder);
const UNSIGNED = { outcome: 'REFUSED', trouble: 'UNSIGNED_CHECKPOINT' };
const act = { titles: { ru: 'Решение (пример)' }, number: '5', date: null };

beginEachWithAnEmptyRecord();

/** The book of a process in which these keys are installed. */
const book = (...installed: NoteSigner[]) =>
  new PostgresCheckpointBook(at.database.db, {
    installed: () => (installed.length > 0 ? installed : [a]).map(verifierText),
    named: async () => (await recordedKeys(at.record)).map(({ vkey }) => vkey),
  });
const notary = (signer = a, former?: NoteSigner) =>
  new Notary({
    ...{ tree: new PostgresTiles(at.database.db), book: book(signer, ...(former ? [former] : [])), record: at.record },
    ...{ written: at.record, signer, former, file: new WitnessFile(at.file), everyMs: 3_600_000 },
  });

async function recorded(count: number): Promise<void> {
  await append(count);
  await keep();
}
const named = async (type: string, revision: number, data: object) => {
  await at.record.append('keys-record', revision, [{ type, data: { ...data, act } }], aCause());
  await keep();
};

type Row = { size: number; root?: Buffer; note: string; key: string; formerKey?: string | null };
const smuggled = ({ size, root = EMPTY_ROOT, note, key, formerKey = null }: Row) =>
  at.database.db.query(sql`
    insert into proof.checkpoint (size, root, note, key, former_key) values (${size}, ${root}, ${note}, ${key}, ${formerKey})`);

/** What everybody is shown, in whose name, and what is signed. */
async function shown() {
  const own = book();
  return {
    newest: (await own.findNewest())?.size,
    keys: (await own.keys()).map(({ vkey }) => vkey),
    inOrder: (await own.inOrder(0n, 9)).map(({ size }) => size),
    listed: (await own.list({ limit: 9 })).map(({ size }) => size),
    proven: await provenTree({ tree: at.tiles, book: own }, undefined, 'size'),
    file: readFileSync(at.file, 'utf8'),
  };
}

test('a key put beside the signature of a published checkpoint is not shown, proven under or adopted', async () => {
  await recorded(4);
  await notary().sign();
  const before = await shown();
  const { note, size, root } = (await book().findNewest())!;
  const { signatures } = readNote(signNote(readNote(note).text, [intruder]));
  const line = `— ${intruder.name} ${Buffer.concat([intruder.keyId, signatures[0]!.signature]).toString('base64')}\n`;
  await smuggled({ size, root, note: note + line, key: X, formerKey: A });
  expect(await shown()).toEqual(before);
  await recorded(2);
  expect(await notary().sign()).toEqual(UNSIGNED);
  expect((await book().trouble()).trouble).toBe('UNSIGNED_CHECKPOINT');
  expect(await shown()).toEqual(before);
  const adopt = (vkey: string) => {
    const asked = { vkey, why: 'As planned', act, by: actor('secretariat'), at: '2026-11-29T06:00:00.000Z' };
    return new AskSigningKeyHandler(at.record, book(), new RecordName(a.name)).execute(
      new AskSigningKey({ type: 'AdoptSigningKey', ...asked }, aCause()),
    );
  };
  expect(await adopt(X)).toMatchObject({ refused: 'OTHER_SIGNING_KEY' });
  expect(await adopt(A)).toHaveProperty('position');
});

test.each([
  ['of a key that nobody named', X],
  ['in the name of the own key', A],
])(
  'a checkpoint of events that there are not, %s, is not shown and not taken for a tail that was cut off',
  async (_, key) => {
    await recorded(4);
    await notary().sign();
    const before = await shown();
    const size = 999_999_999;
    const note = signCheckpoint({ origin: a.name, size, root: EMPTY_ROOT }, [intruder]);
    await smuggled({ size, note, key });
    expect(await shown()).toEqual(before);
    expect(await notary().sign()).toEqual(UNSIGNED);
    expect(before.keys).toEqual([A]);
  },
);

test('what is no note at all is not shown, and stops no question', async () => {
  await recorded(4);
  await notary().sign();
  const before = await shown();
  await smuggled({ size: 4, root: await treeRoot(4, at.tiles), note: 'no note', key: X });
  expect(await shown()).toEqual(before);
  expect(await notary().sign()).toEqual(UNSIGNED);
});

test('the checkpoints of keys that handed over or were lost by an act are shown on', async () => {
  await recorded(4);
  await notary().sign();
  await named('SigningKeyAdopted', 0, { vkey: A });
  await notary().sign();
  await named('SigningKeyRotated', 1, { vkey: B, formerVkey: A, formerKey: 'HANDS_OVER' });
  expect(await notary(b, a).sign()).toMatchObject({ outcome: 'SIGNED' });
  await recorded(1);
  expect(await notary(b).sign()).toMatchObject({ outcome: 'SIGNED' });
  expect((await book(b).keys()).map(({ vkey }) => vkey)).toEqual([A, B]);
  expect((await book(b).inOrder(0n, 9)).map(({ size }) => size)).toEqual([4, 5, 6, 7]);
  expect(await notary().sign()).toEqual({ outcome: 'REFUSED', trouble: 'KEY_REPLACED' });
  const c = signerOfSeed(a.name, Buffer.alloc(32, 3));
  await named('SigningKeyRotated', 2, { vkey: verifierText(c), formerVkey: B, formerKey: 'LOST' });
  expect((await book(c).findNewest())?.size).toBe(7);
  expect(await notary(c).sign()).toMatchObject({ outcome: 'SIGNED' });
  expect((await book(c).keys()).map(({ vkey }) => vkey)).toEqual([verifierText(c)]);
  expect((await book(c).inOrder(0n, 9)).map(({ size }) => size)).toEqual([4, 5, 6, 7, 8]);
});

test('before anybody knows own keys, what was signed by another than the installed one keeps it from signing', async () => {
  await recorded(4);
  await notary().sign();
  expect(await notary(b).sign()).toEqual({ outcome: 'REFUSED', trouble: 'KEY_CHANGED_WITHOUT_ACT' });
  expect((await book(b).findNewest())?.key).toBe(A);
});
