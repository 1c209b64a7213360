import { describe, expect, test } from '@jest/globals';
import { MemoryEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import {
  generateSigner,
  type HashReader,
  leafHash,
  readVerifier,
  signCheckpoint,
  treeRoot,
  verifierText,
} from '../domain/index.js';
import { mergingReader } from './merging-reader.js';
import { NoBundle, sourceFromRecord, type Wanted } from './source-from-record.js';
import { TreeInMemory } from './tree-in-memory.js';
import { verifyBundle } from './verify-bundle.js';
import { writeBundle } from './write-bundle.js';

const ORIGIN = 'spec.example/record';
const key = generateSigner(ORIGIN);
const vkey = verifierText(key);

/** A record of `size` events, of five histories in turn, and the tree over it. */
async function aRecord(size: number, about: { readonly organisationId?: string } = {}) {
  const record = new MemoryEventStore(() => '2026-01-01T00:00:00.000Z');
  for (let n = 0; n < size; n += 1) {
    const event = { type: 'ProgressReported', data: { percent: n, text: 'Ысык-Көл\n"№ 1"' } };
    await record.append(`measure-${n % 5}`, Math.floor(n / 5), [event], aCause(about));
  }
  const tree = new TreeInMemory();
  for (const event of await record.readLog(0n, size)) tree.add(leafHash(event));
  return { record, tree };
}

const sign = async (tree: TreeInMemory, size: number) =>
  signCheckpoint({ origin: ORIGIN, size, root: await treeRoot(size, tree) }, [key]);

async function written(record: MemoryEventStore, wanted: Wanted, checkpoint: string, earlier: readonly number[] = []) {
  const source = await sourceFromRecord(record, wanted, { checkpoint, keys: [{ vkey, handover: null }], earlier });
  let text = '';
  for await (const piece of writeBundle(source, (_, language) => `office in ${language}`)) text += piece;
  return text;
}

async function* bytesOf(text: string) {
  yield Buffer.from(text);
}

const verify = (text: string, earlier: readonly string[] = []) =>
  verifyBundle(bytesOf(text), { key: readVerifier(vkey), earlier });

describe('a bundle that is written', () => {
  test('of a range is verified, and continues an earlier checkpoint', async () => {
    const { record, tree } = await aRecord(1_203);
    const text = await written(record, { kind: 'RANGE', from: 2n, to: 1_190n }, await sign(tree, 1_200), [700]);
    const { failures, events, earlier } = await verify(text, [await sign(tree, 700)]);
    expect({ failures, events, sizes: earlier.map(({ size }) => size) }).toEqual({
      ...{ failures: [], events: 1_189, sizes: [700] },
    });
  });

  test('of histories holds all of their events up to the checkpoint, and none that came later', async () => {
    const { record, tree } = await aRecord(23);
    const wanted = { kind: 'STREAMS', streams: ['measure-0', 'measure-3', 'measure-none'], subject: 'X:y' } as const;
    const { failures, events, head } = await verify(await written(record, wanted, await sign(tree, 20)));
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

  test('tells in three languages what happened, when and by which office', async () => {
    const { record, tree } = await aRecord(3);
    const text = await written(record, { kind: 'RANGE', from: 1n, to: 1n }, await sign(tree, 3));
    expect(text).toContain('# 0 · 1 January 2026 at 06:00 · Progress reported · office in en\n');
    expect(text).toContain('Аудиторский пакет журнала Baikoo');
    expect(text).toContain('office in ky');
  });

  test('shows names that would deceive a reader as harmless text', async () => {
    const { record, tree } = await aRecord(1, { organisationId: 'evil\u202Egro\n# 5 · forged' });
    const source = await sourceFromRecord(
      record,
      { kind: 'RANGE', from: 1n, to: 1n },
      { checkpoint: await sign(tree, 1), keys: [{ vkey, handover: null }] },
    );
    let text = '';
    for await (const piece of writeBundle(source, () => undefined)) text += piece;
    expect(text).toContain('· evil gro # 5 · forged\n');
    expect((await verify(text)).failures).toEqual([]);
  });

  test.each([
    ['of what is not in the record', 20, { kind: 'RANGE', from: 99n, to: 120n }, 'No event of 99 to 120'],
    [
      'of a history nobody wrote',
      20,
      { kind: 'STREAMS', streams: ['measure-9'], subject: null },
      'No event of measure-9',
    ],
  ] as const)('is none %s', async (_, size, wanted, sentence) => {
    const { record, tree } = await aRecord(20);
    await expect(written(record, wanted, await sign(tree, size))).rejects.toThrow(sentence);
  });

  test('is none from a record that was changed, or cut, since its checkpoint was signed', async () => {
    const [{ record }, { tree }] = [await aRecord(20), await aRecord(30)];
    const wanted = { kind: 'RANGE', from: 1n, to: 5n } as const;
    await expect(written(record, wanted, await sign(tree, 20))).rejects.toThrow(NoBundle);
    await expect(written(record, wanted, await sign(tree, 30))).rejects.toThrow('Its tail was cut off');
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
