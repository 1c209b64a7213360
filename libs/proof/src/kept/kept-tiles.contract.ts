import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { aCause } from '@baikoo/event-store/testing';
import type { Position, Recorded } from '@baikoo/event-store';
import { TreeInMemory } from '../testing.js';
import { type Hash, proveConsistency, proveInclusion, treeRoot } from '../domain/index.js';
import { growthOf } from './growth.js';
import type { KeptTiles } from './kept-tiles.js';

const leafOf = (position: Position): Hash => createHash('sha256').update(`${position}`).digest();

/** A record of nothing but positions. */
class Positions {
  readonly all: Position[] = [];
  reads = 0;

  readLog = async (after: Position, limit: number): Promise<readonly Recorded[]> => {
    this.reads++;
    const found = this.all.filter((position) => position > after).slice(0, limit);
    return found.map((position) => ({
      ...{ position, eventId: '', stream: 'count-1', revision: 1, type: 'Counted', schemaVersion: 1, data: {} },
      ...{ recordedAt: '2026-01-01T00:00:00.000Z', cause: aCause() },
    }));
  };
}

/** Adds a page of events, as a keeper does that knows nothing but what is kept. */
async function keep(tiles: KeptTiles, page: readonly Position[]): Promise<boolean> {
  const { head, tiles: growing } = await tiles.openEnd();
  for (const position of page) growing.append(leafOf(position));
  return tiles.grow(growthOf(head.size, page, growing.takeGrown()));
}

const gaps = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 1_000 }));
const history = fc.record({
  gap: gaps,
  pages: fc.array(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 200, max: 1_100 })), {
    ...{ minLength: 1, maxLength: 6 },
  }),
});

