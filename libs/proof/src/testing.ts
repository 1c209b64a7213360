import { BEFORE_THE_FIRST, type EventStore, type Position } from '@baikoo/event-store';
import type { Moment } from '@baikoo/kernel';
import type { BundleKey } from './bundle/bundle-source.js';
import {
  generateSigner,
  type Hash,
  hashChildren,
  leafHash,
  type NoteSigner,
  signCheckpoint,
  type TreeNode,
  treeRoot,
  verifierText,
} from './domain/index.js';
import { CheckpointBook, KeptTree, type PublishedCheckpoint, type TileId } from './kept/index.js';

/** Every node of a tree, in memory. */
export class TreeInMemory extends KeptTree {
  readonly #levels: Hash[][] = [[]];
  readonly #positions: Position[] = [];

  /** The tree over a record as it is now. */
  static async of(record: Pick<EventStore, 'readLog'>): Promise<TreeInMemory> {
    const tree = new TreeInMemory();
    await tree.catchUp(record);
    return tree;
  }

  get size(): number {
    return this.#levels[0]!.length;
  }

  /** Takes in what the record has learned since. */
  async catchUp(record: Pick<EventStore, 'readLog'>): Promise<void> {
    for (;;) {
      const page = await record.readLog(this.#positions.at(-1) ?? BEFORE_THE_FIRST, 1_000);
      if (page.length === 0) return;
      for (const event of page) this.add(leafHash(event), event.position);
    }
  }

  add(leaf: Hash, position = BigInt(this.size + 1)): void {
    this.#positions.push(position);
    let hash = leaf;
    for (let level = 0; ; level += 1) {
      const nodes = (this.#levels[level] ??= []);
      nodes.push(hash);
      if (nodes.length % 2 === 1) return;
      hash = hashChildren(nodes.at(-2)!, hash);
    }
  }

  override async head() {
    return { size: this.size, position: this.#positions.at(-1) ?? BEFORE_THE_FIRST };
  }

  override async readHashes(nodes: readonly TreeNode[]) {
    return nodes.map(({ level, index }) => {
      const hash = this.#levels[level]?.[index];
      if (!hash) throw new RangeError(`There is no node ${index} at level ${level}`);
      return hash;
    });
  }

  override async readTile({ level, index, width }: TileId) {
    const hashes = this.#levels[8 * level]?.slice(256 * index, 256 * index + width) ?? [];
    return hashes.length === width ? Buffer.concat(hashes) : undefined;
  }

  override async readSpans(indexes: readonly number[]) {
    return indexes.flatMap((index) => {
      const positions = this.#positions.slice(256 * index, 256 * (index + 1));
      const [first, last] = [positions[0], positions.at(-1)];
      return first === undefined || last === undefined ? [] : [{ index, width: positions.length, first, last }];
    });
  }

  override async findIndex(_: Pick<EventStore, 'readLog'>, position: Position) {
    const index = this.#positions.indexOf(position);
    return index === -1 ? undefined : index;
  }

  override async findPosition(_: Pick<EventStore, 'readLog'>, index: number) {
    return this.#positions[index];
  }
}

/** Checkpoints of a tree, signed by one key and published when they are signed. */
export class BookInMemory extends CheckpointBook {
  readonly #published: PublishedCheckpoint[] = [];

  constructor(
    private readonly tree: KeptTree,
    readonly signer: NoteSigner = generateSigner('spec.example/record'),
  ) {
    super();
  }

  get vkey(): string {
    return verifierText(this.signer);
  }

  /** Publishes the checkpoint over the first `size` events; over all of them unless said. */
  async publish(size?: number, signedAt: Moment = '2026-01-02T03:04:05.000Z'): Promise<PublishedCheckpoint> {
    const of = size ?? (await this.tree.head()).size;
    const checkpoint = { origin: this.signer.name, size: of, root: await treeRoot(of, this.tree) };
    const published = { ...checkpoint, note: signCheckpoint(checkpoint, [this.signer]), signedAt };
    this.#published.push(published);
    return published;
  }

  override async findNewest() {
    return this.#published.at(-1);
  }

  override async findBySize(size: number) {
    return this.#published.find((each) => each.size === size);
  }

  override async list({ below = Infinity, limit }: { readonly below?: number; readonly limit: number }) {
    return this.#published
      .filter(({ size }) => size < below)
      .toReversed()
      .slice(0, limit);
  }

  override async count() {
    return this.#published.length;
  }

  override async keys(): Promise<readonly BundleKey[]> {
    return [{ vkey: this.vkey, handover: null }];
  }
}
