import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { MemoryEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { advance, type AsOf, prepareProjections } from '@baikoo/projections';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TerritoryEvent, TerritoryKind } from '../domain/territory.events.js';
import {
  findTerritories,
  findTerritory,
  isWithin,
  territoriesProjection,
  type TerritoryFilter,
} from './territories.js';

const store = new MemoryEventStore();
let database: TestDatabase;

const register = async (territoryId: string, kind: TerritoryKind, parentId: string | null, soate: string) => {
  const iso = territoryId.startsWith('KG') ? territoryId : null;
  const population = territoryId === 'KG' ? { count: 6_936_156, source: '2022 census' } : null;
  const source = { title: 'SOATE 2021', reference: null };
  const event: TerritoryEvent = {
    type: 'TerritoryRegistered',
    data: { territoryId, kind, parentId, soate, iso, names: { ru: territoryId }, population, source },
  };
  await store.append(`territory-${territoryId}`, 0, [event], aCause());
};

beforeAll(async () => {
  database = await createTestDatabase();
  await prepareProjections(database.db, [territoriesProjection]);
  await register('KG', 'COUNTRY', null, '41700000000000');
  await register('KG-O', 'OBLAST', 'KG', '41706000000000');
  await register('KG-C', 'OBLAST', 'KG', '41708000000000');
  await register('41706226000000', 'RAION', 'KG-O', '41706226000000');
  await register('41708223000000', 'RAION', 'KG-C', '41708223000000');
  await advance(database.db, store, [territoriesProjection]);
});
afterAll(() => database.drop());

describe('whether a territory lies within another', () => {
  test.each([
    ['41706226000000', 'KG-O', true],
    ['41706226000000', 'KG', true],
    ['KG', 'KG', true],
    ['KG-O', 'KG-O', true],
    ['41706226000000', 'KG-C', false],
    ['KG-O', '41706226000000', false],
    ['KG', 'KG-O', false],
    ['nowhere', 'KG', false],
    ['nowhere', 'nowhere', false],
  ])('%s within %s: %s', async (territory, ancestor, expected) =>
    expect(await isWithin(database.db, territory, ancestor)).toBe(expected),
  );

  test('is answered as the record stood', async () => {
    expect(await isWithin(database.db, '41706226000000', 'KG', { asOf: { position: 4n } })).toBe(true);
    expect(await isWithin(database.db, '41706226000000', 'KG', { asOf: { position: 3n } })).toBe(false);
  });
});

describe('finding territories', () => {
  const ids = async (asOf: AsOf, filter?: TerritoryFilter) =>
    (await findTerritories(database.db, asOf, filter)).map(({ id }) => id);

  test('each oblast is followed by what lies in it', async () =>
    expect(await ids(undefined)).toEqual(['KG', 'KG-O', '41706226000000', 'KG-C', '41708223000000']));
  test('by parent, kind and subtree', async () => {
    expect(await ids(undefined, { parentId: 'KG' })).toEqual(['KG-O', 'KG-C']);
    expect(await ids(undefined, { kind: 'RAION' })).toEqual(['41706226000000', '41708223000000']);
    expect(await ids(undefined, { within: 'KG-C' })).toEqual(['KG-C', '41708223000000']);
    expect(await ids(undefined, { within: 'KG', kind: 'RAION', parentId: 'KG-O' })).toEqual(['41706226000000']);
  });
  test('as the record stood', async () => {
    expect(await ids({ position: 2n })).toEqual(['KG', 'KG-O']);
    expect(await ids({ position: 4n }, { within: 'KG-C' })).toEqual(['KG-C']);
  });
  test('one, with what is known of it', async () => {
    expect(await findTerritory(database.db, 'KG')).toEqual({
      id: 'KG',
      kind: 'COUNTRY',
      parentId: null,
      soate: '41700000000000',
      iso: 'KG',
      names: { ru: 'KG' },
      population: { count: 6_936_156, source: '2022 census' },
      source: { title: 'SOATE 2021', reference: null },
    });
    expect(await findTerritory(database.db, 'nowhere')).toBeUndefined();
  });
});
