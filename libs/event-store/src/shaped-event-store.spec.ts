import { describe, expect, jest, test } from '@jest/globals';
import type { Event, ShapesOf } from '@baikoo/kernel';
import fc from 'fast-check';
import { EventShapes, UpcastFailed } from './event-shapes.js';
import type { Recorded } from './event-store.js';
import { execute } from './execute.js';
import { isKnown, isReadable } from './known.js';
import { MemoryEventStore } from './memory/memory-event-store.js';
import { ShapedEventStore } from './shaped-event-store.js';
import { aCause } from './store-under-test.js';

/** A fact whose shape has changed twice: a number, then a unit beside it, then both as one text. */
type Hung1 = { readonly lumens: number };
type Hung2 = { readonly brightness: number; readonly unit: 'lm' };
type Hung3 = { readonly brightness: string };
type LampEvent = Event<'LampHung', Hung3> | Event<'LampLit', { readonly lit: true }>;

const toSecond = ({ lumens: brightness }: Hung1): Hung2 => ({ brightness, unit: 'lm' });
const toThird = ({ brightness, unit }: Hung2): Hung3 => ({ brightness: `${brightness} ${unit}` });
const lampShapes: ShapesOf<LampEvent> = { LampHung: [toSecond, toThird], LampLit: [] };
const today = new EventShapes([lampShapes]);

const written = (version: number, lumens: number) => ({
  type: 'LampHung',
  schemaVersion: version,
  data: [{ lumens }, { brightness: lumens, unit: 'lm' }, { brightness: `${lumens} lm` }][version - 1]!,
});
const lit = { type: 'LampLit', data: { lit: true } };

const aVersion = fc.integer({ min: 1, max: 3 });
const aHistory = fc.array(fc.tuple(aVersion, fc.nat()), { minLength: 1, maxLength: 30 });

describe('a record with events of old shapes', () => {
  test('is read as if every event had been written in the current shape, and stays as it was written', () =>
    fc.assert(
      fc.asyncProperty(aHistory, async (history) => {
        const recorded = new MemoryEventStore();
        const facts = history.map(([version, lumens]) => written(version, lumens));
        await recorded.append('lamp-1', 0, facts, aCause());
        const read = await new ShapedEventStore(recorded, today).read('lamp-1');
        expect(read.map(({ data, schemaVersion }) => [data, schemaVersion])).toEqual(
          history.map(([, lumens]) => [{ brightness: `${lumens} lm` }, 3]),
        );
        expect(read.map((event) => [event.written?.schemaVersion ?? 3, event.written?.data ?? event.data])).toEqual(
          facts.map(({ schemaVersion, data }) => [schemaVersion, data]),
        );
        expect(await recorded.read('lamp-1')).toMatchObject(facts);
      }),
    ));

  test('takes each step with the version that the step is for, and none with the current one', () =>
    fc.assert(
      fc.asyncProperty(aHistory, async (history) => {
        const met: string[] = [];
        const counting = new EventShapes([
          {
            LampHung: [
              (data: Hung1) => (met.push(`1: ${Object.keys(data)}`), toSecond(data)),
              (data: Hung2) => (met.push(`2: ${Object.keys(data)}`), toThird(data)),
            ],
          },
        ]);
        const recorded = new MemoryEventStore();
        await recorded.append(
          'lamp-1',
          0,
          history.map((each) => written(...each)),
          aCause(),
        );
        await new ShapedEventStore(recorded, counting).read('lamp-1');
        const steps = { 1: ['1: lumens', '2: brightness,unit'], 2: ['2: brightness,unit'], 3: [] };
        expect(met).toEqual(history.flatMap(([version]) => steps[version as 1 | 2 | 3]));
      }),
    ));

  test('comes in the current shape by every way of reading, and only once', async () => {
    const recorded = new MemoryEventStore();
    const store = new ShapedEventStore(recorded, today);
    await recorded.append('lamp-1', 0, [written(1, 40)], aCause({ correlationId: 'request-1' }));
    const [event] = await store.read('lamp-1');
    expect(event).toMatchObject({ data: { brightness: '40 lm' }, position: 1n, revision: 1 });
    expect(await store.readLog(0n, 10)).toEqual([event]);
    expect(await store.readCategory('lamp', 0n, 10)).toEqual([event]);
    expect(await store.readCorrelation('request-1')).toEqual([event]);
    expect(await store.findLast()).toEqual(event);
    expect(await store.findLast(1n)).toEqual(event);
    expect(await store.findLast(0n)).toBeUndefined();
    expect(today.toCurrent(event!)).toBe(event);
  });

  test('that an upcast cannot read fails whoever looks into its data, and nobody else', async () => {
    const recorded = new MemoryEventStore();
    const broken = new EventShapes([
      {
        LampHung: [
          () => {
            throw new TypeError('no lumens');
          },
        ],
        LampLit: [],
      },
    ]);
    await recorded.append('lamp-1', 0, [written(1, 40), lit], aCause());
    const store = new ShapedEventStore(recorded, broken);
    const [unreadable, other] = await store.readLog(0n, 10);
    expect(other).toMatchObject(lit);
    expect(unreadable!.written).toEqual({ schemaVersion: 1, data: { lumens: 40 } });
    expect([isKnown(unreadable!), isReadable(unreadable!)]).toEqual([true, false]);
    const { data } = unreadable! as { readonly data: Hung3 };
    expect(() => data.brightness).toThrow(UpcastFailed);
    expect(() => ({ ...data })).toThrow(/position 1, LampHung version 1/);
    expect(() => JSON.stringify(data)).toThrow(/position 1, LampHung version 1/);
    expect(store.unknownShapes).toEqual([]);
  });

  test('that an upcast cannot read is not decided on', async () => {
    const recorded = new MemoryEventStore();
    const broken = new EventShapes([{ LampHung: [JSON.parse as never, toThird as never], LampLit: [] }]);
    await recorded.append('lamp-1', 0, [written(1, 40)], aCause());
    const store = new ShapedEventStore(recorded, broken);
    const decider = { initial: 0, evolve: (count: number) => count + 1, decide: () => [lit] };
    const lighting = execute(store, { decider, stream: 'lamp-1', command: {}, cause: aCause() });
    await expect(lighting).rejects.toThrow(UpcastFailed);
    expect(await recorded.head()).toBe(1n);
  });
});

