import { hash } from 'node:crypto';
import { actor, specify } from '@baikoo/kernel/testing';
import { describe, expect, test } from '@jest/globals';
import { signCheckpoint } from './checkpoint.js';
import { believedKeys } from './key-chain.js';
import { EMPTY_ROOT } from './merkle.js';
import { type NoteSigner, openNote, signerOfSeed, verifierText } from './signed-note.js';
import type { FormerKey, SigningKeyEvent } from './signing-keys.events.js';
import { type SigningKeyCommand, signingKeys } from './signing-keys.js';
import { whoSigns } from './who-signs.js';

const { given } = specify(signingKeys);
const act = { titles: { ru: 'Решение (пример)' }, number: '5', date: null };
const by = actor('secretariat');
const author = { personId: by.personId, organisationId: by.organisationId };

const signer = (number: number, name = 'record.example') => signerOfSeed(name, Buffer.alloc(32, number));
const [a, b, c] = [signer(1), signer(2), signer(3)];
const [A, B, C] = [a, b, c].map(verifierText) as [string, string, string];

/** Whatever the bytes are. */
function vkeyOf(name: string, publicKey: Buffer): string {
  const typed = Buffer.concat([Buffer.of(1), publicKey]);
  const id = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), typed]), 'hex').slice(0, 8);
  return `${name}+${id}+${typed.toString('base64')}`;
}

const asked = { why: 'As planned', act, by, at: '2026-11-29T06:00:00.000Z' };
const adopt = (vkey: string, signing: string | null = null): SigningKeyCommand => ({
  ...{ type: 'AdoptSigningKey', vkey, signing, origin: 'record.example', ...asked },
});
const rotate = (vkey: string, formerKey: FormerKey = 'HANDS_OVER', origin = 'record.example'): SigningKeyCommand => ({
  ...{ type: 'RotateSigningKey', vkey, formerKey, origin, ...asked },
});
const adopted = (vkey: string): SigningKeyEvent => ({
  type: 'SigningKeyAdopted',
  data: { vkey, why: 'As planned', act, adoptedBy: author },
});
const rotated = (formerVkey: string, vkey: string, formerKey: FormerKey = 'HANDS_OVER'): SigningKeyEvent => ({
  type: 'SigningKeyRotated',
  data: { vkey, formerVkey, formerKey, why: 'As planned', act, rotatedBy: author },
});

describe('the keys that the record names', () => {
  test('begin with one that is adopted', () => given().when(adopt(A)).yields(adopted(A)));
  test('begin with the one that signs already', () => given().when(adopt(A, A)).yields(adopted(A)));
  test('do not begin with another one than signs already: nobody would stand for what was published', () =>
    given().when(adopt(B, A)).isRefused('OTHER_SIGNING_KEY', 'vkey'));
  test('begin once', () => given(adopted(A)).when(adopt(B)).isRefused('SIGNING_KEY_ADOPTED', 'vkey'));
  test.each<FormerKey>(['HANDS_OVER', 'LOST', 'COMPROMISED'])(
    'go on with a new one, and say of the former: %s',
    (was) =>
      given(adopted(A))
        .when(rotate(B, was))
        .yields(rotated(A, B, was)),
  );
  test('change one after the other', () => given(adopted(A), rotated(A, B)).when(rotate(C)).yields(rotated(B, C)));
  test('change only when there is one', () => given().when(rotate(B)).isRefused('NO_SIGNING_KEY', 'vkey'));
  test.each([A, B])('never come back', (vkey) =>
    given(adopted(A), rotated(A, B)).when(rotate(vkey)).isRefused('SIGNING_KEY_USED', 'vkey'),
  );
  test.each(['other.example', 'Record.example', 'record.example.', 'record.example/'])(
    'bear the name of the record from the first one on: not "%s"',
    (name) =>
      given()
        .when(adopt(verifierText(signer(1, name))))
        .isRefused('KEY_OF_ANOTHER_LOG', 'vkey'),
  );
  test('are none under which anybody could sign', () => {
    const identity = Buffer.alloc(32);
    identity[0] = 1;
    const weak = vkeyOf('record.example', identity);
    given().when(adopt(weak)).isRefused('WEAK_SIGNING_KEY', 'vkey');
    given(adopted(A)).when(rotate(weak)).isRefused('WEAK_SIGNING_KEY', 'vkey');
  });
  test('are all of one log', () =>
    given(adopted(A))
      .when(rotate(verifierText(signer(4, 'other.example'))))
      .isRefused('KEY_OF_ANOTHER_LOG', 'vkey'));
  test.each<FormerKey>(['LOST', 'COMPROMISED'])('begin anew under the name of today after one that is %s', (was) => {
    const other = verifierText(signer(4, 'other.example'));
    given(adopted(A))
      .when(rotate(other, was, 'other.example'))
      .yields(rotated(A, other, was));
    given(adopted(A)).when(rotate(other, was)).isRefused('KEY_OF_ANOTHER_LOG', 'vkey');
    given(adopted(A))
      .when(rotate(B, was, 'other.example'))
      .isRefused('KEY_OF_ANOTHER_LOG', 'vkey');
  });
  test('hand over within one name only, whatever the record is called today', () => {
    const other = verifierText(signer(4, 'other.example'));
    given(adopted(A))
      .when(rotate(other, 'HANDS_OVER', 'other.example'))
      .isRefused('KEY_OF_ANOTHER_LOG', 'vkey');
  });
  test.each(['', 'record.example', `${A} `, A.replace(/\+[0-9a-f]{8}\+/, '+00000000+'), A.slice(0, -4)])(
    'are written as keys are written, and in no other way: "%s"',
    (vkey) => given().when(adopt(vkey)).isRefused('UNREADABLE_SIGNING_KEY', 'vkey'),
  );
  test('rest on an act and a reason', () => {
    given()
      .when({ ...adopt(A), why: ' ' })
      .isRefused('REASON_REQUIRED', 'why');
    given()
      .when({ ...adopt(A), act: { ...act, titles: {} } })
      .isRefused('DECISION_REQUIRED', 'act');
  });
});

