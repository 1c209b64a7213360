import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { TreeInMemory } from '../testing.js';
import { type Hash, hashChildren } from '../domain/index.js';
import { openTiles, placeOf, TILE_WIDTH, widthOf } from './coordinates.js';
import { type GrownTile, GrowingTiles } from './growing-tiles.js';
import { Tile } from './tile.js';
import { readTilePath, tilePath } from './tile-path.js';

const MOST = 70_000;
/** As many leaves as the third level of tiles needs. */
const leaves: readonly Hash[] = Array.from({ length: MOST }, (_, i) => createHash('sha256').update(`${i}`).digest());
const whole = new TreeInMemory();
for (const leaf of leaves) whole.add(leaf);

/** Tiles as whoever keeps them would: what a tile gains is put behind what it had, which must be as the gain says. */
class Shelf {
  readonly tiles = new Map<string, Hash[]>();

  put(grown: readonly GrownTile[]): void {
    for (const { level, index, from, added } of grown) {
      const kept = this.tiles.get(`${level}/${index}`) ?? [];
      if (kept.length !== from) throw new Error(`Tile ${level}/${index} has ${kept.length} hashes, not ${from}`);
      this.tiles.set(`${level}/${index}`, kept);
      kept.push(...added);
    }
  }

  edge(size: number): readonly (readonly Hash[])[] {
    return openTiles(size).map(({ level, index }) => this.tiles.get(`${level}/${index}`) ?? []);
  }
}

/** The tiles of a tree to which so many leaves were added, page by page, by somebody who may have forgotten in between. */
function grow(pages: readonly { leaves: number; forgets: boolean }[], size: number): Shelf {
  const shelf = new Shelf();
  let growing = new GrowingTiles();
  for (let page = 0; growing.size < size; page++) {
    const { leaves: count, forgets } = pages[page % pages.length]!;
    for (const leaf of leaves.slice(growing.size, Math.min(growing.size + count, size))) growing.append(leaf);
    shelf.put(growing.takeGrown());
    if (forgets) growing = new GrowingTiles(growing.size, shelf.edge(growing.size));
  }
  return shelf;
}

const sizes = fc.oneof(fc.nat(1_000), fc.constantFrom(256, 512, 65_535, 65_536, 65_537, MOST), fc.nat(MOST));
const pagesOf = fc.array(fc.record({ leaves: fc.integer({ min: 50, max: 3_000 }), forgets: fc.boolean() }), {
  minLength: 1,
});

describe('the tiles of a tree', () => {
  test('are the same in whatever pages it grew, and hold every hash at every eighth level', async () => {
    await fc.assert(
      fc.asyncProperty(pagesOf, sizes, async (pages, size) => {
        const { tiles } = grow(pages, size);
        let hashes = 0;
        for (const [name, kept] of tiles) {
          const [level, index] = name.split('/').map(Number) as [number, number];
          expect(kept.length).toBe(widthOf({ level, index }, size));
          const nodes = kept.map((_, slot) => ({ level: 8 * level, index: TILE_WIDTH * index + slot }));
          expect(Buffer.concat(kept).equals(Buffer.concat([...(await whole.readHashes(nodes))]))).toBe(true);
          hashes += kept.length;
        }
        expect(hashes).toBe(size + Math.floor(size / 256) + Math.floor(size / 65_536));
      }),
      { numRuns: 6 },
    );
  });

  test('hold each hash of the tree, or what it is computed from, and nothing that the tree has not', async () => {
    const shelf = grow([{ leaves: 1_000, forgets: false }], MOST);
    const nodes = fc
      .nat(17)
      .chain((level) =>
        fc.record({ level: fc.constant(level), index: fc.nat(Math.floor(MOST / 2 ** level) + 1), size: fc.nat(MOST) }),
      );
    await fc.assert(
      fc.asyncProperty(nodes, async ({ size, ...node }) => {
        const { above, slot, ...place } = placeOf(node);
        const kept = shelf.tiles.get(`${place.level}/${place.index}`) ?? [];
        const tile = new Tile(Buffer.concat(kept.slice(0, widthOf(place, size))));
        const isThere = (node.index + 1) * 2 ** node.level <= size;
        const [expected] = isThere ? await whole.readHashes([node]) : [];
        expect(tile.find(above, slot)?.toString('hex')).toBe(expected?.toString('hex'));
      }),
      { numRuns: 500 },
    );
  });

  test('cannot go on from an edge that lacks hashes', () =>
    expect(() => new GrowingTiles(300, [[leaves[0]!]])).toThrow(RangeError));

  test('that have room are, at each level, the last one', () => {
    expect(openTiles(0)).toEqual([]);
    expect(openTiles(256)).toEqual([{ level: 1, index: 0, width: 1 }]);
    expect(openTiles(70_000)).toEqual([
      { level: 0, index: 273, width: 112 },
      { level: 1, index: 1, width: 17 },
      { level: 2, index: 0, width: 1 },
    ]);
  });
});

describe('a tile', () => {
  test('computes the levels between from what it holds', () => {
    const tile = new Tile(Buffer.concat(leaves.slice(0, 5)));
    expect(tile.width).toBe(5);
    expect(tile.find(1, 1)).toEqual(hashChildren(leaves[2]!, leaves[3]!));
    expect(tile.find(1, 2)).toBeUndefined();
    expect(tile.find(0, 4)).toEqual(leaves[4]);
  });
});

describe('the path of a tile', () => {
  // The examples of https://c2sp.org/tlog-tiles.
  test.each([
    ['tile/0/x001/x234/067', { level: 0, index: 1_234_067, width: 256 }],
    ['tile/0/x001/x234/067.p/8', { level: 0, index: 1_234_067, width: 8 }],
    ['tile/1/000', { level: 1, index: 0, width: 256 }],
    ['tile/63/x001/000.p/255', { level: 63, index: 1_000, width: 255 }],
  ])('is %s', (path, tile) => {
    expect(tilePath(tile)).toBe(path);
    expect(readTilePath(path)).toEqual(tile);
  });

  test('is read back as it was written', () =>
    fc.assert(
      fc.property(
        fc.record({ level: fc.nat(63), index: fc.maxSafeNat(), width: fc.integer({ min: 1, max: 256 }) }),
        (tile) => expect(readTilePath(tilePath(tile))).toEqual(tile),
      ),
    ));

  test.each([
    ...['', 'tile', 'tile/0/67', 'tile/0/067/', '/tile/0/067', 'tile/00/067', 'tile/64/067', 'tile/-1/067'],
    ...[
      'tile/0/001/067',
      'tile/0/x000/067',
      'tile/0/x001/x067',
      'tile/0/067.p/0',
      'tile/0/067.p/256',
      'tile/0/067.p/08',
    ],
    ...['tile/0/067.p', 'tile/0/067\n', 'tile/entries/067', 'tile/0/x999/x999/x999/x999/x999/x999/x999/999'],
  ])('is nothing else: %j', (path) => expect(readTilePath(path)).toBeUndefined());
});
