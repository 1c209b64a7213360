import type { Database } from '@baikoo/database';
import type { EventStore } from '@baikoo/event-store';
import type { KeptTiles } from './kept-tiles.js';
import { TileKeeper } from './tile-keeper.js';

/** A page takes milliseconds: where none was added for so long, none will be. */
const PATIENCE_MS = 60_000;

/**
 * Brings the tree up to the end of the record, whether or not another program keeps it just now: two that do so do no harm.
 * It takes as long as it takes, but throws where the tree stands still, or goes no further for `patienceMs`.
 */
export async function bringUp(
  db: Database,
  /** As it was written: the store beneath the upcasts. */
  record: EventStore,
  tree: KeptTiles,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const stopping = new AbortController();
  // A tree that stands still does not catch up, however long one waits.
  const keeper = new TileKeeper(db, record, tree, (_, error) => stopping.abort(error));
  await keeper.start();
  try {
    const goal = await record.head();
    for (let before = await tree.head(); ; before = await tree.head()) {
      if (await tree.caughtUp(goal, { timeoutMs: patienceMs, signal: stopping.signal })) return;
      const { size, position } = await tree.head();
      if (size <= before.size)
        throw new Error(
          `The tree over the record is not up to date, and went no further for ${patienceMs / 1_000} seconds: it ends at ` +
            `position ${position}, the record at ${goal}. See /health; where another process keeps the ` +
            'tree and says no trouble, restart it.',
        );
    }
  } catch (error) {
    stopping.signal.throwIfAborted();
    throw error;
  } finally {
    await keeper.stop();
  }
}
