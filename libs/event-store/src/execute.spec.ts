import { describe, expect, test } from '@jest/globals';
import { type Decider, type Event, refuse } from '@baikoo/kernel';
import { EventShapes } from './event-shapes.js';
import { execute, stateOf } from './execute.js';
import { UnknownFact } from './known.js';
import { MemoryEventStore } from './memory/memory-event-store.js';
import { ShapedEventStore } from './shaped-event-store.js';
import { aCause } from './store-under-test.js';

/** A lamp that may be lit once. A newer build also knows that it can burn out. */
type LampEvent = Event<'LampLit', { readonly by: string }> | Event<'LampBurntOut', { readonly hours: number }>;
const lamp: Decider<'NEW' | 'LIT' | 'BURNT_OUT', { readonly by: string }, LampEvent, 'NOT_NEW'> = {
  initial: 'NEW',
  decide: (state, { by }) => (state === 'NEW' ? [{ type: 'LampLit', data: { by } }] : refuse('NOT_NEW')),
  evolve: (_, { type }) => (type === 'LampLit' ? 'LIT' : 'BURNT_OUT'),
};
const older = new EventShapes([{ LampLit: [] }]);
const newer = new EventShapes([{ LampLit: [], LampBurntOut: [] }]);

/** A record in which a newer build has written about one lamp. */
async function aRecord() {
  const recorded = new MemoryEventStore();
  await recorded.append('lamp-1', 0, [{ type: 'LampBurntOut', data: { hours: 9 } }], aCause());
  return { recorded, old: new ShapedEventStore(recorded, older), upgraded: new ShapedEventStore(recorded, newer) };
}
const light = (stream: string, cause = aCause()) => ({ decider: lamp, stream, command: { by: 'guard' }, cause });

describe('a history with an event that this build does not know', () => {
  test('takes no decision: it throws, says why, and appends nothing', async () => {
    const { recorded, old } = await aRecord();
    const deciding = execute(old, light('lamp-1'));
    await expect(deciding).rejects.toThrow(UnknownFact);
    await expect(deciding).rejects.toThrow(
      /older than the record: lamp-1 holds .* LampBurntOut version 1 .*position 1/,
    );
    expect(await recorded.head()).toBe(1n);
  });

  test('bears no decision on another history either', async () => {
    const { recorded, old } = await aRecord();
    await expect(stateOf(old, lamp, 'lamp-1')).rejects.toThrow(UnknownFact);
    await expect(execute(old, { ...light('lamp-2'), restsOn: ['lamp-1'] })).rejects.toThrow(UnknownFact);
    expect(await recorded.head()).toBe(1n);
  });

  test('stops no decision about anything else', async () => {
    const { old } = await aRecord();
    expect(await execute(old, light('lamp-2'))).toMatchObject({ stream: 'lamp-2', revision: 1 });
  });

  test('still answers a command that was accepted before with its first receipt', async () => {
    const { recorded, old } = await aRecord();
    const cause = aCause();
    const receipt = await execute(old, light('lamp-2', cause));
    await recorded.append('lamp-2', 1, [{ type: 'LampBurntOut', data: { hours: 1 } }], aCause());
    expect(await execute(old, light('lamp-2', cause))).toEqual(receipt);
  });

  test('is decided on by a build that knows the event', async () => {
    const { upgraded } = await aRecord();
    expect(await stateOf(upgraded, lamp, 'lamp-1')).toBe('BURNT_OUT');
    expect(await execute(upgraded, light('lamp-1'))).toMatchObject({ refused: 'NOT_NEW' });
  });
});

describe('two people who looked at the same history', () => {
  /** A counter that takes anything, so that nothing but the revision can refuse. */
  const counter: Decider<number, { readonly by: string }, LampEvent, never> = {
    initial: 0,
    decide: (_, { by }) => [{ type: 'LampLit', data: { by } }],
    evolve: (count) => count + 1,
  };
  const count = (store: MemoryEventStore, cause: ReturnType<typeof aCause>, expectedRevision?: number) => {
    const asked = expectedRevision === undefined ? cause : { ...cause, expectedRevision };
    return execute(store, { decider: counter, stream: 'lamp-1', command: { by: 'guard' }, cause: asked });
  };

  test('at the same moment: one changes it, the other is told what happened meanwhile and by whom', async () => {
    const store = new MemoryEventStore();
    await count(store, aCause());
    const by = aCause({ organisationId: 'commission', roleAtTime: 'SECRETARY' });
    const both = await Promise.all([count(store, by, 1), count(store, aCause({ ...by, commandId: 'the-other-1' }), 1)]);
    const refused = both.filter((answer) => 'refused' in answer);
    expect(refused).toMatchObject([{ refused: 'CHANGED_SINCE', path: 'expectedRevision', details: { revision: '2' } }]);
    expect(JSON.parse(refused[0]!.details!['facts']!)).toMatchObject([
      { type: 'LampLit', organisationId: 'commission', role: 'SECRETARY' },
    ]);
  });
  test('a command sent twice has one effect, also when its own change is what moved the history', async () => {
    const store = new MemoryEventStore();
    const cause = aCause();
    const first = await count(store, cause, 0);
    expect(await count(store, cause, 0)).toEqual(first);
    expect(await store.head()).toBe(1n);
  });
  test('what somebody had seen is not kept in the record', async () => {
    const store = new MemoryEventStore();
    await count(store, aCause(), 0);
    expect((await store.read('lamp-1'))[0]!.cause).not.toHaveProperty('expectedRevision');
  });
  test('nobody can have seen what is still to come', async () =>
    expect(await count(new MemoryEventStore(), aCause(), 3)).toMatchObject({ refused: 'NOT_THAT_FAR' }));
});
