import { hash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareWithKept, type Stretch } from './compare-with-kept.js';
import { type Difference } from './differences.js';
import { DifferenceLedger } from './difference-ledger.js';
import { findMeeting } from './find-meeting.js';
import { LeafQueue } from './leaf-queue.js';
import { countOf } from './meeting.js';

/** Events as numbers: those that are kept are 0 and up to, without, KEPT; whatever else is new. */
const KEPT = 9_000;
const HASHES = Array.from({ length: 40_000 }, (_, id) => hash('sha256', String(id), 'buffer'));
const kept = Array.from({ length: KEPT }, (_, id) => id);
const strangers = (count: number) => Array.from({ length: count }, (_, i) => KEPT + i);

/** Hashes in pieces of whatever length the store gives them. */
const queueOf = (ids: readonly number[], piece: number) =>
  new LeafQueue(async function* (from) {
    for (let at = from; at < ids.length; at += piece)
      yield Buffer.concat(ids.slice(at, at + piece).map((id) => HASHES[id]!));
  });

type Bounds = { readonly anchors?: number; readonly held?: number };

/** What is told of a record that holds these events. */
async function compared(found: readonly number[], { anchors, held }: Bounds = {}) {
  const ledger = new DifferenceLedger(() => true, held);
  const [notKept, cutOff]: [number[], number[]] = [[], []];
  let now = 0;
  const pass = (hashes: Buffer) => Array.from({ length: countOf(hashes) }, () => now++);
  await compareWithKept(
    queueOf(found, 700),
    queueOf(kept, 256),
    {
      same: pass,
      differ: (stretch: Stretch) => {
        pass(stretch.found);
        ledger.add(stretch);
      },
      notKept: (hashes) => notKept.push(...pass(hashes)),
      cutOff: (hashes, index) => cutOff.push(...Array.from({ length: countOf(hashes) }, (_, i) => index + i)),
    },
    (one, other) => findMeeting(one, other, anchors),
  );
  return { ...ledger.listed, notKept, cutOff };
}

/** Of every event that a difference names, its places. */
const eachOf = (differences: readonly Difference[]) =>
  differences.flatMap(({ count, ...each }) =>
    Array.from({ length: count }, (_, i) => ({
      kind: each.kind,
      index: 'index' in each ? each.index + i : undefined,
      now: 'now' in each ? each.now + i : undefined,
    })),
  );

const length = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1_000, max: 2_500 }));

describe('what is told where stretches of the record were changed, taken out or put in', () => {
  const edit = fc.record({ kind: fc.constantFrom('CHANGED', 'MISSING', 'ADDED'), length, untouched: length });
  const edits = fc.array(edit, { minLength: 1, maxLength: 5 });

  /** Does one edit after the other along the record, and says what has to be told of them. */
  function edited(script: readonly { kind: string; length: number; untouched: number }[]) {
    const found: number[] = [];
    const differences: Difference[] = [];
    let [index, fresh] = [0, KEPT];
    const stand = (count: number) => found.push(...kept.slice(index, (index += count)));
    const put = (count: number) => found.push(...Array.from({ length: count }, () => fresh++));
    for (const { kind, length: wanted, untouched } of script) {
      stand(untouched + 1);
      // What is put behind the last event that is kept is told as not kept yet.
      if (index > KEPT - 2) break;
      const [count, now] = [kind === 'ADDED' ? wanted : Math.min(wanted, KEPT - 2 - index), found.length];
      if (count < 1) break;
      if (kind !== 'MISSING') put(count);
      if (kind === 'CHANGED') differences.push({ kind, index, now, count });
      else if (kind === 'MISSING') differences.push({ kind, index, count });
      else differences.push({ kind: 'ADDED', now, count });
      if (kind !== 'ADDED') index += count;
    }
    stand(KEPT - index);
    return { found, differences };
  }

  test('are exactly those stretches, however long', () =>
    fc.assert(
      fc.asyncProperty(edits, async (script) => {
        const { found, differences } = edited(script);
        expect(await compared(found)).toEqual({ differences, more: 0, notKept: [], cutOff: [] });
      }),
      { numRuns: 40 },
    ));

  test.each([
    ['put in', [...kept.slice(0, 77), ...strangers(8_000), ...kept.slice(77)]],
    ['taken out', [...kept.slice(0, 77), ...kept.slice(8_077)]],
  ])(
    'is exactly the stretch that was %s also where there is room for a hundredth of its hashes',
    async (what, found) => {
      const { differences, more } = await compared(found, { anchors: 80, held: 100 });
      const stretch = what === 'put in' ? { kind: 'ADDED', now: 77 } : { kind: 'MISSING', index: 77 };
      expect({ differences, more }).toEqual({ differences: [{ ...stretch, count: 8_000 }], more: 0 });
    },
  );

  test('are moved ones where two long stretches were put in the place of each other', async () => {
    const [one, other] = [kept.slice(1_000, 3_000), kept.slice(5_500, 7_500)];
    const found = [...kept.slice(0, 1_000), ...other, ...kept.slice(3_000, 5_500), ...one, ...kept.slice(7_500)];
    expect((await compared(found)).differences).toEqual([
      { kind: 'MOVED', index: 1_000, now: 5_500, count: 2_000 },
      { kind: 'MOVED', index: 5_500, now: 1_000, count: 2_000 },
    ]);
  });

  test('is all that follows, as changed or cut off, where nothing of it is as it was', async () => {
    const found = [...kept.slice(0, 2_000), ...strangers(3_000)];
    const { differences, cutOff, notKept } = await compared(found);
    expect(differences).toEqual([{ kind: 'CHANGED', index: 2_000, now: 2_000, count: 3_000 }]);
    expect({ cutOff, notKept }).toEqual({ cutOff: kept.slice(5_000), notKept: [] });
  });
});

