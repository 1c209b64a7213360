import { translatorFor } from '@baikoo/languages';
import { territoriesProjection, TERRITORY_MAP_STREAM } from '@baikoo/territories';
import { aCause } from '@baikoo/event-store/testing';
import { MemoryEventStore } from '@baikoo/event-store';
import { expect, test } from '@jest/globals';
import { changeTold } from '../edge/tell.js';
import { changesOf } from '../trail/changes.js';
import type { Speech } from './in-words.js';

test('each thing that a change of the map says is told with the unit and what it is about', async () => {
  const store = new MemoryEventStore();
  const source = { title: 'illustrative', reference: null };
  const unit = { kind: 'AYIL_AIMAK', parentId: 'r', soate: '1', iso: null, population: null, source };
  const born = { ...unit, territoryId: 'b', names: { en: 'Boz' }, validFrom: '2025-01-01' };
  await store.append(TERRITORY_MAP_STREAM, 0, [{ type: 'TerritoryRegistered', data: born }], aCause());
  const [changes = []] = changesOf(territoriesProjection.models, await store.readLog(0n, 1));
  const speech: Speech = {
    ...{ language: 'en', translator: translatorFor('en') },
    nameOf: (kind, id) => `${kind} ${id}`,
  };
  const told = changes
    .filter(({ row }) => row.startsWith('territory_fact/'))
    .map((change) => changeTold(change, speech))
    .map(({ label, afterText }) => `${label}: ${afterText}`);
  expect(told).toEqual([
    'TERRITORY b, existence, holds from: 1 January 2025',
    'TERRITORY b, existence: yes',
    'TERRITORY b, name, holds from: 1 January 2025',
    'TERRITORY b, name: Boz',
    'TERRITORY b, place on the map, holds from: 1 January 2025',
    'TERRITORY b, place on the map: TERRITORY r',
  ]);
});
