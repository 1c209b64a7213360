import fc from 'fast-check';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { MemoryEventStore, type Recorded } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import {
  type Checkpoint,
  generateSigner,
  GrowingTree,
  leafHash,
  notesOf,
  openCheckpoint,
  signCheckpoint,
} from '../domain/index.js';
import { TreeInMemory } from '../testing.js';
import { type RecordVerification, verifyRecord } from './verify-record.js';

const signer = generateSigner('record.example');

async function recordOf(count: number): Promise<Recorded[]> {
  const store = new MemoryEventStore(() => '2026-11-24T00:00:00.000Z');
  for (let revision = 0; revision < count; revision++)
    await store.append('measure-1', revision, [{ type: 'Reported', data: { percent: revision } }], aCause());
  return [...(await store.readLog(0n, count))];
}

/** A record as whoever may do anything to a database could leave it. */
const holding = (events: readonly Recorded[]) => ({
  readLog: async (after: bigint, limit: number) => events.filter(({ position }) => position > after).slice(0, limit),
});

function checkpointOf(events: readonly Recorded[], size: number): Checkpoint {
  const tree = new GrowingTree();
  for (const event of events.slice(0, size)) tree.append(leafHash(event));
  return { origin: signer.name, size, root: tree.root };
}

const changed = (events: readonly Recorded[], index: number, change: Partial<Recorded>) =>
  events.map((event, at) => (at === index ? { ...event, ...change } : event));

describe('the record, hashed once more', () => {
  test('keeps every checkpoint that was signed of it, also after it has grown', async () => {
    const events = await recordOf(20);
    const checkpoints = [0, 7, 13, 20].map((size) => checkpointOf(events, size));
    const found = await verifyRecord(holding(events), { checkpoints });
    expect(found).toMatchObject({ size: 20, broken: [] });
    expect(found.root).toEqual(checkpoints[3]!.root);
    expect(found.wrong).toBeUndefined();
  });

  test.each<[string, (events: readonly Recorded[]) => readonly Recorded[]]>([
    ['a changed datum', (events) => changed(events, 9, { data: { percent: 99 } })],
    ['another author', (events) => changed(events, 9, { cause: aCause({ actorId: 'other' }) })],
    ['another time', (events) => changed(events, 9, { recordedAt: '2026-11-23T00:00:00.000Z' })],
    ['a deleted event', (events) => events.filter((_, at) => at !== 9)],
    [
      'an exchanged pair',
      (events) => [
        ...events.slice(0, 9),
        { ...events[10]!, position: events[9]!.position },
        { ...events[9]!, position: events[10]!.position },
        ...events.slice(11),
      ],
    ],
    ['a rewritten history', (events) => events.map((event, at) => (at < 9 ? event : { ...event, type: 'Forged' }))],
  ])('shows %s, and between which checkpoints it stands', async (_, tamper) => {
    const events = await recordOf(20);
    const checkpoints = [5, 8, 12, 18].map((size) => checkpointOf(events, size));
    const { broken, wrong } = await verifyRecord(holding(tamper(events)), { checkpoints });
    expect(broken.map(({ size }) => size)).toEqual([12, 18]);
    expect(wrong).toEqual({ start: 8, end: 12 });
  });

  test('shows a tail that was cut off', async () => {
    const events = await recordOf(20);
    const found = await verifyRecord(holding(events.slice(0, 15)), {
      checkpoints: [10, 18].map((size) => checkpointOf(events, size)),
    });
    expect(found.broken).toMatchObject([{ size: 18, why: 'TOO_SHORT' }]);
    expect(found.wrong).toEqual({ start: 10, end: 18 });
  });

  test('is compared with every checkpoint of a file that they were appended to', async () => {
    const events = await recordOf(3);
    const checkpoints = [1, 2, 3].map((size) => checkpointOf(events, size));
    const file = checkpoints.map((checkpoint) => signCheckpoint(checkpoint, [signer])).join('');
    expect(notesOf(file).map((note) => openCheckpoint(note, [signer]).size)).toEqual([1, 2, 3]);
  });
});

/** Puts each event at the position that its place has, as somebody who leaves no gap would. */
const placed = (events: readonly Recorded[]) => events.map((event, at) => ({ ...event, position: BigInt(at + 1) }));

const forged = (event: Recorded): Recorded => ({ ...event, data: { percent: -1 } });
const without = <T>(list: readonly T[], at: number) => list.filter((_, i) => i !== at);
const exchanged = <T>(list: readonly T[], at: number) =>
  list.flatMap((item, i) => (i === at ? [list[at + 1]!, item] : i === at + 1 ? [] : [item]));

/** More than two windows of the comparison. */
const MANY = 2_600;

