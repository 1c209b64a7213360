import { type Hash, HASH_BYTES, hashChildren } from '../domain/index.js';

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

function levelAbove(hashes: Uint8Array): Uint8Array {
  const pairs = Math.floor(hashes.length / (2 * HASH_BYTES));
  const level = Buffer.alloc(pairs * HASH_BYTES);
  for (let pair = 0; pair < pairs; pair++) {
    const left = 2 * pair * HASH_BYTES;
    hashChildren(view(hashes, left), view(hashes, left + HASH_BYTES)).copy(level, pair * HASH_BYTES);
  }
  return level;
}

const view = (bytes: Uint8Array, start: number): Hash =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, HASH_BYTES);
