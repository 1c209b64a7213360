import { BEFORE_THE_FIRST, type EventStore, type Position } from '@baikoo/event-store';
import {
  type Checkpoint,
  foldNodes,
  GrowingTree,
  type Hash,
  HASH_BYTES,
  nodesOf,
  proveInclusion,
  verifyInclusion,
} from '../domain/index.js';
import { type KeptTree, standRight } from '../kept/index.js';
import { readPage } from '../leaves/read-leaves.js';
import { TILE_HEIGHT, TILE_WIDTH, widthOf } from '../tiles/index.js';

/** The record as it was written, from a position on. */
export type RecordToCompare = Pick<EventStore, 'readLog'>;

/** Events that are compared in one go. */
const PAGE = 1_000;

/** Told how long each page took: whoever compares beside others rests here. True: go no further now. */
export type Pace = (workedMs: number) => Promise<boolean>;

/** Hashes that stand beside each other in the tiles of a level, from a place on. */
type Run = { readonly level: number; readonly from: number; readonly hashes: Hash[] };

/**
 * The tree over the record as somebody computes it from the events themselves, while they compare it with the tree that is
 * kept. It begins without events or with a checkpoint that they believe, holds a few hashes, and goes on where it stopped.
 */
export class ComparedTree {
  /** What the tree gained that the tiles must hold. */
  #gained: Run[] = [];
  readonly #tree: GrowingTree;

  private constructor(
    private readonly record: RecordToCompare,
    private readonly kept: KeptTree,
    size: number,
    subtrees: readonly Hash[],
    private position: Position,
  ) {
    this.#tree = GrowingTree.of(size, subtrees, ({ level, index }, hash) => {
      if (level % TILE_HEIGHT === 0) this.#note(level / TILE_HEIGHT, index, hash);
    });
  }

  /** From the first event of the record on. */
  static fromTheFirst(record: RecordToCompare, kept: KeptTree): ComparedTree {
    return new ComparedTree(record, kept, 0, [], BEFORE_THE_FIRST);
  }

  /**
   * From behind the events of a checkpoint. Undefined where the tree that is kept is not the one that was signed, or the record
   * does not have its last event where the tree says that it stands.
   */
  static async from(
    { size, root }: Checkpoint,
    record: RecordToCompare,
    kept: KeptTree,
  ): Promise<ComparedTree | undefined> {
    const subtrees = await kept.readHashes(nodesOf({ start: 0, end: size }));
    if (!foldNodes(subtrees).equals(root)) return undefined;
    const index = size - 1;
    const position = await kept.findPosition(record, index);
    if (position === undefined) return undefined;
    const [last] = await readPage(record, position - 1n, 1);
    // Nobody has signed where events stand, but somebody has signed their hashes.
    const stands =
      last?.position === position &&
      verifyInclusion({ index, leafHash: last.hash, size, root, proof: await proveInclusion(index, size, kept) });
    return stands ? new ComparedTree(record, kept, size, subtrees, position) : undefined;
  }

  /** So many events of the record are what the tree holds. */
  get size(): number {
    return this.#tree.size;
  }

  get root(): Hash {
    return this.#tree.root;
  }

  /**
   * Compares the events up to a size that the tree has, unless the pace stops it before. False: what is kept is not the tree
   * over the record, and this one is of no more use.
   */
  async goOn(to: number, pace: Pace): Promise<boolean> {
    while (this.size < to) {
      const began = performance.now();
      const leaves = await readPage(this.record, this.position, Math.min(PAGE, to - this.size));
      const last = leaves.at(-1);
      if (!last) return false;
      const from = this.size;
      for (const { hash } of leaves) {
        this.#note(0, this.size, hash);
        this.#tree.append(hash);
      }
      this.position = last.position;
      for (const run of this.#gained.splice(0)) if (!(await this.#holds(run, to))) return false;
      // Nobody signs where events stand, but proofs are found by it.
      const positions = leaves.map(({ position }) => position);
      if (!(await standRight(this.kept, from, positions))) return false;
      if (await pace(performance.now() - began)) break;
    }
    const head = await this.kept.head();
    return head.size !== this.size || head.position === this.position;
  }

  #note(level: number, index: number, hash: Hash): void {
    const run = this.#gained.find((other) => other.level === level);
    if (run) run.hashes.push(hash);
    else this.#gained.push({ level, from: index, hashes: [hash] });
  }

  /** Whether the tiles of a tree of `size` events hold these hashes. */
  async #holds({ level, from, hashes }: Run, size: number): Promise<boolean> {
    const first = Math.floor(from / TILE_WIDTH);
    const count = Math.floor((from + hashes.length - 1) / TILE_WIDTH) - first + 1;
    const places = Array.from({ length: count }, (_, i) => ({ level, index: first + i }));
    const tiles = await this.kept.readTiles(places.map((place) => ({ ...place, width: widthOf(place, size) })));
    if (!tiles.every((tile) => tile !== undefined)) return false;
    const [expected, start] = [Buffer.concat(hashes), (from - first * TILE_WIDTH) * HASH_BYTES];
    return Buffer.concat(tiles)
      .subarray(start, start + expected.length)
      .equals(expected);
  }
}
