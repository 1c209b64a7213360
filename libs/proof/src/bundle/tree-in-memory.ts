import { type Hash, hashChildren, type HashReader } from '../domain/index.js';

/**
 * Every node of the tree, some 64 bytes for each event, for whoever proves places in it. Until hashes are kept as the record
 * grows, the writer of a bundle holds one of the whole record. For roots alone there is `GrowingTree`.
 */
export class TreeInMemory implements HashReader {
  readonly #levels: Hash[][] = [[]];

  add(leafHash: Hash): void {
    let hash = leafHash;
    for (let level = 0; ; level += 1) {
      const nodes = (this.#levels[level] ??= []);
      nodes.push(hash);
      if (nodes.length % 2 === 1) return;
      hash = hashChildren(nodes.at(-2)!, hash);
    }
  }

  get size(): number {
    return this.#levels[0]!.length;
  }

  readHashes: HashReader['readHashes'] = async (nodes) =>
    nodes.map(({ level, index }) => {
      const hash = this.#levels[level]?.[index];
      if (!hash) throw new RangeError(`There is no node ${index} at level ${level}`);
      return hash;
    });
}
