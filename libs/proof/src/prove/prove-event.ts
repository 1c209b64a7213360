import type { Position } from '@baikoo/event-store';
import { isRefusal, type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { type Hash, proveInclusion } from '../domain/index.js';
import { type ProofPorts, type ProvenTree, provenTree } from './proven-tree.js';

/** That an event stands in the record, at its place: its hash, and the hashes that lead from it to the root. */
export type EventProof = ProvenTree & {
  /** From 0. */
  readonly index: number;
  readonly leafHash: Hash;
  /** From the bottom to the top (RFC 6962, 2.1.1). */
  readonly hashes: readonly Hash[];
};

/** Proves the event at a position in the tree of `size` events; in that of the newest published checkpoint unless said. */
export async function proveEvent(
  ports: ProofPorts,
  { position, size }: { readonly position: Position; readonly size?: number | undefined },
): Promise<EventProof | Refusal<RefusalCode>> {
  const { tree } = ports;
  const index = await tree.findIndex(ports.record, position);
  if (index === undefined) return whyNot(ports, position);
  const proven = await provenTree(ports, size, 'size');
  if (isRefusal<RefusalCode>(proven)) return proven.refused === 'NO_CHECKPOINT_YET' ? NOT_YET : proven;
  if (index >= proven.size) {
    if (size === undefined) return NOT_YET;
    return refuse('EVENT_BEYOND_SIZE', 'size', { index: String(index), size: String(size) });
  }
  const [leafHash] = await tree.readHashes([{ level: 0, index }]);
  return { ...proven, index, leafHash: leafHash!, hashes: await proveInclusion(index, proven.size, tree) };
}

const NOT_YET = refuse<RefusalCode>('NOT_PROVEN_YET', 'position');

/** There is no such event; or the tree does not hold it yet, or no longer. */
async function whyNot(ports: ProofPorts, position: Position): Promise<Refusal<RefusalCode>> {
  const [event] = position > 0n ? await ports.record.readLog(position - 1n, 1) : [];
  if (event?.position !== position) return refuse('NO_EVENT_THERE', 'position', { position: String(position) });
  const newest = await provenTree(ports, undefined, 'size');
  return isRefusal<RefusalCode>(newest) && newest.refused !== 'NO_CHECKPOINT_YET' ? newest : NOT_YET;
}
