import type { EventStore, Position, Recorded } from '@baikoo/event-store';
import { type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { type HashReader, leafHash } from '../domain/index.js';
import { hashAt, readLeaves } from '../leaves/read-leaves.js';

/** The first of some events that is not what the tree holds at its place, as the refusal that names it. */
export async function findChanged(
  tree: HashReader,
  events: readonly { readonly index: number; readonly event: Recorded }[],
): Promise<Refusal<RefusalCode> | undefined> {
  const kept = await tree.readHashes(events.map(({ index }) => ({ level: 0, index })));
  const changed = events.find(({ event }, i) => !leafHash(event).equals(kept[i]!));
  return changed && notAsSigned(changed.event);
}

/** Where a range begins: after a position, at a place of the tree. */
export type RangeStart = { readonly after: Position; readonly index: number };

/** The same of a whole range up to, without, the place `end`; or that the record ends before it. */
export async function findChangedInRange(
  record: Pick<EventStore, 'readLog'>,
  tree: HashReader,
  { after, index }: RangeStart,
  end: number,
): Promise<Refusal<RefusalCode> | 'TOO_SHORT' | undefined> {
  let next = index;
  for await (const { hashes, positions } of readLeaves(record, after, end - index)) {
    const start = next;
    const kept = await tree.readHashes(positions.map((_, i) => ({ level: 0, index: start + i })));
    const wrong = kept.findIndex((hash, i) => !hash.equals(hashAt(hashes, i)));
    if (wrong !== -1) return notAsSigned({ position: positions[wrong]! });
    next += positions.length;
  }
  return next < end ? 'TOO_SHORT' : undefined;
}

const notAsSigned = ({ position }: Pick<Recorded, 'position'>) =>
  refuse<RefusalCode>('EVENT_NOT_AS_SIGNED', undefined, { position: String(position) });
