import { createPublicKey, verify } from 'node:crypto';
import { ed25519, ED25519_TORSION_SUBGROUP } from '@noble/curves/ed25519.js';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSoundKey } from './sound-key.js';

const PRIME = 2n ** 255n - 19n;
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** A number as a key writes it: from the lowest byte, the sign of x in the highest bit. */
const written = (y: bigint, sign: 0n | 1n): Buffer =>
  Buffer.from(Buffer.from((y + (sign << 255n)).toString(16).padStart(64, '0'), 'hex').toReversed());
const withOtherSign = (bytes: Uint8Array): Buffer => {
  const other = Buffer.from(bytes);
  other[31] = other[31]! ^ 0x80;
  return other;
};

/** What a library of elliptic curves says of 32 bytes; undefined where they are no point, or not written as one has to. */
function pointOf(bytes: Uint8Array) {
  try {
    return ed25519.Point.fromBytes(bytes, false);
  } catch {
    return undefined;
  }
}

describe('a public key', () => {
  test('of small order is refused, with either sign', () => {
    expect(ED25519_TORSION_SUBGROUP).toHaveLength(8);
    for (const point of ED25519_TORSION_SUBGROUP) {
      const bytes = Buffer.from(point, 'hex');
      expect(pointOf(bytes)?.isSmallOrder()).toBe(true);
      expect([point, isSoundKey(bytes), isSoundKey(withOtherSign(bytes))]).toEqual([point, false, false]);
    }
  });

  test('that is not written in the shortest way is refused', () => {
    for (let y = PRIME; y < 2n ** 255n; y++)
      expect([y, isSoundKey(written(y, 0n)), isSoundKey(written(y, 1n))]).toEqual([y, false, false]);
    expect(isSoundKey(written(PRIME - 2n, 0n))).toBe(true);
  });

  test('is one exactly where it is a point that a library would take for a key', () =>
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const point = pointOf(bytes);
        return point === undefined || isSoundKey(bytes) === !point.isSmallOrder();
      }),
    ));

  test('that belongs to a private key is one', () =>
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (seed) => isSoundKey(ed25519.getPublicKey(seed))),
      { numRuns: 50 },
    ));

  test('of small order would let anybody sign anything, and Node would believe it', () => {
    const identity = written(1n, 0n);
    const key = createPublicKey({ key: Buffer.concat([SPKI, identity]), format: 'der', type: 'spki' });
    const signature = Buffer.concat([identity, Buffer.alloc(32)]);
    for (const text of ['Of the record nothing was changed.', 'Of the record all was changed.'])
      expect(verify(null, Buffer.from(text), key, signature)).toBe(true);
  });
});
