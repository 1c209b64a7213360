import { BEFORE_THE_FIRST, type Position } from '@baikoo/event-store';
import type { TilePlace } from '../tiles/coordinates.js';
import type { Growth } from './growth.js';
import { KeptTiles, type Standstill } from './kept-tiles.js';
import type { TileSpan, TreeHead } from './kept-tree.js';

type Kept = TilePlace & { hashes: Buffer; first: Position | null; last: Position | null };

/** Tiles in memory, for specs: the same promises as those in the database, except to survive the process. */
export class MemoryTiles extends KeptTiles {
  readonly #tiles = new Map<string, Kept>();
  #head: TreeHead = { size: 0, position: BEFORE_THE_FIRST };
  #wanted = BEFORE_THE_FIRST;
  #standstill: Standstill | undefined;

  async head(): Promise<TreeHead> {
    return this.#head;
  }

  async grow({ from, to, position, tiles }: Growth): Promise<boolean> {
    if (this.#head.size !== from) return false;
    for (const { added, first, ...tile } of tiles) {
      const name = `${tile.level}/${tile.index}`;
      const kept = this.#tiles.get(name);
      const hashes = Buffer.concat([kept?.hashes ?? Buffer.alloc(0), added]);
      this.#tiles.set(name, { ...tile, first: kept?.first ?? first, hashes });
    }
    this.#head = { size: to, position };
    return true;
  }

  async readSpans(indexes: readonly number[]): Promise<readonly TileSpan[]> {
    return this.#spans().filter(({ index }) => indexes.includes(index));
  }

  async wanted(): Promise<Position> {
    return this.#wanted;
  }

  async standstill(): Promise<Standstill | undefined> {
    return this.#standstill;
  }

  async standStill(why: Standstill['why'] | undefined): Promise<void> {
    if (this.#standstill?.why !== why) this.#standstill = why && { why, since: new Date().toISOString() };
  }

  protected async want(position: Position): Promise<void> {
    if (position > this.#wanted) this.#wanted = position;
  }

  protected async findTiles(places: readonly TilePlace[]) {
    return places.flatMap(({ level, index }) => this.#tiles.get(`${level}/${index}`) ?? []);
  }

  protected async findSpan(position: Position): Promise<TileSpan | undefined> {
    const spans = this.#spans().filter(({ first }) => first <= position);
    return spans.reduce<TileSpan | undefined>(
      (best, span) => (best && best.first > span.first ? best : span),
      undefined,
    );
  }

  #spans(): readonly TileSpan[] {
    return [...this.#tiles.values()].flatMap(({ level, index, hashes, first, last }) =>
      level === 0 && first !== null && last !== null ? [{ index, width: hashes.length / 32, first, last }] : [],
    );
  }
}
