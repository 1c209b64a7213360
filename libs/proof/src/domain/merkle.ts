import { hash } from 'node:crypto';

/** 32 bytes of SHA-256. */
export type Hash = Buffer;

export const HASH_BYTES = 32;

/** A perfect subtree: the one over the leaves `index * 2^level` up to, without, `(index + 1) * 2^level`. */
export type TreeNode = { readonly level: number; readonly index: number };

/** Leaves from `start` up to, without, `end`. */
export type Range = { readonly start: number; readonly end: number };

/** Where hashes of perfect subtrees are kept: tiles, a list in memory. They come in the order asked. */
export type HashReader = { readHashes(nodes: readonly TreeNode[]): Promise<readonly Hash[]> };

/** MTH({}) of RFC 6962, 2.1: the root of a tree without leaves. */
export const EMPTY_ROOT: Hash = hash('sha256', '', 'buffer');

/** Of a leaf: SHA-256(0x00 || content). Text is taken as UTF-8. */
export const hashLeaf = (content: string | Uint8Array): Hash =>
  typeof content === 'string'
    ? hash('sha256', `\0${content}`, 'buffer')
    : hash('sha256', Buffer.concat([LEAF, content]), 'buffer');

/** Of a node above two others: SHA-256(0x01 || left || right). */
export function hashChildren(left: Hash, right: Hash): Hash {
  // One buffer for all: hashing is synchronous and the copy is the smallest part of it.
  left.copy(children, 1);
  right.copy(children, 1 + HASH_BYTES);
  // As text and from there, because a buffer that is made for a hash takes longer than one of the pool.
  return Buffer.from(hash('sha256', children, 'binary'), 'latin1');
}

const LEAF = Buffer.of(0);
const children = Buffer.alloc(1 + 2 * HASH_BYTES, 1);

/** The largest power of two below `size`, where a tree of two leaves or more is divided. */
export function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/**
 * The perfect subtrees that a range is made of, from left to right. The range must begin where a subtree of its size can:
 * those of the tree, of inclusion and of consistency proofs all do.
 */
export function nodesOf({ start, end }: Range): readonly TreeNode[] {
  const nodes: TreeNode[] = [];
  for (let from = start; from < end;) {
    let level = 0;
    while (from + 2 ** (level + 1) <= end) level++;
    nodes.push({ level, index: from / 2 ** level });
    from += 2 ** level;
  }
  return nodes;
}

/** The root above perfect subtrees that stand beside each other, the largest first. */
export const foldNodes = (hashes: readonly Hash[]): Hash =>
  hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => hashChildren(left, right));

/** The hash above each of the ranges, with one question to the reader. */
export async function hashRanges(ranges: readonly Range[], reader: HashReader): Promise<readonly Hash[]> {
  const nodes = ranges.map(nodesOf);
  const hashes = await reader.readHashes(nodes.flat());
  let next = 0;
  return nodes.map(({ length }) => foldNodes(hashes.slice(next, (next += length))));
}

/** The root of the tree over the first `size` leaves. */
export async function treeRoot(size: number, reader: HashReader): Promise<Hash> {
  const [root] = await hashRanges([{ start: 0, end: size }], reader);
  return root!;
}
