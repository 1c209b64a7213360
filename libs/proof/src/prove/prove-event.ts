import type { Position } from '@baikoo/event-store';
import { isRefusal, type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { type Hash, proveInclusion } from '../domain/index.js';
import { readPage } from '../leaves/read-leaves.js';
import { type ProofPorts, type ProvenTree, provenTree } from './proven-tree.js';

/** That an event stands in the record, at its place: its hash, and the hashes that lead from it to the root. */
export type EventProof = ProvenTree & {
  /** From 0. */
  readonly index: number;
  readonly leafHash: Hash;
  /** From the bottom to the top (RFC 6962, 2.1.1). */
  readonly hashes: readonly Hash[];
};

/**
 * Proves the event at a position in the tree of `size` events; in that of the newest published checkpoint unless said. Nobody has
 * signed where events stand: the hash that is proven is that of the event which the record has at that position, or nothing is.
 */
export async function proveEvent(
  ports: ProofPorts,
  { position, size }: { readonly position: Position; readonly size?: number | undefined },
): Promise<EventProof | Refusal<RefusalCode>> {
  const { tree } = ports;
  const { position: kept } = await tree.head();
  const index = await tree.findIndex(ports.record, position);
  if (index === undefined) return whyNot(ports, position, kept);
  const proven = await provenTree(ports, size, 'size');
  if (isRefusal<RefusalCode>(proven)) return proven.refused === 'NO_CHECKPOINT_YET' ? NOT_YET : proven;
  if (index >= proven.size) {
    if (size === undefined) return NOT_YET;
    return refuse('EVENT_BEYOND_SIZE', 'size', { index: String(index), size: String(size) });
  }
  const [leafHash] = await tree.readHashes([{ level: 0, index }]);
  const [event] = await readPage(ports.record, position - 1n, 1);
  if (event?.position !== position || !leafHash || !event.hash.equals(leafHash)) return notAsSigned(position);
  return { ...proven, index, leafHash, hashes: await proveInclusion(index, proven.size, tree) };
}

const NOT_YET = refuse<RefusalCode>('NOT_PROVEN_YET', 'position');

const notAsSigned = (position: Position) =>
  refuse<RefusalCode>('EVENT_NOT_AS_SIGNED', 'position', { position: String(position) });

/** There is no such event; or the tree, kept as far as a position, does not hold it yet, or no longer. */
async function whyNot(ports: ProofPorts, position: Position, kept: Position): Promise<Refusal<RefusalCode>> {
  const [event] = position > 0n ? await ports.record.readLog(position - 1n, 1) : [];
  if (event?.position !== position) return refuse('NO_EVENT_THERE', 'position', { position: String(position) });
  const newest = await provenTree(ports, undefined, 'size');
  if (isRefusal<RefusalCode>(newest) && newest.refused !== 'NO_CHECKPOINT_YET') return newest;
  return position > kept ? NOT_YET : notAsSigned(position);
}
