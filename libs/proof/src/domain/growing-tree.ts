import { foldNodes, type Hash, hashChildren } from './merkle.js';

/** A tree that leaves are added to in their order. It keeps one hash for each power of two in its size, and no more. */
export class GrowingTree {
  #size = 0;
  /** Of the perfect subtrees that the tree is made of, the largest first. */
  readonly #subtrees: Hash[] = [];

  get size(): number {
    return this.#size;
  }

  get root(): Hash {
    return foldNodes(this.#subtrees);
  }

  append(leaf: Hash): void {
    let hash = leaf;
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2) hash = hashChildren(this.#subtrees.pop()!, hash);
    this.#subtrees.push(hash);
    this.#size++;
  }
}
