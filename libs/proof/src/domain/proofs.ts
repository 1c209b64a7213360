import { EMPTY_ROOT, type Hash, hashChildren, type HashReader, hashRanges, type Range, splitOf } from './merkle.js';

/** Sizes and indexes are counts of events: whole, and below 2^53. */
const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/**
 * The hashes by which whoever holds leaf `index` can compute the root of the tree over the first `size` leaves
 * (RFC 6962, 2.1.1). Throws a RangeError where there is no such leaf in that tree.
 */
export async function proveInclusion(index: number, size: number, reader: HashReader): Promise<readonly Hash[]> {
  if (!isCount(index) || !isCount(size) || index >= size)
    throw new RangeError(`A tree over ${size} events has no event ${index}`);
  return hashRanges(inclusionRanges(index, { start: 0, end: size }), reader);
}

/**
 * The hashes by which whoever knows the roots of the trees over the first `from` and the first `to` leaves can see that the
 * smaller is the beginning of the larger (RFC 6962, 2.1.2). Every tree begins with the one without leaves.
 */
export async function proveConsistency(from: number, to: number, reader: HashReader): Promise<readonly Hash[]> {
  if (!isCount(from) || !isCount(to) || from > to)
    throw new RangeError(`A tree over ${to} events is no later one than that over ${from}`);
  return from === 0 ? [] : hashRanges(consistencyRanges(from, { start: 0, end: to }, true), reader);
}

/** From the bottom to the top, as the path is written. */
function inclusionRanges(index: number, { start, end }: Range): readonly Range[] {
  if (end - start === 1) return [];
  const middle = start + splitOf(end - start);
  return index < middle
    ? [...inclusionRanges(index, { start, end: middle }), { start: middle, end }]
    : [...inclusionRanges(index, { start: middle, end }), { start, end: middle }];
}

/** `whole`: the subtree is the whole former tree, whose root the verifier knows. */
function consistencyRanges(from: number, { start, end }: Range, whole: boolean): readonly Range[] {
  if (from === end) return whole ? [] : [{ start, end }];
  const middle = start + splitOf(end - start);
  return from <= middle
    ? [...consistencyRanges(from, { start, end: middle }, whole), { start: middle, end }]
    : [...consistencyRanges(from, { start: middle, end }, false), { start, end: middle }];
}

export type Inclusion = {
  /** Place of the event in the record, from 0. */
  readonly index: number;
  readonly leafHash: Hash;
  /** Events in the tree. */
  readonly size: number;
  readonly root: Hash;
  readonly proof: readonly Hash[];
};

/** Whether the leaf stands at `index` of the tree with that root (RFC 9162, 2.1.3.2). */
export function verifyInclusion({ index, leafHash, size, root, proof }: Inclusion): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  let [node, last] = [index, size - 1];
  let hash = leafHash;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      hash = hashChildren(sibling, hash);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else hash = hashChildren(hash, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && hash.equals(root);
}

export type Consistency = {
  readonly from: { readonly size: number; readonly root: Hash };
  readonly to: { readonly size: number; readonly root: Hash };
  readonly proof: readonly Hash[];
};

/** Whether the tree `from` is the beginning of the tree `to` (RFC 9162, 2.1.4.2). */
export function verifyConsistency({ from, to, proof }: Consistency): boolean {
  if (!isCount(from.size) || !isCount(to.size) || from.size > to.size) return false;
  if (from.size === 0) return proof.length === 0 && from.root.equals(EMPTY_ROOT);
  if (from.size === to.size) return proof.length === 0 && from.root.equals(to.root);
  // A former tree that is perfect is a node of the later one, so the proof need not repeat it.
  const path = isPowerOfTwo(from.size) ? [from.root, ...proof] : proof;
  const first = path[0];
  if (!first) return false;
  let [node, last] = [from.size - 1, to.size - 1];
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  let [former, later] = [first, first];
  for (const sibling of path.slice(1)) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      former = hashChildren(sibling, former);
      later = hashChildren(sibling, later);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else later = hashChildren(later, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && former.equals(from.root) && later.equals(to.root);
}

const isOdd = (value: number): boolean => value % 2 === 1;
const half = (value: number): number => Math.floor(value / 2);
const isPowerOfTwo = (value: number): boolean => splitOf(value * 2) === value;
