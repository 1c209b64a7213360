import canonicalize from 'canonicalize';
import { describe, expect, test } from '@jest/globals';
import { leafHash, leafText } from './leaf.js';

const EVENT = {
  eventId: '00000000-0000-4000-8000-000000000001',
  stream: 'measure-lighting',
  revision: 1,
  type: 'ProgressReported',
  schemaVersion: 2,
  data: { percent: 40, note: 'Ок' },
  recordedAt: '2026-11-24T00:00:00.000Z',
  cause: { commandId: 'c', reason: null },
};

describe('the leaf of an event', () => {
  test('is the canonical JSON of what a reader can see of it', () => expect(leafText(EVENT)).toBe(canonicalize(EVENT)));

  test('says nothing of where a store keeps it', () =>
    expect(leafText({ ...EVENT, ...{ position: 7n, written: {} } })).toBe(leafText(EVENT)));

  test('changes with every field', () => {
    const changes: readonly Partial<typeof EVENT>[] = [
      ...[{ eventId: 'x' }, { stream: 'x-1' }, { revision: 2 }, { type: 'X' }, { schemaVersion: 1 }],
      ...[{ data: { percent: 41, note: 'Ок' } }, { recordedAt: 'x' }, { cause: { commandId: 'd', reason: null } }],
    ];
    const hashes = changes.map((change) => leafHash({ ...EVENT, ...change }).toString('hex'));
    expect(new Set([leafHash(EVENT).toString('hex'), ...hashes]).size).toBe(changes.length + 1);
  });
});
