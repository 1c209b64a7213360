import { isRefusal, type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { type Hash, proveConsistency } from '../domain/index.js';
import { type ProofPorts, type ProvenTree, provenTree } from './proven-tree.js';

/** That one tree is the beginning of another: nothing of it was changed, removed, added or reordered since. */
export type ContinuationProof = {
  readonly from: ProvenTree;
  readonly to: ProvenTree;
  /** As RFC 6962, 2.1.2, orders them. */
  readonly hashes: readonly Hash[];
};

/** Proves that the tree of `to` events, or the newest published one, continues that of `from` events. */
export async function proveContinuation(
  ports: Pick<ProofPorts, 'tree' | 'book'>,
  asked: { readonly from: number; readonly to?: number | undefined },
): Promise<ContinuationProof | Refusal<RefusalCode>> {
  const to = await provenTree(ports, asked.to, 'to');
  if (isRefusal<RefusalCode>(to)) return to;
  if (asked.from > to.size) return refuse('SIZES_REVERSED', 'from');
  const from = await provenTree(ports, asked.from, 'from');
  if (isRefusal<RefusalCode>(from)) return from;
  return { from, to, hashes: await proveConsistency(from.size, to.size, ports.tree) };
}
