/**
 * The y coordinates of the points of Ed25519 whose order divides 8, as 32 bytes from the lowest, without the sign of x: 0, 1,
 * -1 and two more, as libsodium refuses them (`ge25519_has_small_order` in crypto_core/ed25519/ref10/ed25519_ref10.c). Under
 * such a "key" whoever likes can make signatures that are right for any text. Neither Node nor OpenSSL refuses it.
 */
const OF_SMALL_ORDER: ReadonlySet<string> = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]);

/** 2^255 - 19. */
const PRIME = 2n ** 255n - 19n;

/**
 * Whether 32 bytes are the one way to write a point under which only the holder of a private key signs. Keys that a program
 * made are; others are the work of somebody who wants to be able to deny or to forge. Of numbers that are no point at all
 * nothing is said: nobody can sign by them.
 */
export function isSoundKey(publicKey: Uint8Array): boolean {
  const bytes = Buffer.from(publicKey);
  bytes[31] = bytes[31]! & 0x7f;
  const y = BigInt(`0x${Buffer.from(bytes.toReversed()).toString('hex')}`);
  return y < PRIME && !OF_SMALL_ORDER.has(bytes.toString('hex'));
}
