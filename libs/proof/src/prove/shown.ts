import type { Hash } from '../domain/index.js';
import type { PublishedCheckpoint } from '../kept/index.js';
import type { ContinuationProof } from './prove-continuation.js';
import type { EventProof } from './prove-event.js';
import type { ProvenTree } from './proven-tree.js';

/** Proofs as JSON, the same from the command line and over GraphQL (docs/proof.md, Proofs): hashes in base64. */
const text = (hash: Hash): string => hash.toString('base64');
const texts = (hashes: readonly Hash[]): readonly string[] => hashes.map(text);

export const checkpointShown = ({ origin, size, root, note, signedAt }: PublishedCheckpoint) => ({
  ...{ origin, size, root: text(root), note, signedAt },
});

const treeShown = ({ size, root, checkpoint }: ProvenTree) => ({
  ...{ size, root: text(root), checkpoint: checkpoint ? checkpointShown(checkpoint) : null },
});

export const eventProofShown = ({ index, leafHash, hashes, ...tree }: EventProof) => ({
  ...{ index, leafHash: text(leafHash), hashes: texts(hashes), ...treeShown(tree) },
});

export const continuationShown = ({ from, to, hashes }: ContinuationProof) => ({
  ...{ from: treeShown(from), to: treeShown(to), hashes: texts(hashes) },
});