describe('the record, compared with the hashes that were kept of it', () => {
  let events: readonly Recorded[];
  let kept: TreeInMemory;
  let checkpoints: readonly Checkpoint[];
  beforeAll(async () => {
    events = await recordOf(MANY);
    kept = await TreeInMemory.of(holding(events.slice(0, MANY - 100)));
    checkpoints = [600, 1_300, 2_400].map((size) => checkpointOf(events, size));
  });
  const found = (now: readonly Recorded[], tree = kept, signed = checkpoints) =>
    verifyRecord(holding(now), { checkpoints: signed, kept: tree });
  /** What is told of each event: what became of it, its place as it is kept, and now. */
  const told = ({ kept: findings }: RecordVerification) =>
    findings!.differences.flatMap(({ count, ...each }) =>
      Array.from({ length: count }, (_, i) => [
        each.kind,
        'index' in each ? each.index + i : null,
        'now' in each ? each.now + i : null,
      ]),
    );

  test('is what is kept while nothing was done, however far it has gone on', async () => {
    expect((await found(events)).kept).toEqual({
      ...{ size: MANY - 100, differences: [], more: 0, broken: [], tiles: [] },
    });
  });

  test('is told by place, position and event where one was changed', async () => {
    const { wrong, kept: findings } = await found(events.with(1_030, forged(events[1_030]!)));
    expect(wrong).toEqual({ start: 600, end: 1_300 });
    expect(findings).toMatchObject({ more: 0, broken: [], tiles: [] });
    expect(findings!.differences).toEqual([
      { kind: 'CHANGED', index: 1_030, now: 1_030, count: 1, events: [forged(events[1_030]!)] },
    ]);
  });

  const place = fc.integer({ min: 0, max: MANY - 103 });
  test('finds any one event that was changed, taken out, put in, or exchanged with the next', () =>
    fc.assert(
      fc.asyncProperty(place, fc.constantFrom('CHANGED', 'MISSING', 'ADDED', 'MOVED'), async (at, kind) => {
        const [now, expected] = {
          CHANGED: [events.with(at, forged(events[at]!)), [['CHANGED', at, at]]],
          MISSING: [without(events, at), [['MISSING', at, null]]],
          ADDED: [events.toSpliced(at, 0, forged(events[at]!)), [['ADDED', null, at]]],
          MOVED: [
            exchanged(events, at),
            [
              ['MOVED', at, at + 1],
              ['MOVED', at + 1, at],
            ],
          ],
        }[kind] as [readonly Recorded[], unknown[]];
        const verification = await found(placed(now));
        expect(told(verification)).toEqual(expected);
        expect(verification.kept!.broken).toEqual([]);
      }),
      { numRuns: 12 },
    ));

  test('finds one that was exchanged with the next at the end of what is kept, or of the record', async () => {
    const exchange = [
      ['MOVED', 2_497, 2_498],
      ['MOVED', 2_498, 2_497],
    ];
    expect(told(await found(placed(exchanged(events, 2_497))))).toEqual(exchange);
    const cut = await found(placed(exchanged(events, 2_297)).slice(0, 2_300), kept, []);
    expect(told(cut).slice(0, 2)).toEqual([
      ['MOVED', 2_297, 2_298],
      ['MOVED', 2_298, 2_297],
    ]);
    expect(told(await found(placed(without(events, 2_498))))).toEqual([['MISSING', 2_498, null]]);
  });

  test('finds each of several, beside each other and far apart', async () => {
    const now = placed(without(events.with(10, forged(events[10]!)).with(11, forged(events[11]!)), 2_000));
    expect(told(await found(now))).toEqual([
      ['CHANGED', 10, 10],
      ['CHANGED', 11, 11],
      ['MISSING', 2_000, null],
    ]);
  });

  test('says where a tail was cut off', async () => {
    const { kept: findings, broken } = await found(events.slice(0, 2_000));
    expect(broken).toMatchObject([{ size: 2_400, why: 'TOO_SHORT' }]);
    expect(findings).toMatchObject({ differences: [], cutOff: { start: 2_000, end: MANY - 100 }, broken: [] });
  });

  test('names a rewritten history as one stretch, and shows its first events', async () => {
    const { kept: findings } = await found(events.map((event, at) => (at < 300 ? event : forged(event))));
    expect(findings).toMatchObject({ more: 0, differences: [{ kind: 'CHANGED', index: 300, now: 300 }] });
    expect(findings!.differences[0]!.count).toBe(MANY - 100 - 300);
    expect(findings!.differences[0]!.events).toEqual(events.slice(300, 320).map(forged));
  });

  test('lists the first of many changes that stand apart, and counts the events of the others', async () => {
    const { kept: findings } = await found(events.map((event, at) => (at % 100 < 98 ? event : forged(event))));
    expect(findings!.differences).toHaveLength(20);
    expect(findings!.differences[19]).toMatchObject({
      kind: 'CHANGED',
      index: 1_998,
      now: 1_998,
      count: 2,
      events: [],
    });
    expect(findings!.more).toBe(2 * 5);
  });

  test('is told from hashes that were changed: those the checkpoints do not hold', async () => {
    const tampered = await TreeInMemory.of(holding(events.with(700, forged(events[700]!))));
    const { broken, kept: findings } = await found(events, tampered);
    expect(broken).toEqual([]);
    expect(findings!.broken.map(({ size }) => size)).toEqual([1_300, 2_400]);
    expect(findings!.differences).toMatchObject([{ kind: 'CHANGED', index: 700 }]);
  });

  test('shows nothing beside hashes that were rewritten together with it, but between the checkpoints', async () => {
    const now = events.with(700, forged(events[700]!));
    const { wrong, kept: findings } = await found(now, await TreeInMemory.of(holding(now)));
    expect(wrong).toEqual({ start: 600, end: 1_300 });
    expect(findings!.differences).toEqual([]);
    expect(findings!.broken.map(({ size }) => size)).toEqual([1_300, 2_400]);
  });

  test('names a tile that is gone, and one that does not follow from those below', async () => {
    const whole = await TreeInMemory.of(holding(events.slice(0, MANY - 100)));
    const readTile = whole.readTile.bind(whole);
    const lacking = Object.assign(whole, {
      readTile: async (tile: Parameters<typeof readTile>[0]) => {
        const hashes = tile.level === 0 && tile.index === 3 ? undefined : await readTile(tile);
        return tile.level === 1 ? hashes?.toReversed() : hashes;
      },
    });
    const { broken, kept: findings } = await found(events.slice(0, MANY - 100), lacking);
    expect(broken).toEqual([]);
    expect(findings!.tiles).toContainEqual({ level: 0, index: 3, width: 256 });
    expect(findings!.tiles).toContainEqual({ level: 1, index: 0, width: 9 });
    expect(findings!.differences).toEqual([]);
  });
});
