import { actor, specify } from '@baikoo/kernel/testing';
import { describe, test } from '@jest/globals';
import type { TerritoryEvent } from './territory.events.js';
import { territory, type TerritoryCommand } from './territory.js';

const { given } = specify(territory);
const by = actor('secretariat');
const at = '2026-11-22T06:00:00.000Z';

const registered: TerritoryEvent = {
  type: 'TerritoryRegistered',
  data: {
    territoryId: 'KG-O',
    kind: 'OBLAST',
    parentId: 'KG',
    soate: '41706000000000',
    iso: 'KG-O',
    names: { ky: 'Ош облусу', ru: 'Ошская область', en: 'Osh Region' },
    population: null,
    source: { title: 'SOATE 2021', reference: null },
  },
};
const register: TerritoryCommand = { type: 'RegisterTerritory', ...registered.data, by, at };

describe('registering a territory', () => {
  test('a territory whose population nobody knows can be registered', () => given().when(register).yields(registered));
  test('an id names one territory', () =>
    given(registered).when(register).isRefused('ALREADY_REGISTERED', 'territoryId'));
  test('fewer than no people live nowhere', () =>
    given()
      .when({ ...register, population: { count: -1, source: 'census' } })
      .isRefused('NEGATIVE_COUNT', 'population.count'));
});
