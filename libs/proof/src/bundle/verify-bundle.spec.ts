import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readVerifier } from '../domain/index.js';
import { FAILURES } from './failure.js';
import { BUNDLE_LIMITS } from './limits.js';
import { tellVerdict } from './tell-verdict.js';
import { verifyBundle } from './verify-bundle.js';

type Vector = {
  readonly file: string;
  readonly key?: string;
  readonly checkpoint?: string;
  readonly earlierBundle?: string;
  readonly valid: boolean;
  readonly failure?: string;
  readonly exit: number;
};

const folder = new URL('../../../../docs/audit-bundle/vectors/', import.meta.url);
const read = (file: string): Buffer => readFileSync(new URL(file, folder));
const vectors = JSON.parse(read('expected.json').toString()) as readonly Vector[];

/** In pieces that end anywhere: in the middle of a line, of a character. */
async function* inPieces(bytes: Buffer, size = 777): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

const verify = ({ file, key, checkpoint, earlierBundle }: Vector) =>
  verifyBundle(inPieces(read(file)), {
    keys: key === undefined ? [] : [readVerifier(key)],
    earlier: checkpoint === undefined ? [] : [read(checkpoint).toString()],
    earlierBundle: earlierBundle === undefined ? undefined : inPieces(read(earlierBundle)),
  });

/** What the exit codes of the document mean. */
const CONCLUSIONS = ['GOOD', 'CHANGED', 'UNCHECKED', 'NOT_BELIEVED'];

const RANGE = vectors.find(({ file }) => file === 'range.txt')!;
const broken = vectors.filter(({ valid }) => !valid);

