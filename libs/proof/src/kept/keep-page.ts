import { BEFORE_THE_FIRST, type EventStore } from '@baikoo/event-store';
import type { Hash } from '../domain/index.js';
import { type Leaf, readPage } from '../leaves/read-leaves.js';
import type { GrowingTiles } from '../tiles/growing-tiles.js';
import { growthOf } from './growth.js';
import type { KeptTiles, Standstill } from './kept-tiles.js';
import type { TreeHead } from './kept-tree.js';

/** Events that are added in one transaction at most. */
const PAGE = 1_000;

/** The end of the tree, where the next page begins, as whoever adds to it remembers it. */
export type End = { readonly head: TreeHead; readonly lastLeaf: Hash | undefined; readonly tiles: GrowingTiles };

/** The record does not go on from where the tree ends: nothing may be added before somebody has looked into it. */
export class RecordBroken extends Error {
  override readonly name = 'RecordBroken';

  constructor(
    readonly why: Standstill['why'],
    { size, position }: TreeHead,
  ) {
    const found =
      why === 'RECORD_SHORTER'
        ? 'the record has no such event any more: its tail was cut off, or it is a copy from before'
        : 'the record has another event there now';
    super(
      `Nothing is added to the tree: its last event, number ${size}, stands at position ${position}, and ${found}. ` +
        'What is kept stays as it is; `baikoo verify` says more.',
    );
  }
}

export async function findEnd(tiles: KeptTiles): Promise<End> {
  const end = await tiles.openEnd();
  const { size } = end.head;
  const [lastLeaf] = size === 0 ? [] : await tiles.readHashes([{ level: 0, index: size - 1 }]);
  return { ...end, lastLeaf };
}

/**
 * Adds the next page of the record and returns the new end: the same one where there is nothing new, undefined where the tree
 * has another end by now: somebody else was faster, or the owner of the database took hashes out again. Each page is read from the last event that is kept, which must be there still and be the same.
 * Throws {@link RecordBroken} where it is not.
 */
export async function keepPage(
  tiles: KeptTiles,
  record: Pick<EventStore, 'readLog'>,
  end: End,
): Promise<End | undefined> {
  const events = await readOn(record, end);
  const last = events.at(-1);
  const { head, tiles: growing } = end;
  if (!last) {
    if ((await tiles.head()).size === head.size) return end;
    // What was taken out stands in the memory of whoever read it before.
    tiles.forget();
    return undefined;
  }
  for (const { hash } of events) growing.append(hash);
  const positions = events.map(({ position }) => position);
  const growth = growthOf(head.size, positions, growing.takeGrown());
  if (!(await tiles.grow(growth))) return undefined;
  return { head: { size: growth.to, position: growth.position }, lastLeaf: last.hash, tiles: growing };
}

async function readOn(record: Pick<EventStore, 'readLog'>, { head, lastLeaf }: End): Promise<readonly Leaf[]> {
  if (!lastLeaf) return readPage(record, BEFORE_THE_FIRST, PAGE);
  const [last, ...events] = await readPage(record, head.position - 1n, PAGE + 1);
  if (!last) throw new RecordBroken('RECORD_SHORTER', head);
  if (last.position !== head.position || !last.hash.equals(lastLeaf)) throw new RecordBroken('RECORD_CHANGED', head);
  return events;
}
