import type { Position } from '@baikoo/event-store';
import { TILE_WIDTH, type TilePlace } from '../tiles/coordinates.js';
import type { GrownTile } from '../tiles/growing-tiles.js';

/** What a tile gained; of level 0 with the positions of the first and the last event that it gained. */
export type GrowthOfTile = TilePlace & {
  /** 32 bytes of each hash. */
  readonly added: Buffer;
  readonly first: Position | null;
  readonly last: Position | null;
};

/** A step of the tree from one size to a larger one, the last event of which stands at `position`. */
export type Growth = {
  readonly from: number;
  readonly to: number;
  readonly position: Position;
  readonly tiles: readonly GrowthOfTile[];
};

/** What tiles gained by events at these positions, the first of which has the place `from` in the tree. */
export function growthOf(from: number, positions: readonly Position[], grown: readonly GrownTile[]): Growth {
  const tiles = grown.map(({ level, index, from: had, added }) => {
    const start = index * TILE_WIDTH + had - from;
    const isLeaves = level === 0;
    return {
      ...{ level, index, added: Buffer.concat(added) },
      first: isLeaves ? positions[start]! : null,
      last: isLeaves ? positions[start + added.length - 1]! : null,
    };
  });
  return { from, to: from + positions.length, position: positions.at(-1)!, tiles };
}
