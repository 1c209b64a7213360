import type { TreeNode } from '../domain/index.js';
import type { TileId } from '../kept/kept-tree.js';

/** Levels of the tree in one tile, as C2SP tlog-tiles has it. */
export const TILE_HEIGHT = 8;
/** Hashes of a full tile. */
export const TILE_WIDTH = 2 ** TILE_HEIGHT;

/** Which tile, however wide it is by now. */
export type TilePlace = Omit<TileId, 'width'>;

/** Where a node is found: the tile, how many levels above its hashes, and which of those at that level of the tile. */
export type NodePlace = TilePlace & { readonly above: number; readonly slot: number };

/** The tile that the hash of a perfect subtree stands in, or is computed from. No other is needed. */
export function placeOf({ level, index }: TreeNode): NodePlace {
  const above = level % TILE_HEIGHT;
  const inTile = 2 ** (TILE_HEIGHT - above);
  return { level: (level - above) / TILE_HEIGHT, index: Math.floor(index / inTile), above, slot: index % inTile };
}

/** How many hashes a tile has in the tree over the first `size` leaves: 0 where the tree does not go that far. */
export function widthOf({ level, index }: TilePlace, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH;
  return Math.min(Math.max(hashes, 0), TILE_WIDTH);
}

/** The tiles at the right edge of the tree over `size` leaves that have room left, from the lowest level. */
export function openTiles(size: number): readonly TileId[] {
  const tiles: TileId[] = [];
  for (let [level, hashes] = [0, size]; hashes > 0; level++, hashes = Math.floor(hashes / TILE_WIDTH)) {
    const width = hashes % TILE_WIDTH;
    if (width > 0) tiles.push({ level, index: (hashes - width) / TILE_WIDTH, width });
  }
  return tiles;
}
