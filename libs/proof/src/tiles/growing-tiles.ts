import type { Hash } from '../domain/index.js';
import { openTiles, TILE_HEIGHT, TILE_WIDTH, type TilePlace } from './coordinates.js';
import { Tile } from './tile.js';

/** What a tile gained: hashes to be put behind those that it had. */
export type GrownTile = TilePlace & {
  /** How many it had before. */
  readonly from: number;
  readonly added: readonly Hash[];
};

type Open = { index: number; hashes: Hash[]; from: number };

/** The tiles of a tree that leaves are added to. It holds those that have room left, one a level, and what they gained. */
export class GrowingTiles {
  #size: number;
  readonly #open: Open[] = [];
  #full: GrownTile[] = [];

  /** Goes on from a tree of `size` leaves, whose {@link openTiles} hold these hashes, in that order. */
  constructor(size = 0, edge: readonly (readonly Hash[])[] = []) {
    this.#size = size;
    openTiles(size).forEach(({ level, index, width }, i) => {
      const hashes = edge[i] ?? [];
      if (hashes.length < width) throw new RangeError(`Tile ${index} of level ${level} lacks hashes`);
      this.#open[level] = { index, hashes: hashes.slice(0, width), from: width };
    });
    for (let [level, rest] = [0, size]; rest > 0; level++, rest = Math.floor(rest / TILE_WIDTH))
      this.#open[level] ??= { index: rest / TILE_WIDTH, hashes: [], from: 0 };
  }

  get size(): number {
    return this.#size;
  }

  append(leaf: Hash): void {
    let hash = leaf;
    for (let level = 0; ; level++) {
      const open = (this.#open[level] ??= { index: 0, hashes: [], from: 0 });
      open.hashes.push(hash);
      if (open.hashes.length < TILE_WIDTH) break;
      this.#full.push(gainOf(level, open));
      hash = rootOf(open.hashes);
      this.#open[level] = { index: open.index + 1, hashes: [], from: 0 };
    }
    this.#size++;
  }

  /** What was gained since it was last taken; each tile once. */
  takeGrown(): readonly GrownTile[] {
    const open = this.#open.flatMap((tile, level) => (tile.hashes.length > tile.from ? [gainOf(level, tile)] : []));
    for (const tile of this.#open) tile.from = tile.hashes.length;
    const grown = [...this.#full, ...open];
    this.#full = [];
    return grown;
  }
}

const gainOf = (level: number, { index, hashes, from }: Open): GrownTile => ({
  ...{ level, index, from },
  added: hashes.slice(from),
});

const rootOf = (full: readonly Hash[]): Hash => new Tile(Buffer.concat(full)).find(TILE_HEIGHT, 0)!;
