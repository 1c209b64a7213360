import { type EventStore, isWrittenLog, type Position, type Recorded, type WrittenLog } from '@baikoo/event-store';
import { HASH_BYTES, hashWrittenLeaf, leafHash } from '../domain/index.js';

/** Hashes of events that stand beside each other in the record, 32 bytes each, and the position of the last of them. */
export type Leaves = { readonly hashes: Buffer; readonly last: Position };

/** Events that are asked for at once: those that are parsed are all held, the others only pass through. */
const PARSED = 2_000;
const WRITTEN = 20_000;

/**
 * The leaves of the events after a position, in log order, some at a time, to the end of the record or of the first
 * `limit`. `record` is the store beneath the upcasts (`ShapedEventStore.recorded`). What a store can give as it keeps it is
 * hashed without being parsed, in less than half of the time.
 */
export const readLeaves = (
  record: Pick<EventStore, 'readLog'>,
  after: Position,
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<Leaves> =>
  isWrittenLog(record) ? leavesAsWritten(record, after, limit) : leavesOfParsed(record, after, limit);

async function* leavesAsWritten(record: WrittenLog, after: Position, limit: number): AsyncGenerator<Leaves> {
  let [last, left] = [after, limit];
  for (let came = 1; came > 0 && left > 0; left -= came) {
    came = 0;
    for await (const events of record.readWritten(last, Math.min(WRITTEN, left))) {
      if (events.length === 0) continue;
      came += events.length;
      const hashes = Buffer.allocUnsafe(events.length * HASH_BYTES);
      for (const [number, event] of events.entries()) hashWrittenLeaf(event, hashes, number);
      last = events.at(-1)!.position;
      yield { hashes, last };
    }
  }
}

async function* leavesOfParsed(
  record: Pick<EventStore, 'readLog'>,
  after: Position,
  limit: number,
): AsyncGenerator<Leaves> {
  let left = limit;
  const readOn = (position: Position): Promise<readonly Recorded[]> => {
    const page = left > 0 ? record.readLog(position, Math.min(PARSED, left)) : Promise.resolve([]);
    // Whoever waits for the page gets the error; until then it is nobody's.
    page.catch(() => {});
    return page;
  };
  for (let page = await readOn(after); page.length > 0;) {
    const last = page.at(-1)!.position;
    left -= page.length;
    const next = readOn(last);
    yield { hashes: Buffer.concat(page.map(leafHash)), last };
    page = await next;
  }
}
