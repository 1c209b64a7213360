import type { EventStore } from '@baikoo/event-store';
import { type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { type Hash, treeRoot } from '../domain/index.js';
import type { CheckpointBook, KeptTree, PublishedCheckpoint } from '../kept/index.js';

/** Where proofs come from: the hashes that are kept, and what was signed over them. */
export type ProofPorts = {
  /** As it was written, beneath the upcasts: of it are read where events stand, and the event that is proven. */
  readonly record: Pick<EventStore, 'readLog'>;
  readonly tree: KeptTree;
  readonly book: CheckpointBook;
};

/** The tree over the first `size` events, and the checkpoint that was published of just so many, if one was. */
export type ProvenTree = {
  readonly size: number;
  readonly root: Hash;
  readonly checkpoint: PublishedCheckpoint | undefined;
};

/**
 * The tree of a size, or the newest that was published. Refused beyond what is kept, and where what is kept has another root
 * than was signed: nothing is proven from a record that was changed. `path` names the argument that asked for it.
 */
export async function provenTree(
  { tree, book }: Pick<ProofPorts, 'tree' | 'book'>,
  wanted: number | undefined,
  path: string,
): Promise<ProvenTree | Refusal<RefusalCode>> {
  const checkpoint = wanted === undefined ? await book.findNewest() : await book.findBySize(wanted);
  const size = wanted ?? checkpoint?.size;
  if (size === undefined) return refuse('NO_CHECKPOINT_YET', path);
  const { size: kept } = await tree.head();
  if (size > kept && checkpoint) return refuse('TREE_BEHIND', undefined, { size: String(size), kept: String(kept) });
  if (size > kept) return refuse('BEYOND_THE_TREE', path, { path, kept: String(kept) });
  const root = await treeRoot(size, tree);
  if (checkpoint && !root.equals(checkpoint.root))
    return refuse('RECORD_NOT_AS_SIGNED', undefined, { size: String(size) });
  return { size, root, checkpoint };
}
