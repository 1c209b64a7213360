import type { EventStore, Position, Recorded } from '@baikoo/event-store';
import { type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { HASH_BYTES, type HashReader, leafHash } from '../domain/index.js';
import { readLeaves } from '../leaves/read-leaves.js';

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
  let [next, before] = [index, after];
  for await (const { hashes, last } of readLeaves(record, after, end - index)) {
    const came = hashes.length / HASH_BYTES;
    const start = next;
    const kept = await tree.readHashes(Array.from({ length: came }, (_, i) => ({ level: 0, index: start + i })));
    const wrong = kept.findIndex((hash, i) => !hash.equals(hashes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES)));
    if (wrong !== -1) return notAsSigned((await record.readLog(before, wrong + 1)).at(-1)!);
    next += came;
    before = last;
  }
  return next < end ? 'TOO_SHORT' : undefined;
}

const notAsSigned = ({ position }: Recorded) =>
  refuse<RefusalCode>('EVENT_NOT_AS_SIGNED', undefined, { position: String(position) });
