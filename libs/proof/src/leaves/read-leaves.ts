import { setImmediate as breathe } from 'node:timers/promises';
import { type EventStore, isWrittenLog, type Position, type Recorded, type WrittenLog } from '@baikoo/event-store';
import { type Hash, HASH_BYTES, hashWrittenLeaf, leafHash } from '../domain/index.js';

/** Events that stand beside each other in the record, as the tree sees them: their hashes, 32 bytes each, and positions. */
export type Leaves = { readonly hashes: Buffer; readonly positions: readonly Position[] };

/** Events that are asked for at once: those that are parsed are all held, the others only pass through. */
const PARSED = 2_000;
const WRITTEN = 20_000;
/** Parsed events that are hashed before somebody else gets a turn in this thread: a few milliseconds. */
const WITHOUT_A_BREAK = 100;

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

/** The one of a number, from 0, out of hashes that stand beside each other. */
export const hashAt = (hashes: Buffer, number: number): Hash =>
  hashes.subarray(number * HASH_BYTES, (number + 1) * HASH_BYTES);

/** An event as the tree sees it. */
export type Leaf = { readonly position: Position; readonly hash: Hash };

/** Up to `limit` of them at once, one by one. */
export async function readPage(
  record: Pick<EventStore, 'readLog'>,
  after: Position,
  limit: number,
): Promise<readonly Leaf[]> {
  const page: Leaf[] = [];
  for await (const { hashes, positions } of readLeaves(record, after, limit))
    page.push(...positions.map((position, number) => ({ position, hash: hashAt(hashes, number) })));
  return page;
}

async function* leavesAsWritten(record: WrittenLog, after: Position, limit: number): AsyncGenerator<Leaves> {
  let [last, left] = [after, limit];
  for (let [asked, came] = [0, 0]; came === asked && left > 0; left -= came) {
    [asked, came] = [Math.min(WRITTEN, left), 0];
    for await (const events of record.readWritten(last, asked)) {
      if (events.length === 0) continue;
      came += events.length;
      const hashes = Buffer.allocUnsafe(events.length * HASH_BYTES);
      for (const [number, event] of events.entries()) hashWrittenLeaf(event, hashes, number);
      const positions = events.map(({ position }) => position);
      last = positions.at(-1)!;
      yield { hashes, positions };
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
    const positions = page.map(({ position }) => position);
    // What is shorter than was asked is the end.
    left = page.length < Math.min(PARSED, left) ? 0 : left - page.length;
    const next = readOn(positions.at(-1)!);
    const hashes: Hash[] = [];
    for (const event of page) {
      hashes.push(leafHash(event));
      if (hashes.length % WITHOUT_A_BREAK === 0) await breathe();
    }
    yield { hashes: Buffer.concat(hashes), positions };
    page = await next;
  }
}
