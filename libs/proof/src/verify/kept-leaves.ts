import { HASH_BYTES } from '../domain/index.js';
import type { KeptTree, TileId } from '../kept/index.js';
import { TILE_WIDTH, widthOf } from '../tiles/index.js';

/** Tiles that are asked for at once: the hashes of eight thousand events. */
const AT_ONCE = 32;

/**
 * The hashes of events as they are kept, from a place on to the `size`th. A tile that is not there is told, and zeros stand
 * in its place: they are the hash of nothing.
 */
export async function* keptLeaves(
  kept: KeptTree,
  { from, size }: { readonly from: number; readonly size: number },
  onMissing: (tile: TileId) => void,
): AsyncGenerator<Buffer> {
  const read = async (first: number) => {
    const count = Math.min(AT_ONCE, Math.ceil(size / TILE_WIDTH) - first);
    const wanted = Array.from({ length: Math.max(count, 0) }, (_, i): TileId => {
      const place = { level: 0, index: first + i };
      return { ...place, width: widthOf(place, size) };
    });
    const found = await kept.readTiles(wanted);
    return wanted.map((tile, i) => ({ tile, hashes: found[i] }));
  };
  let skipped = from % TILE_WIDTH;
  let first = (from - skipped) / TILE_WIDTH;
  for (let tiles = await read(first); tiles.length > 0;) {
    const next = read((first += AT_ONCE));
    // Whoever waits for them gets the error; until then it is nobody's.
    next.catch(() => {});
    for (const { tile, hashes } of tiles) {
      if (!hashes) onMissing(tile);
      yield Buffer.from(hashes ?? new Uint8Array(tile.width * HASH_BYTES)).subarray(skipped * HASH_BYTES);
      skipped = 0;
    }
    tiles = await next;
  }
}
