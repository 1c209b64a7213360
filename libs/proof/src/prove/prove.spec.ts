import { MemoryEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { isRefusal } from '@baikoo/kernel';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { EMPTY_ROOT, hashLeaf, leafHash, verifyConsistency, verifyInclusion } from '../domain/index.js';
import { BookInMemory, TreeInMemory } from '../testing.js';
import { proveContinuation } from './prove-continuation.js';
import { proveEvent } from './prove-event.js';
import type { ProofPorts } from './proven-tree.js';

const SIZE = 40;
const record = new MemoryEventStore(() => '2026-01-01T00:00:00.000Z');
const append = (n: number) =>
  record.append('measure-1', n, [{ type: 'ProgressReported', data: { percent: n } }], aCause());
let tree: TreeInMemory;
let book: BookInMemory;
let ports: ProofPorts;

beforeAll(async () => {
  for (let n = 0; n < SIZE; n += 1) await append(n);
  tree = await TreeInMemory.of(record);
  book = new BookInMemory(tree);
  for (const size of [1, 32, 33, SIZE - 4]) await book.publish(size);
  ports = { record, tree, book };
});

async function proven<Proof extends object>(asked: Promise<Proof>) {
  const answer = await asked;
  if (isRefusal(answer)) throw new Error(`Refused: ${answer.refused}`);
  return answer as Exclude<Proof, { refused: unknown }>;
}

describe('an event', () => {
  test('is proven at its place in every tree that holds it, whatever its size', async () => {
    const events = await record.readLog(0n, SIZE);
    for (let size = 1; size <= SIZE; size += 1)
      for (let at = 0; at < size; at += 1) {
        const { position } = events[at]!;
        const { index, leafHash: leaf, hashes: proof, root } = await proven(proveEvent(ports, { position, size }));
        expect({ index, leaf }).toEqual({ index: at, leaf: leafHash(events[at]!) });
        expect(verifyInclusion({ index, leafHash: leaf, size, root, proof })).toBe(true);
      }
  });

  test('is proven under the newest published checkpoint unless a size is said', async () => {
    const { size, root, checkpoint } = await proven(proveEvent(ports, { position: 5n }));
    expect({ size, checkpoint }).toEqual({ size: SIZE - 4, checkpoint: await book.findNewest() });
    expect(checkpoint!.root).toEqual(root);
    expect((await proven(proveEvent(ports, { position: 5n, size: 40 }))).checkpoint).toBeUndefined();
  });

  test.each([
    ['that is not there', { position: 900n }, 'NO_EVENT_THERE', 'position'],
    ['before the first', { position: 0n }, 'NO_EVENT_THERE', 'position'],
    ['after the newest checkpoint', { position: BigInt(SIZE) }, 'NOT_PROVEN_YET', 'position'],
    ['beyond the tree that is asked for', { position: 34n, size: 33 }, 'EVENT_BEYOND_SIZE', 'size'],
    ['in a tree that is not there yet', { position: 1n, size: SIZE + 1 }, 'BEYOND_THE_TREE', 'size'],
  ])('%s is refused, and the argument named', async (_, asked, refused, path) =>
    expect(await proveEvent(ports, asked)).toMatchObject({ refused, path }),
  );

  test('that was recorded just now is not proven yet', async () => {
    const { position } = await append(SIZE);
    expect(await proveEvent(ports, { position })).toMatchObject({ refused: 'NOT_PROVEN_YET' });
    const unsigned = { ...ports, book: new BookInMemory(tree) };
    expect(await proveEvent(unsigned, { position: 1n })).toMatchObject({ refused: 'NOT_PROVEN_YET' });
  });
});

describe('where somebody has written wrongly where events stand', () => {
  /** Every event one place off, as tiles say that begin and end at the positions of their neighbours. */
  const misplaced = () => {
    const other = new TreeInMemory();
    return { ...ports, tree: Object.assign(other, honest(tree), { findIndex: indexBefore }) };
  };
  const honest = ({ readHashes, readTile, head }: TreeInMemory) => ({
    ...{ readHashes: readHashes.bind(tree), readTile: readTile.bind(tree), head: head.bind(tree) },
  });
  const indexBefore: TreeInMemory['findIndex'] = async (_, position) =>
    position === 1n ? undefined : Number(position) - 2;

  test.each([1n, 2n, 20n])('event %i is not proven, and no other in its place', async (position) => {
    for (const asked of [{ position }, { position, size: 32 }])
      expect(await proveEvent(misplaced(), asked)).toMatchObject({
        ...{ refused: 'EVENT_NOT_AS_SIGNED', path: 'position', details: { position: String(position) } },
      });
  });

  test('the same is said of an event that was changed', async () => {
    const changed = {
      readLog: async (after: bigint, limit: number) =>
        (await record.readLog(after, limit)).map((event) =>
          event.position === 7n ? { ...event, data: { percent: 99 } } : event,
        ),
    };
    expect(await proveEvent({ ...ports, record: changed }, { position: 7n })).toMatchObject({
      refused: 'EVENT_NOT_AS_SIGNED',
    });
    await proven(proveEvent({ ...ports, record: changed }, { position: 8n }));
  });
});

describe('a tree', () => {
  test('is proven to continue every smaller one', async () => {
    for (let to = 1; to <= SIZE; to += 1)
      for (let from = 0; from <= to; from += 1)
        expect(
          verifyConsistency(
            await proven(proveContinuation(ports, { from, to })).then(({ hashes: proof, ...trees }) => ({
              ...{ ...trees, proof },
            })),
          ),
        ).toBe(true);
  });

  test('begins with nothing, and ends at the newest checkpoint unless said', async () => {
    const { from, to } = await proven(proveContinuation(ports, { from: 0 }));
    expect(from).toEqual({ size: 0, root: EMPTY_ROOT, checkpoint: undefined });
    expect(to.checkpoint).toEqual(await book.findNewest());
  });

  test.each([
    ['continues no larger one', { from: 33, to: 32 }, 'SIZES_REVERSED', 'from'],
    ['is no later one than is kept', { from: 33, to: 900 }, 'BEYOND_THE_TREE', 'to'],
  ])('%s: refused, and the argument named', async (_, asked, refused, path) =>
    expect(await proveContinuation(ports, asked)).toMatchObject({ refused, path }),
  );
});

test('nothing is proven from hashes that are not those that were signed', async () => {
  const other = new TreeInMemory();
  for (let n = 0; n < SIZE; n += 1) other.add(hashLeaf(`forged ${n}`));
  const forged = { ...ports, tree: other };
  for (const answer of [
    await proveEvent(forged, { position: 3n }),
    await proveContinuation(forged, { from: 20 }),
    await proveContinuation(forged, { from: 32, to: 40 }),
  ])
    expect(answer).toMatchObject({ refused: 'RECORD_NOT_AS_SIGNED' });
  // Lost, or set back to before the checkpoint.
  const lost = { ...ports, tree: new TreeInMemory() };
  for (const answer of [await proveEvent(lost, { position: 3n }), await proveContinuation(lost, { from: 0 })])
    expect(answer).toMatchObject({ refused: 'TREE_BEHIND', details: { size: '36', kept: '0' } });
});
