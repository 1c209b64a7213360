import { describe, expect, test } from '@jest/globals';
import { MemoryEventStore, type Recorded } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { isRefusal } from '@baikoo/kernel';
import { type HashReader, readVerifier } from '../domain/index.js';
import { BookInMemory, TreeInMemory } from '../testing.js';
import { type BundleAsked, findBundle } from './find-bundle.js';
import { mergingReader } from './merging-reader.js';
import { verifyBundle } from './verify-bundle.js';
import type { BundlePorts, Wanted } from './wanted.js';
import { writeBundle } from './write-bundle.js';

/** A record of `size` events, of five histories in turn, the tree over it and the checkpoints that were published of it. */
async function aRecord(size: number, published: readonly number[], about: { readonly organisationId?: string } = {}) {
  const record = new MemoryEventStore(() => '2026-01-01T00:00:00.000Z');
  for (let n = 0; n < size; n += 1) {
    const event = { type: 'ProgressReported', data: { percent: n, text: 'Ысык-Көл\n"№ 1"' } };
    await record.append(`measure-${n % 5}`, Math.floor(n / 5), [event], aCause(about));
  }
  const tree = await TreeInMemory.of(record);
  const book = new BookInMemory(tree);
  for (const of of published) await book.publish(of);
  return { record, tree, book };
}

async function written(ports: BundlePorts, wanted: Wanted, asked: BundleAsked = {}) {
  const source = await findBundle(ports, wanted, asked);
  if (isRefusal(source)) return source;
  let text = '';
  for await (const piece of writeBundle(source, (_, language) => `office in ${language}`)) text += piece;
  return { text };
}

async function* bytesOf(text: string) {
  yield Buffer.from(text);
}

const textOf = async (...asked: Parameters<typeof written>): Promise<string> => {
  const answer = await written(...asked);
  if (isRefusal(answer)) throw new Error(`Refused: ${answer.refused}`);
  return answer.text;
};

const verify = (text: string, { vkey }: BookInMemory, earlier: readonly string[] = []) =>
  verifyBundle(bytesOf(text), { keys: [readVerifier(vkey)], earlier });

const range = (from: bigint, to: bigint): Wanted => ({ kind: 'RANGE', from, to });
const histories = (...streams: string[]): Wanted => ({ kind: 'STREAMS', streams, subject: null });

