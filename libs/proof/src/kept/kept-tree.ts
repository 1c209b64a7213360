import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore, Position } from '@baikoo/event-store';
import type { Hash, HashReader, TreeNode } from '../domain/index.js';

/** How far the tree goes: `size` events, the last of which stands at `position`. */
export type TreeHead = { readonly size: number; readonly position: Position };

/**
 * A tile of C2SP tlog-tiles (https://c2sp.org/tlog-tiles): up to 256 hashes that stand beside each other at level
 * `8 * level` of the tree, beginning with number `256 * index`. `width` is how many of them; 256 is a full tile.
 */
export type TileId = { readonly level: number; readonly index: number; readonly width: number };

/** The tile of level 0 that holds the hash of an event, by the positions of its first and its last event. */
export type TileSpan = Omit<TileId, 'level'> & { readonly first: Position; readonly last: Position };

/** How often the head is looked at while somebody waits for it, in milliseconds. */
const LOOK_MS = 20;

/** The tree over the record, kept as the record grows: whoever proves something reads hashes here and never the record. */
export abstract class KeptTree implements HashReader {
  /** What is kept by now. The record may be some events ahead. */
  abstract head(): Promise<TreeHead>;

  /** Throws a RangeError for a node that is not wholly within {@link head}. */
  abstract readHashes(nodes: readonly TreeNode[]): Promise<readonly Hash[]>;

  /**
   * What was read before is read anew from now on. Hashes that were kept never change, so it matters only to whoever looks
   * for those that somebody changed all the same.
   */
  forget(): void {}

  /** The hashes of a tile, 32 bytes each; undefined where the tree does not go that far. */
  abstract readTile(tile: TileId): Promise<Uint8Array | undefined>;

  /** Several tiles, in the order asked. */
  async readTiles(tiles: readonly TileId[]): Promise<readonly (Uint8Array | undefined)[]> {
    return Promise.all(tiles.map((tile) => this.readTile(tile)));
  }

  /**
   * Where the events of some tiles of level 0 stand, by what was kept with the hashes; a tile that is not there is left out.
   * Nobody has signed it: whoever relies on it looks whether the events there have the hashes.
   */
  abstract readSpans(indexes: readonly number[]): Promise<readonly TileSpan[]>;

  /**
   * The place in the tree of the event at a position of `record`, by {@link readSpans}; undefined where there is none, or it is
   * not kept yet.
   */
  abstract findIndex(record: Pick<EventStore, 'readLog'>, position: Position): Promise<number | undefined>;

  /**
   * The position in `record` of the event at a place of the tree, from 0, by {@link readSpans}; undefined where there is none.
   */
  abstract findPosition(record: Pick<EventStore, 'readLog'>, index: number): Promise<Position | undefined>;

  /**
   * Waits until the event at `position` is kept, by whichever process keeps; false when that takes longer than `timeoutMs`.
   * Throws an AbortError once `signal` is aborted.
   */
  async caughtUp(
    position: Position,
    { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal?: AbortSignal },
  ): Promise<boolean> {
    for (const deadline = performance.now() + timeoutMs; ;) {
      if ((await this.head()).position >= position) return true;
      if (performance.now() >= deadline) return false;
      await sleep(LOOK_MS, undefined, { signal });
    }
  }
}
