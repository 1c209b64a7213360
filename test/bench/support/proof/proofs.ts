import { performance } from 'node:perf_hooks';
import {
  type HashReader,
  proveConsistency,
  proveInclusion,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from '@baikoo/proof';

export type Places = { readonly index: number; readonly from: number };

/** Places all over a tree, always the same ones. */
export const placesIn = (size: number, count: number): readonly Places[] =>
  Array.from({ length: count }, (_, i) => ({ index: (i * 7_919_317) % size, from: 1 + ((i * 104_729_003) % size) }));

/** How long each proof took, in ms; each was checked, outside of that time. */
export async function proofTimes(readerOf: () => HashReader, size: number, places: readonly Places[]) {
  const [inclusion, consistency]: [number[], number[]] = [[], []];
  const root = await treeRoot(size, readerOf());
  for (const { index, from } of places) {
    const reader = readerOf();
    let began = performance.now();
    const proof = await proveInclusion(index, size, reader);
    inclusion.push(performance.now() - began);
    const other = readerOf();
    began = performance.now();
    const path = await proveConsistency(from, size, other);
    consistency.push(performance.now() - began);
    const [leafHash] = await other.readHashes([{ level: 0, index }]);
    const earlier = { size: from, root: await treeRoot(from, other) };
    const holds =
      verifyInclusion({ index, size, root, leafHash: leafHash!, proof }) &&
      verifyConsistency({ from: earlier, to: { size, root }, proof: path });
    if (!holds) throw new Error(`A proof of event ${index} or of the tree over ${from} does not hold.`);
  }
  return { inclusion, consistency };
}
