import { setImmediate as breathe } from 'node:timers/promises';
import { BEFORE_THE_FIRST, type EventStore } from '@baikoo/event-store';
import { type Hash, leafHash } from '../domain/index.js';
import type { GrowingTiles } from '../tiles/growing-tiles.js';
import { growthOf } from './growth.js';
import type { KeptTiles, Standstill } from './kept-tiles.js';
import type { TreeHead } from './kept-tree.js';

/** Events that are added in one transaction at most. */
const PAGE = 1_000;
/** Events that are hashed before somebody else gets a turn in this thread: about a millisecond. */
const WITHOUT_A_BREAK = 100;

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
 * Adds the next page of the record and returns the new end: the same one where there is nothing new, undefined where
 * somebody else was faster. Each page is read from the last event that is kept, which must be there still and be the same.
 * Throws {@link RecordBroken} where it is not.
 */
export async function keepPage(
  tiles: KeptTiles,
  record: Pick<EventStore, 'readLog'>,
  end: End,
): Promise<End | undefined> {
  const { head, lastLeaf, tiles: growing } = end;
  const page = lastLeaf
    ? await record.readLog(head.position - 1n, PAGE + 1)
    : await record.readLog(BEFORE_THE_FIRST, PAGE);
  const events = lastLeaf ? page.slice(1) : page;
  if (lastLeaf) {
    const [last] = page;
    if (!last) throw new RecordBroken('RECORD_SHORTER', head);
    if (last.position !== head.position || !leafHash(last).equals(lastLeaf))
      throw new RecordBroken('RECORD_CHANGED', head);
  }
  if (events.length === 0) return end;
  let leaf = lastLeaf;
  for (const [i, event] of events.entries()) {
    if (i % WITHOUT_A_BREAK === WITHOUT_A_BREAK - 1) await breathe();
    growing.append((leaf = leafHash(event)));
  }
  const growth = growthOf(
    head.size,
    events.map(({ position }) => position),
    growing.takeGrown(),
  );
  if (!(await tiles.grow(growth))) return undefined;
  return { head: { size: growth.to, position: growth.position }, lastLeaf: leaf, tiles: growing };
}
