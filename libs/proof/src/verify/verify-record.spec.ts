import { describe, expect, test } from '@jest/globals';
import { MemoryEventStore, type Recorded } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import {
  type Checkpoint,
  generateSigner,
  GrowingTree,
  leafHash,
  openCheckpoint,
  signCheckpoint,
} from '../domain/index.js';
import { notesOf, verifyRecord } from './verify-record.js';

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
