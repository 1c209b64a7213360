import { setImmediate as breathe } from 'node:timers/promises';
import { type EventStore, isWrittenLog, type Position } from '@baikoo/event-store';
import { type Hash, HASH_BYTES, hashWrittenLeaf, leafHash } from '../domain/index.js';

/** Events that are hashed before somebody else gets a turn in this thread: about a millisecond. */
const WITHOUT_A_BREAK = 100;

/** An event as the tree sees it. */
export type Leaf = { readonly position: Position; readonly hash: Hash };

/** Up to `limit` leaves after a position, in log order; not parsed where the store can give them as it keeps them. */
export async function readPage(
  record: Pick<EventStore, 'readLog'>,
  after: Position,
  limit: number,
): Promise<readonly Leaf[]> {
  const leaves: Leaf[] = [];
  if (isWrittenLog(record))
    for await (const events of record.readWritten(after, limit)) {
      const hashes = Buffer.allocUnsafe(events.length * HASH_BYTES);
      for (const [number, event] of events.entries()) {
        hashWrittenLeaf(event, hashes, number);
        leaves.push({
          position: event.position,
          hash: hashes.subarray(number * HASH_BYTES, (number + 1) * HASH_BYTES),
        });
      }
    }
  else
    for (const event of await record.readLog(after, limit)) {
      leaves.push({ position: event.position, hash: leafHash(event) });
      if (leaves.length % WITHOUT_A_BREAK === 0) await breathe();
    }
  return leaves;
}