describe('appending', () => {
  test('writes the current version of each type, under all the promises of the store below', async () => {
    const recorded = new MemoryEventStore(() => '2026-11-22T06:00:00.000Z');
    const store = new ShapedEventStore(recorded, today);
    const news = jest.fn();
    const unfollow = await store.follow(news);
    const cause = aCause();
    const facts = [{ type: 'LampHung', data: { brightness: '40 lm' } }, lit];
    const receipt = await store.append('lamp-1', 0, facts, cause);
    expect((await recorded.read('lamp-1')).map(({ schemaVersion }) => schemaVersion)).toEqual([3, 1]);
    expect(await store.append('lamp-1', 0, facts, cause)).toEqual(receipt);
    expect(await store.findReceipt(cause.commandId)).toEqual(receipt);
    expect(await store.head()).toBe(2n);
    expect(await store.positionAt('2026-11-22T07:00:00.000Z')).toBe(2n);
    expect(news).toHaveBeenCalledTimes(1);
    await unfollow();
    await expect(store.append('lamp-1', 0, [lit], aCause())).rejects.toThrow(/revision 2, not 0/);
    const restsOn = [{ stream: 'lamp-1', revision: 1 }];
    await expect(store.append('lamp-2', 0, [lit], aCause(), restsOn)).rejects.toThrow(/lamp-1 is at revision 2/);
  });

  test.each([
    ['a type that no slice has registered', { type: 'LampSold', data: {} }],
    ['a name that every object has', { type: 'constructor', data: {} }],
    ['an old version', written(2, 40)],
    ['a version that is yet to come', { ...written(1, 40), schemaVersion: 4 }],
  ])('refuses %s: nobody writes what nobody can read', async (_, event) => {
    const recorded = new MemoryEventStore();
    const appending = new ShapedEventStore(recorded, today).append('lamp-1', 0, [lit, event], aCause());
    await expect(appending).rejects.toMatchObject({ problem: 'NO_SHAPE', path: 'events[1].type' });
    expect(await recorded.head()).toBe(0n);
  });

  test('is of one slice for each type: a second claim is a fault', () =>
    expect(() => new EventShapes([lampShapes, { LampLit: [] }])).toThrow(/LampLit/));
});

describe('what this build does not know', () => {
  const past = new EventShapes([{ LampHung: [toSecond] }]);
  const fold = (history: readonly Recorded[]) => history.filter(isKnown).map(({ data }) => data);

  test('is kept in its place as it was recorded, marked, and told once for each type and version', async () => {
    const recorded = new MemoryEventStore();
    const onUnknown = jest.fn<(event: Recorded) => void>();
    const store = new ShapedEventStore(recorded, past, onUnknown);
    const facts = [written(2, 40), written(3, 50), lit, written(1, 60), lit, written(3, 70)];
    await recorded.append('lamp-1', 0, facts, aCause());
    const read = await store.read('lamp-1');
    await store.readLog(0n, 10);

    expect(read.map(({ unknown }) => unknown)).toEqual([undefined, true, true, undefined, true, true]);
    expect(read.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(read[1]).toMatchObject({ type: 'LampHung', schemaVersion: 3, data: { brightness: '50 lm' } });
    expect(read[1]).not.toHaveProperty('written');
    expect(onUnknown.mock.calls.map(([event]) => event.position)).toEqual([2n, 3n]);
    expect(store.unknownShapes).toEqual([
      { type: 'LampHung', schemaVersion: 3, timesRead: 4 },
      { type: 'LampLit', schemaVersion: 1, timesRead: 4 },
    ]);
  });

  test('is left out of what is shown, until a build that knows it folds the same record whole', () =>
    fc.assert(
      fc.asyncProperty(aHistory, async (history) => {
        const recorded = new MemoryEventStore();
        await recorded.append(
          'lamp-1',
          0,
          history.map((each) => written(...each)),
          aCause(),
        );
        const before = await new ShapedEventStore(recorded, past).read('lamp-1');
        const after = await new ShapedEventStore(recorded, today).read('lamp-1');
        expect(fold(before)).toEqual(
          history.filter(([version]) => version < 3).map(([, brightness]) => ({ brightness, unit: 'lm' })),
        );
        expect(fold(after)).toEqual(history.map(([, lumens]) => ({ brightness: `${lumens} lm` })));
        expect(before.length).toBe(after.length);
      }),
    ));
});
