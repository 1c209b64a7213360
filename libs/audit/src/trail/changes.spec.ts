import { aCause } from '@baikoo/event-store/testing';
import { MemoryEventStore } from '@baikoo/event-store';
import { expect, test } from '@jest/globals';
import type { AnyReadModel } from '@baikoo/projections';
import { changesOf } from './changes.js';

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
