import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { MemoryEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { actor } from '@baikoo/kernel/testing';
import { advance, prepareProjections } from '@baikoo/projections';
import { territoriesProjection, type TerritoryEvent } from '@baikoo/territories';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { IndicatorCommand } from '../domain/indicator.js';
import type { SeriesRequest } from '../domain/series.commands.js';
import { AskIndicator, AskIndicatorHandler } from './indicator.handler.js';
import { AskSeries, AskSeriesHandler } from './series.handler.js';

/** Rule 2 for readings: a commission speaks within its territory, a ministry of what it answers for. */
const reaching = (organisationId: string, territoryId: string | null = 'KG') => ({
  ...actor(organisationId),
  territoryId,
});
const who = { by: actor('secretariat'), at: '2026-11-22T06:00:00.000Z' };
const store = new MemoryEventStore();
let database: TestDatabase;
const askIndicator = (command: object) =>
  new AskIndicatorHandler(store, database.db).execute(
    new AskIndicator({ ...command, ...who } as IndicatorCommand, aCause()),
  );
const askSeries = (command: object) =>
  new AskSeriesHandler(store, database.db).execute(new AskSeries({ ...who, ...command } as SeriesRequest, aCause()));

beforeAll(async () => {
  database = await createTestDatabase();
  await prepareProjections(database.db, [territoriesProjection]);
  const units = [
    { territoryId: 'KG', kind: 'COUNTRY', parentId: null },
    { territoryId: 'KG-B', kind: 'OBLAST', parentId: 'KG' },
    { territoryId: 'KG-GO', kind: 'REPUBLICAN_CITY', parentId: 'KG' },
  ] as const;
  const registered = units.map((unit): TerritoryEvent => ({
    type: 'TerritoryRegistered',
    data: {
      ...{ ...unit, soate: unit.territoryId, iso: unit.territoryId, names: { ru: unit.territoryId }, population: null },
      source: { title: 'SOATE', reference: null },
    },
  }));
  await store.append('territory-map.kg', 0, registered, aCause());
  await advance(database.db, store, [territoriesProjection]);
});
afterAll(() => database.drop());

describe('who speaks of the readings of a territory', () => {
  const missing = {
    ...{ type: 'DeclareReadingMissing', indicatorId: 'ESCAPES', territoryId: 'KG-B', period: '2020' },
    why: 'The register was begun later',
  };

  test('whose mandate reaches it', async () => {
    await askIndicator({
      ...{ type: 'DefineIndicator', indicatorId: 'ESCAPES', names: { ru: 'Побеги' }, unit: { ru: 'случаев' } },
      ...{ better: 'DECREASE', valueType: 'COUNT', accumulation: 'FLOW', territoryRule: 'SUM', frequency: 'YEAR' },
      ...{
        sensitivity: 'ORDINARY',
        directionReference: null,
        holdsFrom: '2019',
        responsibleOrganisationId: 'ministry',
      },
      source: { title: 'Order', reference: null },
    });
    const ofAnother = { ...missing, by: reaching('commission', 'KG-GO') };
    expect(await askSeries(ofAnother)).toMatchObject({ refused: 'FOREIGN_TERRITORY', path: 'territoryId' });
    expect(await askSeries({ ...missing, by: reaching('commission', 'KG-B') })).toMatchObject({ revision: 1 });
  });
  test('a ministry, of the indicator that it answers for', async () => {
    const ofAYear = { ...missing, period: '2021' };
    expect(await askSeries({ ...ofAYear, by: reaching('another', null) })).toMatchObject({
      ...{ refused: 'NOT_YOUR_INDICATOR', path: 'indicatorId' },
    });
    expect(await askSeries({ ...ofAYear, by: reaching('ministry', null) })).toMatchObject({ revision: 2 });
  });
  test('a ministry, of the reading that it reported', async () => {
    const source = { title: 'Letter', reference: null };
    const figure = { qualifier: 'EXACT', definitionVersion: 1, note: null, illustrative: false, submissionId: null };
    const said = { type: 'RecordReading', indicatorId: 'ESCAPES', territoryId: 'KG', source, ...figure };
    const ofPolice = { ...said, by: reaching('police', null) };
    await askSeries({ ...ofPolice, period: '2022', value: '7' });
    const zero = { ...ofPolice, period: '2023', value: '0' };
    expect(await askSeries(zero)).toMatchObject({ stream: 'series-ESCAPES.KG' });
    const explain = {
      ...{ type: 'ResolveFlag', indicatorId: 'ESCAPES', territoryId: 'KG', readingId: 'ESCAPES.KG.2023.1' },
      ...{ rule: 'ZERO_AFTER_NON_ZERO', explanation: 'Counted elsewhere', holds: null },
    };
    expect(await askSeries({ ...explain, by: reaching('another', null) })).toMatchObject({
      ...{ refused: 'NOT_YOUR_INDICATOR' },
    });
    expect(await askSeries({ ...explain, by: reaching('police', null) })).toMatchObject({
      stream: 'series-ESCAPES.KG',
    });
  });
  test('nobody confirms beyond the territory of the mandate', async () =>
    expect(
      await askSeries({
        ...{ type: 'ConfirmReading', indicatorId: 'ESCAPES', territoryId: 'KG', readingId: 'ESCAPES.KG.2023.1' },
        by: reaching('commission', 'KG-B'),
      }),
    ).toMatchObject({ refused: 'FOREIGN_TERRITORY' }));
});
