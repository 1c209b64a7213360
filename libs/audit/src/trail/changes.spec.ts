import { aCause } from '@baikoo/event-store/testing';
import { EventShapes, MemoryEventStore, ShapedEventStore } from '@baikoo/event-store';
import { expect, test } from '@jest/globals';
import type { AnyReadModel } from '@baikoo/projections';
import { changesOf, differenceBetween } from './changes.js';

const lamps: AnyReadModel = {
  table: 'lamp',
  keys: ({ data }) => [data.lampId],
  evolve: (row, { type, data }) => (type === 'LampRemoved' ? undefined : { ...row, id: data.lampId, ...data.now }),
};

test('the trail says what each event changed, before and after', async () => {
  const store = new MemoryEventStore();
  const about = (type: string, now: object) => ({ type, data: { lampId: 'l', now } });
  await store.append(
    'lamp-l',
    0,
    [
      about('LampAdded', { street: 'Чүй', lit: false, revision: 1 }),
      about('LampLit', { lit: true, revision: 2 }),
      about('LampSeen', { revision: 3 }),
      about('LampRemoved', {}),
    ],
    aCause(),
  );
  const changes = changesOf([lamps], await store.read('lamp-l'));
  expect(changes.map((list) => list.map(({ field, before, after }) => [field, before, after]))).toEqual([
    [
      ['lampId', null, 'l'],
      ['street', null, 'Чүй'],
      ['lit', null, false],
    ].filter(([field]) => field !== 'lampId'),
    [['lit', false, true]],
    [],
    [
      ['street', 'Чүй', null],
      ['lit', true, null],
    ],
  ]);
});

test('an event that this build does not know stands in the trail without changes, and disturbs none', async () => {
  const recorded = new MemoryEventStore();
  const about = (type: string, now: object) => ({ type, data: { lampId: 'l', now } });
  const facts = [
    about('LampAdded', { lit: false }),
    { type: 'LampSold', data: { price: 9 } },
    about('LampLit', { lit: true }),
  ];
  await recorded.append('lamp-l', 0, facts, aCause());
  const changesFor = async (...known: string[]) => {
    const shapes = new EventShapes([Object.fromEntries(known.map((type) => [type, []]))]);
    const changes = changesOf([lamps], await new ShapedEventStore(recorded, shapes).read('lamp-l'));
    return changes.map((list) => list.map(({ field, before, after }) => [field, before, after]));
  };
  expect(await changesFor('LampAdded', 'LampLit')).toEqual([[['lit', null, false]], [], [['lit', false, true]]]);
});

test('an event that an upcast cannot read stands in the trail without changes, and disturbs none', async () => {
  const recorded = new MemoryEventStore();
  const about = (type: string, now: object) => ({ type, data: { lampId: 'l', now } });
  const facts = [about('LampAdded', { lit: false }), about('LampSold', {}), about('LampLit', { lit: true })];
  await recorded.append('lamp-l', 0, facts, aCause());
  const broken = (): never => {
    throw new TypeError('no price');
  };
  const shapes = new EventShapes([{ LampAdded: [], LampSold: [broken as never], LampLit: [] }]);
  const changes = changesOf([lamps], await new ShapedEventStore(recorded, shapes).read('lamp-l'));
  expect(changes.map((list) => list.map(({ field }) => field))).toEqual([['lit'], [], ['lit']]);
});

test('the difference between two places is what happened in between, and nothing of what was changed back', async () => {
  const store = new MemoryEventStore();
  const about = (now: object) => ({ type: 'LampSet', data: { lampId: 'l', now } });
  const facts = [about({ street: 'Чүй', lit: false }), about({ lit: true }), about({ lit: false, street: 'Манас' })];
  await store.append('lamp-l', 0, facts, aCause());
  const history = await store.read('lamp-l');
  const between = (from: bigint, to: bigint) =>
    differenceBetween([lamps], history, from, to).map(({ field, before, after }) => [field, before, after]);
  expect(between(1n, 3n)).toEqual([['street', 'Чүй', 'Манас']]);
  expect(between(3n, 2n)).toEqual([
    ['street', 'Манас', 'Чүй'],
    ['lit', false, true],
  ]);
});
