import { isRefusal, type Refusal, refuse } from '@baikoo/kernel';
import { type RefusalCode } from '@baikoo/languages';
import { readNote, readVerifier } from '../domain/index.js';
import { provenTree } from '../prove/proven-tree.js';
import type { BundleKey, BundleSource } from './bundle-source.js';
import { findHistories } from './find-histories.js';
import { findRange } from './find-range.js';
import { BUNDLE_LIMITS } from './limits.js';
import type { BundlePorts, Wanted } from './wanted.js';

export type BundleAsked = {
  /** Under which published checkpoint; the newest unless said. */
  readonly size?: number | undefined;
  /** From which earlier trees the bundle shows that the record was continued. */
  readonly earlier?: readonly number[];
  /** Events at most; what the format allows unless said. */
  readonly most?: number;
};

/**
 * The contents of a bundle under a published checkpoint. Every event was compared with the hash that is kept of it, and the
 * root of those with the signed one, before anything is given out: from a record that was changed no bundle is made.
 */
export async function findBundle(
  ports: BundlePorts,
  wanted: Wanted,
  { size: asked, earlier = [], most = BUNDLE_LIMITS.events }: BundleAsked = {},
): Promise<BundleSource | Refusal<RefusalCode>> {
  const under = await provenTree(ports, asked, 'size');
  if (isRefusal<RefusalCode>(under)) return under;
  const { size, checkpoint } = under;
  if (!checkpoint) return refuse('UNKNOWN_CHECKPOINT', 'size', { path: 'size', size: String(size) });
  const tooLate = earlier.find((from) => from < 1 || from > size);
  if (tooLate !== undefined) return refuse('BEYOND_THE_TREE', 'earlier', { path: 'earlier', kept: String(size) });
  const keys = keysOf(checkpoint.note, await ports.book.keys());
  if (keys.length === 0) return refuse('CHECKPOINT_OF_A_LOST_KEY', 'size', { size: String(size) });
  const limits = { size, most };
  const found =
    wanted.kind === 'RANGE' ? await findRange(ports, wanted, limits) : await findHistories(ports, wanted, limits);
  if (isRefusal<RefusalCode>(found)) return found;
  return { ...found, checkpoint: checkpoint.note, keys, hashes: ports.tree, earlier };
}

/** The chain of keys up to the last that signed a checkpoint: those that came after it say nothing of it. */
function keysOf(note: string, keys: readonly BundleKey[]): readonly BundleKey[] {
  const { signatures } = readNote(note);
  const last = keys.findLastIndex(({ vkey }) => {
    const { name, keyId } = readVerifier(vkey);
    return signatures.some((each) => each.name === name && each.keyId.equals(keyId));
  });
  return keys.slice(0, last + 1);
}
