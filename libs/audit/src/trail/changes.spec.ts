import { aCause } from '@baikoo/event-store/testing';
import { EventShapes, MemoryEventStore, ShapedEventStore } from '@baikoo/event-store';
import { identityProjection, type MandateEvent } from '@baikoo/identity';
import { describe, expect, test } from '@jest/globals';
import type { AnyReadModel } from '@baikoo/projections';
import { changesOf, statesBetween } from './changes.js';

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
  const at = (position: bigint) => ({ position, date: '2026-07-01' });
  const between = (from: bigint, to: bigint) =>
    statesBetween([lamps], history, at(from), at(to)).changes.map(({ field, before, after }) => [field, before, after]);
  expect(between(1n, 3n)).toEqual([['street', 'Чүй', 'Манас']]);
  expect(between(3n, 2n)).toEqual([
    ['street', 'Манас', 'Чүй'],
    ['lit', false, true],
  ]);
});

describe('the mandate of a person', () => {
  const granted = {
    ...{ mandateId: 'm', personId: 'p', role: 'AUDITOR' as const, organisationId: 'o', territoryId: null },
    ...{ from: '2026-01-10', to: '2026-06-30' },
  };
  const history = async (...more: readonly MandateEvent[]) => {
    const store = new MemoryEventStore();
    await store.append('mandate-m', 0, [{ type: 'MandateGranted', data: granted }, ...more], aCause());
    return store.read('mandate-m');
  };
  const standing = async (from: string, to: string, ...more: readonly MandateEvent[]) => {
    const events = await history(...more);
    const end = events.at(-1)!.position;
    const [first, last] = [
      { position: end, date: from },
      { position: end, date: to },
    ];
    return statesBetween(identityProjection.models, events, first, last).changes.map(
      ({ field, before, after }) => [field, before, after] as const,
    );
  };

  test('begins and runs out between two moments without any fact', async () => {
    expect(await standing('2026-01-09', '2026-01-10')).toEqual([['standing', 'NOT_YET', 'IN_FORCE']]);
    expect(await standing('2026-06-30', '2026-07-01')).toEqual([['standing', 'IN_FORCE', 'ENDED']]);
    expect(await standing('2026-02-01', '2026-06-30')).toEqual([]);
  });

  test('no longer holds from the day on which it was revoked', async () => {
    const revoked: MandateEvent = { type: 'MandateRevoked', data: { mandateId: 'm', revokedOn: '2026-03-01' } };
    expect(await standing('2026-02-28', '2026-03-01', revoked)).toEqual([['standing', 'IN_FORCE', 'REVOKED']]);
  });
});