describe('a bundle that is written', () => {
  test('of a range is verified, and continues an earlier checkpoint', async () => {
    const ports = await aRecord(1_203, [700, 1_200]);
    const text = await textOf(ports, range(2n, 1_190n), { earlier: [700] });
    const note = (await ports.book.findBySize(700))!.note;
    const { failures, events, earlier } = await verify(text, ports.book, [note]);
    expect({ failures, events, sizes: earlier.map(({ size }) => size) }).toEqual({
      ...{ failures: [], events: 1_189, sizes: [700] },
    });
  });

  test('of a range may end where the checkpoint ends', async () => {
    const ports = await aRecord(23, [20, 21]);
    const { failures, head } = await verify(await textOf(ports, range(19n, 20n), { size: 20 }), ports.book);
    expect({ failures, scope: head?.scope }).toEqual({ failures: [], scope: { kind: 'RANGE', first: 18, last: 19 } });
  });

  test.each<[string, bigint, bigint]>([
    ['ends behind the checkpoint', 15n, 19n],
    ['ends behind the record', 15n, 100n],
    ['begins behind the checkpoint', 19n, 20n],
    ['begins behind the record', 99n, 120n],
  ])('is none of a range that %s: the refusal names the last position that can be had', async (_, from, to) =>
    expect(await written(await aRecord(20, [18]), range(from, to))).toMatchObject({
      ...{ refused: 'BEYOND_THE_CHECKPOINT', path: 'range', details: { size: '18', last: '18' } },
    }),
  );

  test('of histories holds all of their events up to the checkpoint, and none that came later', async () => {
    const ports = await aRecord(23, [20]);
    const wanted = { ...histories('measure-0', 'measure-3', 'measure-none'), subject: 'X:y' } as Wanted;
    const { failures, events, head } = await verify(await textOf(ports, wanted), ports.book);
    expect({ failures, events, scope: head?.scope }).toEqual({
      ...{ failures: [], events: 8 },
      scope: {
        kind: 'STREAMS',
        subject: 'X:y',
        streams: [
          { stream: 'measure-0', revisions: 4 },
          { stream: 'measure-3', revisions: 4 },
        ],
      },
    });
  });

  test('holds no history with an event that is not shown to whoever asks', async () => {
    const ports = await aRecord(23, [20]);
    const shows = ({ position }: { position: bigint }) => position !== 9n;
    const shown = { ...histories('measure-0', 'measure-3'), shows } as Wanted;
    expect((await verify(await textOf(ports, shown), ports.book)).head?.scope).toMatchObject({
      streams: [{ stream: 'measure-0', revisions: 4 }],
    });
    expect(await written(ports, { ...histories('measure-3'), shows } as Wanted)).toMatchObject({
      ...{ refused: 'NOTHING_TO_BUNDLE', path: 'stream' },
    });
  });

  test('names the keys that led to its checkpoint, and none that came later', async () => {
    const { book, ...ports } = await aRecord(9, [4]);
    const first = book.vkey;
    const later = new BookInMemory(ports.tree);
    const rotated = Object.assign(book, {
      keys: async () => [
        { vkey: first, handover: null },
        { vkey: later.vkey, handover: 'of a later checkpoint' },
      ],
    });
    expect((await verify(await textOf({ ...ports, book: rotated }, range(1n, 2n)), book)).failures).toEqual([]);
    // Of a chain that begins anew, because the key before was lost, nothing leads to what that one signed.
    const lost = Object.assign(book, { keys: async () => [{ vkey: later.vkey, handover: null }] });
    expect(await written({ ...ports, book: lost }, range(1n, 2n))).toMatchObject({
      refused: 'CHECKPOINT_OF_A_LOST_KEY',
    });
  });

  test('tells in three languages what happened, when and by which office', async () => {
    const text = await textOf(await aRecord(3, [3]), range(1n, 1n));
    expect(text).toContain('# 0 · 1 January 2026 at 06:00 · Progress reported · office in en\n');
    expect(text).toContain('Аудиторский пакет журнала Baikoo');
    expect(text).toContain('office in ky');
  });

  test('shows names that would deceive a reader as harmless text', async () => {
    const ports = await aRecord(1, [1], { organisationId: 'evil\u202Egro\n# 5 · forged' });
    const source = await findBundle(ports, range(1n, 1n));
    if (isRefusal(source)) throw new Error(source.refused);
    let text = '';
    for await (const piece of writeBundle(source, () => undefined)) text += piece;
    expect(text).toContain('· evil gro # 5 · forged\n');
    expect((await verify(text, ports.book)).failures).toEqual([]);
  });

  test.each<[string, Wanted, BundleAsked, object]>([
    ['of a history nobody wrote', histories('measure-9'), {}, { refused: 'NOTHING_TO_BUNDLE', path: 'stream' }],
    ['of more than a file holds', range(1n, 9n), { most: 8 }, { refused: 'BUNDLE_TOO_LARGE', path: 'range' }],
    ['of longer histories', histories('measure-0'), { most: 3 }, { refused: 'BUNDLE_TOO_LARGE', path: 'stream' }],
    ['under no checkpoint', range(1n, 9n), { size: 17 }, { refused: 'UNKNOWN_CHECKPOINT', path: 'size' }],
    ['that continues a later one', range(1n, 9n), { earlier: [19] }, { refused: 'BEYOND_THE_TREE', path: 'earlier' }],
  ])('is none %s', async (_, wanted, asked, refusal) =>
    expect(await written(await aRecord(20, [18]), wanted, asked)).toMatchObject(refusal),
  );

  test.each<[string, Wanted, (ports: BundlePorts) => BundlePorts['record']]>([
    ['an event of the range was changed', range(1n, 9n), ({ record }) => changed(record)],
    ['an event of the history was changed', histories('measure-3'), ({ record }) => changed(record)],
    ['a revision is gone', histories('measure-3'), ({ record }) => without(record, 9n)],
    ['an event of the range is gone', range(1n, 15n), ({ record }) => without(record, 9n)],
  ])('is none from a record in which %s', async (_, wanted, tamper) => {
    const ports = await aRecord(20, [20]);
    const answer = await written({ ...ports, record: tamper(ports) }, wanted);
    expect(answer).toMatchObject({ refused: 'EVENT_NOT_AS_SIGNED', details: { position: expect.any(String) } });
  });

  test.each<[string, bigint, bigint, (record: ToRead) => ToRead]>([
    ['begins', 9n, 15n, (record) => without(record, 9n)],
    ['ends', 3n, 9n, (record) => without(record, 9n)],
    ['ends with the record', 15n, 30n, (record) => without(record, 20n)],
    ['consists of it', 9n, 9n, (record) => without(record, 9n)],
    ['is the tail that was cut off', 20n, 30n, (record) => without(record, 20n)],
  ])('is none of a range that %s where an event was taken out', async (_, from, to, tamper) => {
    const ports = await aRecord(20, [20]);
    const answer = await written({ ...ports, record: tamper(ports.record) }, range(from, to));
    expect(answer).toMatchObject({ refused: 'RECORD_NOT_AS_SIGNED', details: { size: '20' } });
  });

  test('of a history is none from a record in which its end was cut off, or something after its end was changed', async () => {
    const ports = await aRecord(20, [20]);
    const refusal = { refused: 'HISTORY_END_NOT_SHOWN', details: { size: '20' } };
    for (const record of [without(ports.record, 19n), without(ports.record, 20n), changed(ports.record, 20n)])
      expect(await written({ ...ports, record }, histories('measure-3'))).toMatchObject(refusal);
    // Under a checkpoint from before, nothing is asked of what came after it.
    const early = await aRecord(20, [18]);
    const cutLater = { ...early, record: without(early.record, 19n) };
    expect(isRefusal(await written(cutLater, histories('measure-3')))).toBe(false);
  });

  test('of a subject is none from a record in which one of its histories was taken out whole', async () => {
    const ports = await aRecord(20, [20]);
    const two = { kind: 'STREAMS', streams: ['measure-0', 'measure-3'], subject: 'PLAN:vector' } as const;
    const gone = (await ports.record.read('measure-0')).map(({ position }) => position);
    expect(gone.length).toBeGreaterThan(1);
    const record = gone.reduce<ToRead>((left, position) => without(left, position), ports.record);
    expect(await written({ ...ports, record }, two)).toMatchObject({ refused: 'HISTORY_END_NOT_SHOWN' });
    // One that was never begun is no reason to refuse.
    const begun = { ...two, streams: ['measure-none', 'measure-3'] };
    expect(isRefusal(await written(ports, begun))).toBe(false);
  });

  test('of a history that is not shown is refused alike, whatever was done to the history', async () => {
    const ports = await aRecord(20, [20]);
    const shows = ({ stream }: { stream: string }) => stream !== 'measure-3';
    const nothing = { refused: 'NOTHING_TO_BUNDLE', path: 'stream' };
    for (const record of [ports.record, changed(ports.record), without(ports.record, 9n), without(ports.record, 19n)])
      expect(await written({ ...ports, record }, { ...histories('measure-3'), shows } as Wanted)).toEqual(
        await written(ports, histories('measure-none')),
      );
    expect(await written(ports, histories('measure-none'))).toMatchObject(nothing);
  });

  test('is none where the hashes are not those that were signed, and breaks off where an event changes meanwhile', async () => {
    const ports = await aRecord(20, [20]);
    const other = { ...ports, tree: (await aRecord(20, [], { organisationId: 'other' })).tree };
    expect(await written(other, range(1n, 5n))).toMatchObject({ refused: 'RECORD_NOT_AS_SIGNED' });
    const source = await findBundle(ports, range(1n, 9n));
    if (isRefusal(source)) throw new Error(source.refused);
    const events = async function* () {
      for await (const placed of source.events()) yield { ...placed, event: { ...placed.event, type: 'Forged' } };
    };
    const text = (async () => {
      let all = '';
      for await (const piece of writeBundle({ ...source, events }, () => undefined)) all += piece;
      return all;
    })();
    await expect(text).rejects.toThrow('Event 0 of the record is not what the tree holds');
  });

  test('asks for the hashes of a page of proofs at once, and for none twice', async () => {
    const asked: number[] = [];
    const one: HashReader = {
      readHashes: async (nodes) => {
        asked.push(nodes.length);
        return nodes.map(({ index }) => Buffer.alloc(32, index));
      },
    };
    const reader = mergingReader(one);
    const [a, b] = [
      { level: 0, index: 1 },
      { level: 0, index: 2 },
    ];
    expect(await Promise.all([reader.readHashes([a, b]), reader.readHashes([b])])).toEqual([
      [Buffer.alloc(32, 1), Buffer.alloc(32, 2)],
      [Buffer.alloc(32, 2)],
    ]);
    await reader.readHashes([a]);
    expect(asked).toEqual([2]);
  });
});

type ToRead = BundlePorts['record'];

/** A record in which somebody changed an event, or took it out; the ninth is of the fourth history. */
const changed = (record: ToRead, position = 9n) =>
  tampered(record, position, (event) => [{ ...event, type: 'Forged' }]);
const without = (record: ToRead, position: bigint) => tampered(record, position, () => []);

function tampered(record: ToRead, position: bigint, change: (event: Recorded) => Recorded[]): ToRead {
  const touch = (events: readonly Recorded[]) =>
    events.flatMap((event) => (event.position === position ? change(event) : [event]));
  return {
    read: async (stream) => touch(await record.read(stream)),
    readLog: async (after, limit) => touch(await record.readLog(after, limit + 1)).slice(0, limit),
    findLast: async (upTo) =>
      touch(await record.readLog(0n, 1_000)).findLast((each) => upTo === undefined || each.position <= upTo),
  };
}