/** What every keeping of tiles promises. `open` opens the same tiles once more, sharing nothing in memory where it can. */
export function keptTilesContract(
  name: string,
  make: () => Promise<{ tiles: KeptTiles; open(): KeptTiles }>,
  { histories = 20 } = {},
) {
  describe(`tiles in ${name}`, () => {
    let tiles: KeptTiles;
    let open: () => KeptTiles;
    beforeEach(async () => {
      ({ tiles, open } = await make());
    });

    test('answer like a tree that holds every hash, in whatever pages and positions it grew', async () => {
      await fc.assert(
        fc.asyncProperty(history, fc.infiniteStream(fc.nat()), async ({ gap, pages }, chance) => {
          ({ tiles, open } = await make());
          const record = new Positions();
          const whole = new TreeInMemory();
          const next = () => chance.next().value as number;
          for (const page of pages) {
            const start = record.all.at(-1) ?? 0n;
            const positions = Array.from({ length: page }, (_, i) => start + BigInt((i + 1) * gap));
            expect(await keep(tiles, positions)).toBe(true);
            record.all.push(...positions);
            for (const position of positions) whole.add(leafOf(position));

            const reader = next() % 2 === 0 ? tiles : open();
            const size = whole.size;
            expect(await reader.head()).toEqual({ size, position: record.all.at(-1) });
            const former = 1 + (next() % size);
            const index = next() % former;
            expect(await treeRoot(size, reader)).toEqual(await treeRoot(size, whole));
            expect(await proveInclusion(index, former, reader)).toEqual(await proveInclusion(index, former, whole));
            expect(await proveConsistency(former, size, reader)).toEqual(await proveConsistency(former, size, whole));
            expect(await reader.findIndex(record, record.all[index]!)).toBe(index);
            expect(await reader.findPosition(record, index)).toBe(record.all[index]!);
            expect(await reader.findPosition(record, size)).toBeUndefined();
          }
        }),
        { numRuns: histories },
      );
    });

    test('are empty at first', async () => {
      expect(await tiles.head()).toEqual({ size: 0, position: 0n });
      expect(await tiles.readHashes([])).toEqual([]);
      expect(await tiles.findIndex(new Positions(), 1n)).toBeUndefined();
      expect(await tiles.readTile({ level: 0, index: 0, width: 1 })).toBeUndefined();
    });

    test('find no event where none is, and read the record only where positions have gaps', async () => {
      const record = new Positions();
      record.all.push(...[1n, 2n, 3n], ...[10n, 20n, 30n]);
      await keep(tiles, record.all.slice(0, 3));
      expect(await tiles.findIndex(record, 2n)).toBe(1);
      expect(await tiles.findIndex(record, 10n)).toBeUndefined();
      expect(record.reads).toBe(0);
      await keep(tiles, record.all.slice(3));
      for (const absent of [-1n, 0n, 9n, 31n]) expect(await tiles.findIndex(record, absent)).toBeUndefined();
      expect(await tiles.findIndex(record, 20n)).toBe(4);
    });

    test('give a tile in each width that it ever had, and none that it has not', async () => {
      const positions = Array.from({ length: 300 }, (_, i) => BigInt(i + 1));
      const hashes = Buffer.concat(positions.map(leafOf));
      await keep(tiles, positions.slice(0, 200));
      await tiles.readTile({ level: 0, index: 0, width: 200 });
      await keep(tiles, positions.slice(200));
      for (const width of [1, 200, 256])
        expect(await tiles.readTile({ level: 0, index: 0, width })).toEqual(hashes.subarray(0, 32 * width));
      expect(await tiles.readTile({ level: 0, index: 1, width: 44 })).toEqual(hashes.subarray(32 * 256));
      expect(await tiles.readTile({ level: 1, index: 0, width: 1 })).toHaveLength(32);
      for (const tile of [
        ...[
          { level: 0, index: 1, width: 45 },
          { level: 0, index: 2, width: 1 },
          { level: 1, index: 0, width: 2 },
        ],
        ...[
          { level: 63, index: 0, width: 1 },
          { level: 0, index: 0, width: 0 },
          { level: 0, index: 0, width: 257 },
        ],
      ])
        expect(await tiles.readTile(tile)).toBeUndefined();
    });

    test('have no node that reaches beyond the end of the tree', async () => {
      await keep(tiles, [1n, 2n, 3n]);
      expect(await tiles.readHashes([{ level: 1, index: 0 }])).toHaveLength(1);
      for (const node of [
        { level: 0, index: 3 },
        { level: 1, index: 1 },
        { level: 2, index: 0 },
        { level: 8, index: 0 },
      ])
        await expect(tiles.readHashes([{ level: 0, index: 0 }, node])).rejects.toThrow(RangeError);
    });

    test('are not added to by whoever goes on from another end than theirs', async () => {
      const late = await tiles.openEnd();
      await keep(tiles, [1n, 2n]);
      late.tiles.append(leafOf(9n));
      expect(await tiles.grow(growthOf(0, [9n], late.tiles.takeGrown()))).toBe(false);
      expect(await open().readHashes([{ level: 0, index: 0 }])).toEqual([leafOf(1n)]);
      expect(await tiles.head()).toEqual({ size: 2, position: 2n });
    });

    test('let somebody wait until an event is kept', async () => {
      await keep(tiles, [1n]);
      expect(await tiles.caughtUp(1n, { timeoutMs: 0 })).toBe(true);
      expect(await tiles.wanted()).toBe(0n);
      expect(await tiles.caughtUp(2n, { timeoutMs: 0 })).toBe(false);
      expect(await open().wanted()).toBe(2n);
      const waiting = tiles.caughtUp(3n, { timeoutMs: 5_000 });
      await keep(open(), [3n]);
      expect(await waiting).toBe(true);
      await expect(tiles.caughtUp(4n, { timeoutMs: 5_000, signal: AbortSignal.abort() })).rejects.toThrow('abort');
    });

    test('remember since when, and why, nothing is added', async () => {
      expect(await tiles.standstill()).toBeUndefined();
      await tiles.standStill('RECORD_SHORTER');
      const standstill = await open().standstill();
      expect(standstill).toEqual({ why: 'RECORD_SHORTER', since: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) });
      await tiles.standStill('RECORD_SHORTER');
      expect(await open().standstill()).toEqual(standstill);
      await tiles.standStill(undefined);
      expect(await open().standstill()).toBeUndefined();
    });
  });
}
