import type { Checkpoint, Hash, TreeNode } from '../domain/index.js';
import type { KeptTree, TileId } from '../kept/index.js';
import { TILE_HEIGHT, TILE_WIDTH, widthOf } from '../tiles/index.js';
import type { Comparison } from './compare-with-kept.js';
import { DifferenceLedger, type Listed } from './difference-ledger.js';
import { keptLeaves } from './kept-leaves.js';
import { countOf } from './meeting.js';
import type { TreeCheck } from './tree-check.js';

/** What the hashes that are kept say of the record, and what the checkpoints say of them. */
export type KeptFindings = Listed & {
  /** Events whose hashes are kept. */
  readonly size: number;
  /** Events at the end of what is kept that the record does not have any more, as indexes from 0. */
  readonly cutOff?: { readonly start: number; readonly end: number };
  /** Checkpoints that the hashes themselves do not hold. */
  readonly broken: readonly Checkpoint[];
  /** Tiles that are not there, or do not follow from those below them. */
  readonly tiles: readonly TileId[];
};

/** Follows a comparison of the record with what is kept, and judges both by the checkpoints. */
export class KeptCheck implements Comparison {
  // Of a tile that is not there nothing is known.
  readonly #ledger = new DifferenceLedger((index) => !this.#missing.has(Math.floor(index / TILE_WIDTH)));
  #cutOff: { start: number; end: number } | undefined;
  readonly #tiles: TileId[] = [];
  /** Of what is kept, when it is not what is found any more; until then one tree is both. */
  #own: TreeCheck | undefined;
  /** Hashes of full tiles, which stand in the tiles above, by their levels. */
  readonly #above: Hash[][] = [];
  readonly #missing = new Set<number>();

  constructor(
    private readonly kept: KeptTree,
    readonly size: number,
    private readonly found: TreeCheck,
  ) {}

  /** Told of the nodes of the tree that is found. */
  note(node: TreeNode, hash: Hash): void {
    if (!this.#own) this.#noteKept(node, hash);
  }

  /** The hashes that are kept, from a place on. */
  leaves(from: number): AsyncGenerator<Buffer> {
    return keptLeaves(this.kept, { from, size: this.size }, (tile) => {
      if (!this.#missing.has(tile.index)) this.#tiles.push(tile);
      this.#missing.add(tile.index);
    });
  }

  same(hashes: Buffer): void {
    this.found.add(hashes);
    this.#own?.add(hashes);
  }

  notKept(hashes: Buffer): void {
    this.found.add(hashes);
  }

  differ(stretch: Parameters<Comparison['differ']>[0]): void {
    this.#fork().add(stretch.kept);
    this.found.add(stretch.found);
    this.#ledger.add(stretch);
  }

  cutOff(hashes: Buffer, index: number): void {
    this.#fork().add(hashes);
    this.#cutOff = { start: this.#cutOff?.start ?? index, end: index + countOf(hashes) };
  }

  /** After both have ended. */
  async findings(): Promise<KeptFindings> {
    await this.#compareAbove();
    const broken = (this.#own ?? this.found).broken.filter(({ size }) => size <= this.size);
    return {
      ...{ size: this.size, ...this.#ledger.listed, broken, tiles: this.#tiles },
      ...(this.#cutOff && { cutOff: this.#cutOff }),
    };
  }

  #fork(): TreeCheck {
    return (this.#own ??= this.found.fork((node, hash) => this.#noteKept(node, hash)));
  }

  #noteKept({ level, index }: TreeNode, hash: Hash): void {
    if (level % TILE_HEIGHT === 0) (this.#above[level / TILE_HEIGHT] ??= [])[index] = hash;
  }

  async #compareAbove(): Promise<void> {
    for (const [level, hashes] of this.#above.entries())
      for (let index = 0; widthOf({ level, index }, this.size) > 0 && hashes; index++) {
        const tile = { level, index, width: widthOf({ level, index }, this.size) };
        const computed = Buffer.concat(hashes.slice(index * TILE_WIDTH, index * TILE_WIDTH + tile.width));
        const kept = await this.kept.readTile(tile);
        if (!kept || !computed.equals(kept)) this.#tiles.push(tile);
      }
  }
}
