import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { EMPTY_ROOT, type Hash, hashLeaf, type HashReader, hashChildren, splitOf, treeRoot } from './merkle.js';
import { proveConsistency, proveInclusion, verifyConsistency, verifyInclusion } from './proofs.js';

/** The tree by its definition in RFC 6962, 2.1, with nothing of ours in it. */
function naiveRoot(leaves: readonly Buffer[]): Buffer {
  const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return sha256(Buffer.of(0), leaves[0]!);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha256(Buffer.of(1), naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}

const hex = (...hashes: string[]) => hashes.map((hash) => Buffer.from(hash, 'hex'));
/** A reader that computes each node from the leaves. */
const readerOf = (leaves: readonly Buffer[]): HashReader => ({
  readHashes: async (nodes) =>
    nodes.map(({ level, index }) => naiveRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))),
});
const numbered = (count: number) => Array.from({ length: count }, (_, index) => Buffer.from(`event ${index}`));

/** The vectors of certificate-transparency, which transparency-dev/merkle keeps. */
const CT_LEAVES = hex(
  ...['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'],
);
const CT_ROOTS = hex(
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
);

describe('the tree over the record', () => {
  test('has the published roots of certificate transparency', async () => {
    expect(EMPTY_ROOT.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    for (const [index, root] of CT_ROOTS.entries())
      expect((await treeRoot(index + 1, readerOf(CT_LEAVES))).toString('hex')).toBe(root.toString('hex'));
  });

  test('has the published proofs of certificate transparency', async () => {
    const reader = readerOf(CT_LEAVES);
    expect(await proveConsistency(6, 8, reader)).toEqual(
      hex(
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ),
    );
    expect(await proveConsistency(2, 5, reader)).toEqual(
      hex(
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ),
    );
    expect(await proveInclusion(2, 3, reader)).toEqual([CT_ROOTS[1]]);
  });

  test('has for any number of events the root that its definition gives', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 300 }), async (size) => {
        const leaves = numbered(size);
        expect(await treeRoot(size, readerOf(leaves))).toEqual(naiveRoot(leaves));
      }),
      { numRuns: 30 },
    ));

  test('is split at the largest power of two below its size', () =>
    expect([2, 3, 4, 5, 8, 9].map(splitOf)).toEqual([1, 2, 2, 4, 4, 8]));

  test('tells leaves from nodes', () => {
    const [left, right] = [hashLeaf('a'), hashLeaf('b')] as [Hash, Hash];
    expect(hashChildren(left, right)).not.toEqual(hashLeaf(Buffer.concat([left, right])));
  });
});

const sizes = fc.integer({ min: 1, max: 200 });

describe('a proof', () => {
  test('shows every event of every tree, and no other', () =>
    fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async (size, seed) => {
        const leaves = numbered(size);
        const index = seed % size;
        const proof = await proveInclusion(index, size, readerOf(leaves));
        const right = { index, size, root: naiveRoot(leaves), leafHash: hashLeaf(leaves[index]!), proof };
        expect(verifyInclusion(right)).toBe(true);
        const wrong = [
          { ...right, leafHash: hashLeaf('forged') },
          { ...right, root: hashLeaf('forged') },
          { ...right, proof: [...proof, EMPTY_ROOT] },
          { ...right, index: index + size },
          { ...right, index: -1 },
          ...(size > 1
            ? [
                { ...right, proof: proof.slice(1) },
                { ...right, index: (index + 1) % size },
              ]
            : []),
          ...proof.map((_, at) => ({ ...right, proof: proof.with(at, hashLeaf('forged')) })),
        ];
        for (const one of wrong) expect(verifyInclusion(one)).toBe(false);
      }),
      { numRuns: 60 },
    ));

  test('shows of any two trees of one log that the smaller is the beginning of the larger, and of no other two', () =>
    fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async (size, seed) => {
        const leaves = numbered(size);
        const from = { size: seed % (size + 1), root: naiveRoot(leaves.slice(0, seed % (size + 1))) };
        const to = { size, root: naiveRoot(leaves) };
        const proof = await proveConsistency(from.size, size, readerOf(leaves));
        expect(verifyConsistency({ from, to, proof })).toBe(true);
        const forged = hashLeaf('forged');
        const wrong = [
          { from: { ...from, root: forged }, to, proof },
          { from, to, proof: [...proof, forged] },
          ...(from.size > 0 ? [{ from, to: { ...to, root: forged }, proof }] : []),
          ...(from.size < size && from.size > 0 ? [{ from, to, proof: proof.slice(1) }] : []),
          ...(from.size < size && from.size > 0 ? [{ from: to, to: from, proof }] : []),
          ...proof.map((_, at) => ({ from, to, proof: proof.with(at, forged) })),
        ];
        for (const one of wrong) expect(verifyConsistency(one)).toBe(false);
      }),
      { numRuns: 60 },
    ));

  test('is refused of an event or a tree that there is not', async () => {
    await expect(proveInclusion(8, 8, readerOf(CT_LEAVES))).rejects.toThrow(RangeError);
    await expect(proveConsistency(9, 8, readerOf(CT_LEAVES))).rejects.toThrow(RangeError);
  });
});