describe('whatever is done to the record', () => {
  const place = fc.integer({ min: 0, max: KEPT });
  const act = fc.record({
    kind: fc.constantFrom('ALTER', 'DELETE', 'INSERT', 'MOVE', 'SWAP'),
    at: place,
    to: place,
    length,
  });
  const acts = fc.array(act, { minLength: 1, maxLength: 6 });

  /** Acts one upon the other: what one put in the next may take out again. */
  function done(script: readonly { kind: string; at: number; to: number; length: number }[]): readonly number[] {
    let [ids, fresh] = [kept, KEPT];
    const made = (count: number) => Array.from({ length: count }, () => fresh++);
    for (const { kind, at, to, length: count } of script) {
      const taken = ids.slice(at, at + count);
      if (kind === 'ALTER') ids = ids.toSpliced(at, count, ...made(taken.length));
      if (kind === 'DELETE') ids = ids.toSpliced(at, count);
      if (kind === 'INSERT') ids = ids.toSpliced(at, 0, ...made(count));
      if (kind === 'MOVE') ids = ids.toSpliced(at, count).toSpliced(to, 0, ...taken);
      if (kind === 'SWAP') {
        const [first, second] = [Math.min(at, to), Math.max(at, to)];
        const [one, other] = [ids.slice(first, Math.min(first + count, second)), ids.slice(second, second + count)];
        ids = ids.toSpliced(second, other.length, ...one).toSpliced(first, one.length, ...other);
      }
    }
    return ids;
  }

  const bounds = fc.constantFrom<Bounds>({}, { anchors: 50 }, { anchors: 50, held: 500 });
  test('no event is passed over, and what is told of each is true', () =>
    fc.assert(
      fc.asyncProperty(acts, bounds, async (script, bound) => {
        const found = done(script);
        const { differences, more, movesUnknown, notKept, cutOff } = await compared(found, bound);
        fc.pre(more === 0);
        const told = eachOf(differences);
        const [indexes, places] = [new Set(cutOff), new Set(notKept)];
        for (const { index, now } of told) {
          if (index !== undefined) indexes.add(index);
          if (now !== undefined) places.add(now);
        }
        // Whatever nothing is told of stands there, in its order.
        expect(found.filter((_, now) => !places.has(now))).toEqual(kept.filter((_, index) => !indexes.has(index)));
        const moved = told.filter(({ kind }) => kind === 'MOVED');
        expect(moved.filter(({ index, now }) => found[now!] !== kept[index!])).toEqual([]);
        if (movesUnknown) return;
        // What is gone stands nowhere, and what was put there is new: but for the ends, of which less is known.
        const [standing, known] = [
          new Set(found.slice(0, notKept[0] ?? found.length)),
          new Set(kept.slice(0, cutOff[0] ?? KEPT)),
        ];
        expect(told.filter(({ kind, index }) => kind === 'MISSING' && standing.has(kept[index!]!))).toEqual([]);
        expect(told.filter(({ kind, now }) => kind === 'ADDED' && known.has(found[now!]!))).toEqual([]);
      }),
      { numRuns: 60 },
    ));
});
