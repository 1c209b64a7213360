import { LRUCache } from 'lru-cache';
import { type EventStore, News, type Position } from '@baikoo/event-store';
import { type Hash, HASH_BYTES, type TreeNode } from '../domain/index.js';
import { openTiles, placeOf, TILE_WIDTH, type TilePlace } from '../tiles/coordinates.js';
import { GrowingTiles } from '../tiles/growing-tiles.js';
import { Tile } from '../tiles/tile.js';
import type { Growth } from './growth.js';
import { KeptTree, type TileId, type TileSpan, type TreeHead } from './kept-tree.js';

/** Tiles that are remembered: some 16 MiB with what they have at the levels between; those of 250 000 events and all above. */
const REMEMBERED = 1_000;
/** Tiles that are read at once. */
const AT_ONCE = 512;

/** Why nothing is added to the tree: the record does not go on from where the tree ends. */
export type Standstill = {
  /** RECORD_SHORTER: it ends before the last event that is kept. RECORD_CHANGED: another event stands in that place. */
  readonly why: 'RECORD_SHORTER' | 'RECORD_CHANGED';
  readonly since: string;
};

/**
 * The tree in tiles, wherever they are kept. Tiles only grow, so whatever was read of one stays true, and those that were
 * asked for are remembered, in a memory that has a bound.
 */
export abstract class KeptTiles extends KeptTree {
  readonly #remembered = new LRUCache<string, Tile>({ max: REMEMBERED });

  /** Told when somebody of this process waits for the tree. */
  readonly hurried = new News();

  /** Tiles as wide as they are by now; those that are not there are left out. */
  protected abstract findTiles(places: readonly TilePlace[]): Promise<readonly (TilePlace & { hashes: Uint8Array })[]>;

  /** The last tile of level 0 that begins at or before a position. */
  protected abstract findSpan(position: Position): Promise<TileSpan | undefined>;

  /** Adds to the tiles and moves the head, together or not at all; false where the tree has another size by now. */
  abstract grow(growth: Growth): Promise<boolean>;

  /** The furthest position that anybody waits for. */
  abstract wanted(): Promise<Position>;
  protected abstract want(position: Position): Promise<void>;

  abstract standstill(): Promise<Standstill | undefined>;
  /** Tells all processes that, and why, nothing is added; undefined when it goes on. */
  abstract standStill(why: Standstill['why'] | undefined): Promise<void>;

  async readHashes(nodes: readonly TreeNode[]): Promise<readonly Hash[]> {
    const wanted = nodes.map((node) => ({ ...placeOf(node), node }));
    const found = new Map<string, Tile>();
    const missing = new Map<string, TilePlace>();
    for (const place of wanted) {
      const tile = this.#remembered.get(nameOf(place));
      if (tile?.find(place.above, place.slot)) found.set(nameOf(place), tile);
      else missing.set(nameOf(place), place);
    }
    for (const [name, tile] of await this.#load([...missing.values()])) found.set(name, tile);
    return wanted.map((place) => {
      const hash = found.get(nameOf(place))?.find(place.above, place.slot);
      if (!hash) throw new RangeError(`The tree has no node ${place.node.index} at level ${place.node.level} yet`);
      return hash;
    });
  }

  override forget(): void {
    this.#remembered.clear();
  }

  async readTile({ width, ...place }: TileId): Promise<Uint8Array | undefined> {
    if (!(Number.isInteger(width) && width > 0 && width <= TILE_WIDTH)) return undefined;
    const tile = this.#remembered.get(nameOf(place));
    const wide = tile && tile.width >= width ? tile : (await this.#load([place])).get(nameOf(place));
    return wide && wide.width >= width ? wide.hashes.subarray(0, width * HASH_BYTES) : undefined;
  }

  /** Not remembered: whoever reads many reads them once. */
  override async readTiles(tiles: readonly TileId[]): Promise<readonly (Uint8Array | undefined)[]> {
    const found = new Map((await this.findTiles(tiles)).map((tile) => [nameOf(tile), tile.hashes]));
    return tiles.map((tile) => {
      const hashes = found.get(nameOf(tile));
      const bytes = tile.width * HASH_BYTES;
      return hashes && hashes.length >= bytes ? hashes.subarray(0, bytes) : undefined;
    });
  }

  async findIndex(record: Pick<EventStore, 'readLog'>, position: Position): Promise<number | undefined> {
    const span = await this.findSpan(position);
    if (!span || position > span.last) return undefined;
    const start = span.index * TILE_WIDTH;
    // Between so many events there is no position that none of them has.
    if (span.last - span.first === BigInt(span.width - 1)) return start + Number(position - span.first);
    const events = await record.readLog(span.first - 1n, span.width);
    const slot = events.findIndex((event) => event.position === position);
    return slot === -1 ? undefined : start + slot;
  }

  async findPosition(record: Pick<EventStore, 'readLog'>, index: number): Promise<Position | undefined> {
    const [span] = await this.readSpans([Math.floor(index / TILE_WIDTH)]);
    const slot = index % TILE_WIDTH;
    if (!span || slot >= span.width) return undefined;
    if (span.last - span.first === BigInt(span.width - 1)) return span.first + BigInt(slot);
    const events = await record.readLog(span.first - 1n, slot + 1);
    return events[slot]?.position;
  }

  override async caughtUp(...[position, patience]: Parameters<KeptTree['caughtUp']>): Promise<boolean> {
    if ((await this.head()).position >= position) return true;
    await this.want(position);
    this.hurried.tell();
    return super.caughtUp(position, patience);
  }

  /** The head with the tiles that leaves can be added to from there. */
  async openEnd(): Promise<{ readonly head: TreeHead; readonly tiles: GrowingTiles }> {
    const head = await this.head();
    const open = openTiles(head.size);
    const edge = await this.#load(open);
    const hashes = open.map((place) => {
      const tile = edge.get(nameOf(place));
      return Array.from({ length: tile?.width ?? 0 }, (_, slot) => tile!.find(0, slot)!);
    });
    return { head, tiles: new GrowingTiles(head.size, hashes) };
  }

  async #load(places: readonly TilePlace[]): Promise<ReadonlyMap<string, Tile>> {
    const tiles = new Map<string, Tile>();
    for (let from = 0; from < places.length; from += AT_ONCE)
      for (const { hashes, ...place } of await this.findTiles(places.slice(from, from + AT_ONCE))) {
        const tile = new Tile(hashes);
        tiles.set(nameOf(place), tile);
        this.#remembered.set(nameOf(place), tile);
      }
    return tiles;
  }
}

const nameOf = ({ level, index }: TilePlace): string => `${level}/${index}`;
