import { describe, expect, test } from '@jest/globals';
import { checkpointText, openCheckpoint, readCheckpoint, signCheckpoint } from './checkpoint.js';
import { hashLeaf } from './merkle.js';
import {
  generateSigner,
  NoteRejected,
  openNote,
  readVerifier,
  signerOfSeed,
  signNote,
  verifierText,
} from './signed-note.js';

/** The key, the text and the signature in the documentation of Go's sumdb/note, which C2SP signed-note describes. */
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const SEED = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1);
const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const NOTE = `${TEXT}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;

describe('a signed note', () => {
  test("is byte for byte that of Go's sumdb/note", () => {
    const signer = signerOfSeed('PeterNeumann', SEED);
    expect(verifierText(signer)).toBe(PETER);
    expect(signNote(TEXT, [signer])).toBe(NOTE);
    expect(openNote(NOTE, [readVerifier(PETER)]).text).toBe(TEXT);
  });

  test('that was changed in any character is not believed', () => {
    const verifier = readVerifier(PETER);
    for (let at = 0; at < NOTE.length; at++) {
      const changed = `${NOTE.slice(0, at)}${NOTE[at] === 'A' ? 'B' : 'A'}${NOTE.slice(at + 1)}`;
      expect(() => openNote(changed, [verifier])).toThrow(NoteRejected);
    }
  });

  test('is not believed of a key that nobody knows, and is where one of its signers is known', () => {
    const [one, other] = [generateSigner('one'), generateSigner('other')];
    const note = signNote('a\n', [one, other]);
    expect(() => openNote(note, [generateSigner('one')])).toThrow(/No known key/);
    expect(openNote(note, [other]).by.map(({ name }) => name)).toEqual(['other']);
  });

  test.each([
    'PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'PeterNeumann+c74f20a3+AhBc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'PeterNeumann+c74f20a3',
    '',
  ])('knows no key %p', (text) => expect(() => readVerifier(text)).toThrow(NoteRejected));
});

describe('a checkpoint', () => {
  const signer = generateSigner('baikoo.example/record');
  const checkpoint = { origin: signer.name, size: 1_000_000, root: hashLeaf('x') };

  test('says the log, the number of events and the root, each on a line', () =>
    expect(checkpointText(checkpoint)).toBe(`baikoo.example/record\n1000000\n${checkpoint.root.toString('base64')}\n`));

  test('is read again as it was written', () =>
    expect(openCheckpoint(signCheckpoint(checkpoint, [signer]), [signer])).toMatchObject(checkpoint));

  test('may carry further lines, as other logs do', () =>
    expect(readCheckpoint(`${checkpointText(checkpoint)}more\n`)).toEqual(checkpoint));

  test('is not believed of a key that belongs to another log', () => {
    const other = generateSigner('elsewhere');
    expect(() => openCheckpoint(signCheckpoint(checkpoint, [other]), [other])).toThrow(/not signed by a key of that/);
  });

  test.each(['', 'a\n01\n', 'a\n1\nAAAA\n', '\n1\n', 'a\n-1\n', 'a\n9007199254740993\n'])(
    'is not what %p says',
    (text) => expect(() => readCheckpoint(text)).toThrow(NoteRejected),
  );
});
