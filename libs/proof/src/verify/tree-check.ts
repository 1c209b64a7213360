import { type Checkpoint, GrowingTree, type Hash, HASH_BYTES, type TreeNode } from '../domain/index.js';

/** A checkpoint that a tree does not hold: it has another root there, or is not that large. */
export type BrokenCheckpoint = Checkpoint & { readonly why: 'OTHER_EVENTS' | 'TOO_SHORT' };

/** A tree that grows, compared with each checkpoint when it has that size. */
export class TreeCheck {
  readonly #waiting: Checkpoint[];
  readonly #broken: BrokenCheckpoint[] = [];
  #good = 0;

  constructor(
    checkpoints: readonly Checkpoint[],
    private readonly tree = new GrowingTree(),
  ) {
    this.#waiting = [...checkpoints].toSorted((one, other) => one.size - other.size);
    this.#compare();
  }

  get size(): number {
    return this.tree.size;
  }

  get root(): Hash {
    return this.tree.root;
  }

  /** Those that do not hold, the smallest first. */
  get broken(): readonly BrokenCheckpoint[] {
    return this.#broken;
  }

  /** Events under the last checkpoint that holds before the first that does not. */
  get good(): number {
    return this.#good;
  }

  add(hashes: Buffer): void {
    for (let at = 0; at < hashes.length; at += HASH_BYTES) {
      this.tree.append(hashes.subarray(at, at + HASH_BYTES));
      this.#compare();
    }
  }

  /** No more comes: whatever is larger does not hold. */
  end(): void {
    this.#broken.push(...this.#waiting.splice(0).map((checkpoint) => ({ ...checkpoint, why: 'TOO_SHORT' as const })));
  }

  /** The same up to here, to which others can be added. */
  fork(onNode?: (node: TreeNode, hash: Hash) => void): TreeCheck {
    const fork = new TreeCheck([], this.tree.fork(onNode));
    fork.#waiting.push(...this.#waiting);
    fork.#broken.push(...this.#broken);
    fork.#good = this.#good;
    return fork;
  }

  #compare(): void {
    for (; this.#waiting[0]?.size === this.tree.size; this.#waiting.shift()) {
      const checkpoint = this.#waiting[0];
      if (!checkpoint.root.equals(this.tree.root)) this.#broken.push({ ...checkpoint, why: 'OTHER_EVENTS' });
      else if (this.#broken.length === 0) this.#good = this.tree.size;
    }
  }
}