describe('a bundle', () => {
  test.each(vectors.filter(({ valid }) => valid))('is good: $file', async (vector) => {
    const { failures, events, conclusion } = await verify(vector);
    expect({ failures, conclusion }).toEqual({ failures: [], conclusion: CONCLUSIONS[vector.exit] });
    expect(events).toBeGreaterThan(0);
  });

  test.each(broken)('is refused with $failure: $file', async (vector) => {
    const verdict = await verify(vector);
    expect(verdict.failures[0]?.code).toBe(vector.failure);
    expect(verdict.conclusion).toBe(CONCLUSIONS[vector.exit]);
    expect(tellVerdict(verdict)[0]).toBe(
      {
        CHANGED: 'THE BUNDLE IS NOT GOOD. Do not rely on it.',
        UNCHECKED: 'THE BUNDLE COULD NOT BE CHECKED.',
        NOT_BELIEVED: 'THE BUNDLE IS NOT OF A KEY THAT YOU NAMED. Do not rely on it.',
      }[String(CONCLUSIONS[vector.exit])],
    );
  });

  test('that was changed is not good, whatever could not be checked besides', async () => {
    const vector = { ...RANGE, file: 'data-changed.txt', checkpoint: 'earlier-8.note' };
    const { failures, conclusion } = await verify(vector);
    expect(failures.map(({ code }) => code)).toEqual(['EARLIER_NOT_COVERED', 'NOT_IN_THE_TREE']);
    // How to ask for one that would do.
    expect(failures[0]?.detail).toMatch(/made with --earlier 8$/);
    expect(conclusion).toBe('CHANGED');
  });

  test('of a history says that it has the events of an earlier bundle, and which one was cut out of it', async () => {
    const told = async (file: string) => tellVerdict(await verify(vectors.find((each) => each.file === file)!));
    expect(await told('history-goes-on.txt')).toContain(
      '- Every event that the earlier bundle proves of these histories is still in them, at its place.',
    );
    expect((await told('history-cut.txt'))[1]).toMatch(
      /^HISTORY_CUT in line \d+: the earlier bundle proves event 10 as revision 4 of measure-vector-b, /,
    );
  });

  test('is compared with those checkpoints of a whole collection that it speaks of, and speaks of one at least', async () => {
    const collected = (...sizes: number[]) => sizes.map((size) => read(`earlier-${size}.note`).toString()).join('');
    const against = (file: string, notes: string) =>
      verifyBundle(inPieces(read(file)), { keys: [readVerifier(RANGE.key!)], earlier: [notes] });
    const found = await against('continues-13.txt', collected(1, 8, 13, 20, 21));
    expect(found).toMatchObject({ failures: [], earlier: [1, 8, 13, 20, 21].map((size) => ({ size })) });
    const failuresOf = async (file: string) => (await against(file, collected(8, 13))).failures.map(({ code }) => code);
    expect(await failuresOf('earlier-not-covered.txt')).toEqual(['EARLIER_NOT_COVERED']);
    expect(await failuresOf('rewritten-and-signed-again.txt')).toEqual(['HISTORY_REWRITTEN', 'HISTORY_REWRITTEN']);
  });

  test('with a changed byte of an event is refused in the line of that event', async () => {
    const file = 'data-changed.txt';
    const [good, bad] = [read('range.txt'), read(file)].map((bytes) => bytes.toString().split('\n'));
    const changed = bad!.findIndex((line, i) => line !== good![i]) + 1;
    const { failures, events } = await verify({ ...RANGE, file });
    expect(failures).toEqual([expect.objectContaining({ code: 'NOT_IN_THE_TREE', line: changed })]);
    expect(events).toBe(7);
  });

  test('is refused whichever byte of its proven part is changed', async () => {
    const bytes = read('range.txt');
    const begin = bytes.indexOf('\nscope ') + 1;
    for (let at = begin; at < bytes.length; at += 41) {
      const changed = Buffer.from(bytes);
      changed[at] = changed[at]! ^ 1;
      const { failures } = await verifyBundle(inPieces(changed, 4_000), { keys: [readVerifier(RANGE.key!)] });
      expect({ at, codes: failures.map(({ code }) => code) }).not.toEqual({ at, codes: [] });
    }
  });

  test('is refused wherever it is cut', async () => {
    const bytes = read('range.txt');
    for (let end = bytes.length - 1; end > 0; end -= 97)
      expect((await verifyBundle(inPieces(bytes.subarray(0, end), 4_000))).failures).not.toEqual([]);
  });

  test('says which earlier checkpoint its record continues', async () => {
    const vector = vectors.find(({ file }) => file === 'continues-13.txt')!;
    expect((await verify(vector)).earlier).toEqual([expect.objectContaining({ size: 13 })]);
  });

  test('without a known key is good by its own word only, and says so', async () => {
    const verdict = await verify({ ...RANGE, file: 'range.txt' });
    expect(verdict.keyIsKnown).toBe(true);
    const alone = await verifyBundle(inPieces(read('range.txt')));
    expect(alone.keyIsKnown).toBe(false);
    expect(tellVerdict(alone)[0]).toBe('THE BUNDLE AGREES WITH ITSELF, BUT IS NOT PROVEN BY A KEY THAT YOU NAMED.');
    expect(tellVerdict(alone).join('\n')).toContain('No key was given');
  });

  test('is believed where one of several known keys is among its own', async () => {
    const stranger = readVerifier(vectors.find(({ file }) => file === 'untrusted-key.txt')!.key!);
    const own = readVerifier(RANGE.key!);
    for (const keys of [
      [own, stranger],
      [stranger, own],
    ])
      expect(await verifyBundle(inPieces(read('range.txt')), { keys })).toMatchObject({ conclusion: 'GOOD' });
  });

  test('tells each size of what was kept once, and one event as one', async () => {
    const vector = vectors.find(({ file }) => file === 'continues-13.txt')!;
    const verdict = await verify(vector);
    const told = tellVerdict({ ...verdict, events: 1, earlier: [...verdict.earlier, ...verdict.earlier] });
    expect(told.filter((line) => line.includes('still begins'))).toHaveLength(1);
    expect(told.join('\n')).toContain('- 1 event stands in the record');
  });

  test('names what is wrong in a sentence with one full stop', async () => {
    const told = tellVerdict(await verify({ ...RANGE, file: 'range.txt', checkpoint: 'expected.json' }));
    expect(told[1]).toMatch(/^UNREADABLE_EARLIER: .*[^.]\.$/);
  });

  test('that is one endless line is given up at the limit of a line, not read to its end', async () => {
    let pieces = 0;
    const endless = (async function* () {
      yield Buffer.from('baikoo-audit-bundle/1\nscope ');
      for (;;) {
        pieces += 1;
        yield Buffer.alloc(65_536, '[');
      }
    })();
    const { failures } = await verifyBundle(endless);
    expect(failures).toEqual([expect.objectContaining({ code: 'LINE_TOO_LONG', line: 2 })]);
    expect(pieces).toBeLessThanOrEqual(BUNDLE_LIMITS.line / 65_536 + 1);
  });

  test('with broken events without end is given up after some of them', async () => {
    const lines = read('data-changed.txt').toString().split('\n');
    const at = lines.findIndex((line) => line.startsWith('proof '));
    const endless = (async function* () {
      yield Buffer.from(`${lines.slice(0, at).join('\n')}\n`);
      for (;;) yield Buffer.from(`${lines.slice(at, at + 2).join('\n')}\n`);
    })();
    const { failures } = await verifyBundle(endless);
    expect(failures.length).toBeGreaterThanOrEqual(BUNDLE_LIMITS.failures);
  });

  test('has a vector for each way of being wrong', () => {
    const shown = new Set(broken.map(({ failure }) => failure));
    expect(FAILURES.filter((code) => !shown.has(code))).toEqual([]);
  });
});
