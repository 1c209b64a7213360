import { hash } from 'node:crypto';
import { type Hash, HASH_BYTES } from '../domain/index.js';

/**
 * The hashes of a tile, and those that they make at the levels between it and the tile above it. A level is computed when
 * somebody first asks for it, and kept. What is given out are views: they are not to be changed.
 */
export class Tile {
  /** By levels above the hashes; a level has those that are whole. */
  readonly #levels: Uint8Array[];

  /** 32 bytes of each hash, from left to right. */
  constructor(hashes: Uint8Array) {
    this.#levels = [hashes];
  }

  get hashes(): Uint8Array {
    return this.#levels[0]!;
  }

  get width(): number {
    return this.hashes.length / HASH_BYTES;
  }

  /** Undefined where the tile is not that wide yet. */
  find(above: number, slot: number): Hash | undefined {
    const level = this.#level(above);
    const start = slot * HASH_BYTES;
    return start + HASH_BYTES <= level.length ? view(level, start) : undefined;
  }

  #level(above: number): Uint8Array {
    return (this.#levels[above] ??= levelAbove(this.#level(above - 1)));
  }
}

/** Each hash of it stands above two that stand beside each other. */
function levelAbove(hashes: Uint8Array): Uint8Array {
  const pairs = Math.floor(hashes.length / PAIR_BYTES);
  const level = Buffer.alloc(pairs * HASH_BYTES);
  for (let pair = 0; pair < pairs; pair++) {
    children.set(hashes.subarray(pair * PAIR_BYTES, (pair + 1) * PAIR_BYTES), 1);
    // Asked for as text, because each buffer that is made for a hash costs as much as the hash.
    level.write(hash('sha256', children, 'binary'), pair * HASH_BYTES, 'latin1');
  }
  return level;
}

const PAIR_BYTES = 2 * HASH_BYTES;
/** What `hashChildren` hashes: one buffer for all, because hashing is synchronous. */
const children = Buffer.alloc(1 + PAIR_BYTES, 1);

const view = (bytes: Uint8Array, start: number): Hash =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, HASH_BYTES);
