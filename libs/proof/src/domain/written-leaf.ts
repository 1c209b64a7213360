import { hash } from 'node:crypto';
import { canonicalBytes, quotedBytes, type Utf8Bytes } from './canonical-bytes.js';
import { HASH_BYTES } from './merkle.js';

/** An event as a store keeps it, in the fields of `LeafEvent`: texts in UTF-8 that were not decoded, JSON not parsed. */
export type WrittenLeaf = {
  readonly eventId: string;
  readonly stream: Utf8Bytes;
  readonly revision: number;
  readonly type: Utf8Bytes;
  readonly schemaVersion: number;
  readonly data: Utf8Bytes;
  readonly recordedAt: string;
  readonly cause: Utf8Bytes;
};

/** What `leafText` says of the event. */
export const writtenLeafText = (leaf: WrittenLeaf): Utf8Bytes =>
  `{"cause":${canonicalBytes(leaf.cause)},"data":${canonicalBytes(leaf.data)},"eventId":"${leaf.eventId}",` +
  `"recordedAt":"${leaf.recordedAt}","revision":${leaf.revision},"schemaVersion":${leaf.schemaVersion},` +
  `"stream":${quotedBytes(leaf.stream)},"type":${quotedBytes(leaf.type)}}`;

/** One buffer for all: hashing is synchronous. It grows to the longest event. */
let scratch = Buffer.alloc(16_384);

/** Writes what `leafHash` says of the event into `hashes`, as the one of that number. */
export function hashWrittenLeaf(leaf: WrittenLeaf, hashes: Buffer, number: number): void {
  const text = writtenLeafText(leaf);
  if (text.length >= scratch.length) scratch = Buffer.alloc(2 * text.length);
  // The first byte says that it is a leaf, and stays zero.
  scratch.write(text, 1, 'latin1');
  // Asked for as text, because each buffer that is made for a hash costs half as much as the hash.
  const digest = hash('sha256', scratch.subarray(0, 1 + text.length), 'binary');
  hashes.write(digest, number * HASH_BYTES, 'latin1');
}