describe('the next checkpoint', () => {
  const keys = (...events: readonly SigningKeyEvent[]) => events.reduce(signingKeys.evolve, signingKeys.initial);
  const signs = (named: ReturnType<typeof keys>, key: string, last?: string, formerKey?: string) =>
    whoSigns(named, { key, formerKey }, last);
  const afterRotation = (was: FormerKey) => keys(adopted(A), rotated(A, B, was));

  test('is signed by the installed key as long as no act names any', () => {
    expect(signs(keys(), A)).toBe('BY_KEY');
    expect(signs(keys(), A, A)).toBe('BY_KEY');
  });
  test('is not signed by a key that an operator put in the place of another', () => {
    expect(signs(keys(), B, A)).toBe('KEY_CHANGED_WITHOUT_ACT');
    expect(signs(keys(adopted(A)), B, A)).toBe('KEY_NOT_RECORDED');
    expect(signs(keys(adopted(A)), B, A, A)).toBe('KEY_NOT_RECORDED');
    expect(signs(keys(adopted(B)), B, A)).toBe('KEY_CHANGED_WITHOUT_ACT');
  });
  test('is signed by the former key until the new one is installed, then once by both, then by the new one', () => {
    const named = afterRotation('HANDS_OVER');
    expect(signs(named, A, A)).toBe('BY_KEY');
    expect(signs(named, B, A)).toBe('FORMER_KEY_MISSING');
    expect(signs(named, B, A, C)).toBe('FORMER_KEY_MISSING');
    expect(signs(named, B, A, A)).toBe('BY_BOTH');
    expect(signs(named, B, B, A)).toBe('BY_KEY');
    expect(signs(named, A, B)).toBe('KEY_REPLACED');
  });
  test.each<FormerKey>(['LOST', 'COMPROMISED'])('is not signed by a key that was %s, nor by its word', (was) => {
    expect(signs(afterRotation(was), A, A)).toBe('KEY_WITHDRAWN');
    expect(signs(afterRotation(was), B, A, A)).toBe('BY_KEY');
    // Also once the new one has signed.
    expect(signs(afterRotation(was), A, B)).toBe('KEY_WITHDRAWN');
    expect(signs(keys(adopted(A), rotated(A, B), rotated(B, C, was)), A, C)).toBe('KEY_REPLACED');
  });
  test('is handed over from the key that signs, past one that never came into use', () => {
    expect(signs(keys(adopted(A), rotated(A, B), rotated(B, C)), C, A, A)).toBe('BY_BOTH');
    expect(signs(keys(adopted(A), rotated(A, B), rotated(B, C)), C, A, B)).toBe('FORMER_KEY_MISSING');
    expect(signs(keys(adopted(A), rotated(A, B, 'LOST'), rotated(B, C)), C, A, A)).toBe('BY_KEY');
  });
  test('of a record of which nothing was published is signed by the newest key alone', () => {
    expect(signs(afterRotation('HANDS_OVER'), B)).toBe('BY_KEY');
    expect(signs(afterRotation('HANDS_OVER'), A)).toBe('KEY_REPLACED');
  });
});

describe('whoever knows the first key', () => {
  const note = (size: number, ...signers: readonly NoteSigner[]) =>
    signCheckpoint({ origin: signers[0]!.name, size, root: EMPTY_ROOT }, signers);
  const handover = (size: number, former: NoteSigner, latter: NoteSigner, named = verifierText(latter)) =>
    signCheckpoint({ origin: former.name, size, root: EMPTY_ROOT }, [former, latter], named);
  const believed = (notes: readonly string[], candidates = [A, B, C]) =>
    believedKeys([A], candidates, notes).map(verifierText);

  test('believes those that it gave its word for, and those that these did', () =>
    expect(believed([note(1, a), handover(2, a, b), note(3, b), handover(4, b, c)])).toEqual([A, B, C]));
  test('believes no key because it says so itself', () => {
    expect(believed([note(1, a), note(2, b), handover(3, b, c)])).toEqual([A]);
    expect(believed([handover(2, a, b).replace('\n2\n', '\n3\n')])).toEqual([A]);
  });
  test('believes no key that put its signature under a checkpoint of the former', () => {
    expect(believed([note(1, a, b)])).toEqual([A]);
    const appended = note(1, a) + note(1, b).split('\n\n')[1]!;
    expect(openNote(appended, [a, b]).by).toHaveLength(2);
    expect(believed([appended])).toEqual([A]);
  });
  test('believes no key but the one that the former named', () => {
    expect(believed([handover(2, a, b, C)])).toEqual([A]);
    expect(believed([handover(2, a, b, `${C}\nsuccessor ${B}`)])).toEqual([A]);
    // And not that one either before it has signed itself.
    expect(believed([signCheckpoint({ origin: a.name, size: 2, root: EMPTY_ROOT }, [a], B)])).toEqual([A]);
  });
  test('believes no key of another log', () => {
    const other = signer(4, 'other.example');
    expect(believed([handover(1, a, other)], [A, verifierText(other)])).toEqual([A]);
  });
});
