import type { EventStore } from '@baikoo/event-store';
import type { KeptTiles, Standstill } from './kept-tiles.js';
import type { TreeHead } from './kept-tree.js';

/** How far the tree is kept. */
export type TreeState = TreeHead & {
  /** Milliseconds since the record learned of the first event that is not kept yet; 0 when there is none. */
  readonly lagMs: number;
  readonly standstill?: Standstill;
};

/** From what is kept: right whichever process does the work. */
export async function treeState(tiles: KeptTiles, record: Pick<EventStore, 'readLog'>): Promise<TreeState> {
  const [head, standstill] = [await tiles.head(), await tiles.standstill()];
  const [waiting] = await record.readLog(head.position, 1);
  return {
    ...head,
    lagMs: waiting ? Math.max(0, Date.now() - Date.parse(waiting.recordedAt)) : 0,
    ...(standstill && { standstill }),
  };
}
