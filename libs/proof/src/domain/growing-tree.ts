import { foldNodes, type Hash, hashChildren, type TreeNode } from './merkle.js';

/** A tree that leaves are added to in their order. It keeps one hash for each power of two in its size, and no more. */
export class GrowingTree {
  #size = 0;
  /** Of the perfect subtrees that the tree is made of, the largest first. */
  #subtrees: Hash[] = [];

  /** Told of each perfect subtree above the leaves when it becomes whole. */
  constructor(private readonly onNode?: (node: TreeNode, hash: Hash) => void) {}

  /** Goes on from a tree of `size` leaves: `subtrees` are the hashes of those it is made of (`nodesOf`), the largest first. */
  static of(size: number, subtrees: readonly Hash[], onNode?: (node: TreeNode, hash: Hash) => void): GrowingTree {
    const tree = new GrowingTree(onNode);
    tree.#size = size;
    tree.#subtrees = [...subtrees];
    return tree;
  }

  get size(): number {
    return this.#size;
  }

  get root(): Hash {
    return foldNodes(this.#subtrees);
  }

  append(leaf: Hash): void {
    let hash = leaf;
    for (let [level, rest] = [1, this.#size]; rest % 2 === 1; level++, rest = (rest - 1) / 2) {
      hash = hashChildren(this.#subtrees.pop()!, hash);
      this.onNode?.({ level, index: (rest - 1) / 2 }, hash);
    }
    this.#subtrees.push(hash);
    this.#size++;
  }

  /** A tree of the same leaves, which others can be added to. */
  fork(onNode?: (node: TreeNode, hash: Hash) => void): GrowingTree {
    return GrowingTree.of(this.#size, this.#subtrees, onNode);
  }
}
