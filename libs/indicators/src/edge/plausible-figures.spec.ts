import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { MemoryEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { actor } from '@baikoo/kernel/testing';
import { advance, prepareProjections } from '@baikoo/projections';
import { territoriesProjection, type TerritoryEvent } from '@baikoo/territories';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { IndicatorCommand } from '../domain/indicator.js';
import type { SeriesRequest } from '../domain/series.commands.js';
import { checkReading } from './find-checks.js';
import { AskIndicator, AskIndicatorHandler } from './indicator.handler.js';
import { AskSeries, AskSeriesHandler } from './series.handler.js';

const store = new MemoryEventStore();
let database: TestDatabase;
const source = { title: 'Order', reference: null };
const by = { ...actor('secretariat'), territoryId: 'KG' };
/** The day before the convention holds, and the day from which it does. */
const [BEFORE, FROM] = ['2026-11-22T06:00:00.000Z', '2026-11-23T06:00:00.000Z'];

const askIndicator = (at: string, command: object) =>
  new AskIndicatorHandler(store, database.db).execute(
    new AskIndicator({ ...command, indicatorId: 'FIRES', source, by, at } as IndicatorCommand, aCause()),
  );
const askSeries = (at: string, command: object) =>
  new AskSeriesHandler(store, database.db).execute(
    new AskSeries({ ...command, indicatorId: 'FIRES', territoryId: 'KG', by, at } as SeriesRequest, aCause()),
  );

beforeAll(async () => {
  database = await createTestDatabase();
  await prepareProjections(database.db, [territoriesProjection]);
  const republic: TerritoryEvent = {
    type: 'TerritoryRegistered',
    data: {
      ...{ territoryId: 'KG', kind: 'COUNTRY', parentId: null, soate: 'KG', iso: 'KG' },
      ...{ names: { ru: 'Кыргызстан' }, population: null, source },
    },
  };
  await store.append('territory-map.kg', 0, [republic], aCause());
  await advance(database.db, store, [territoriesProjection]);
  await askIndicator(BEFORE, {
    ...{ type: 'DefineIndicator', names: { ru: 'Пожары' }, unit: { ru: 'случаев' }, better: 'DECREASE' },
    ...{ valueType: 'COUNT', accumulation: 'FLOW', territoryRule: 'SUM', frequency: 'YEAR' },
    ...{ sensitivity: 'ORDINARY', directionReference: null, holdsFrom: '2000' },
  });
  const setting = {
    ...{ convention: 'FIGURES', values: { largestValue: '1000', earliestYear: '2015', targetYears: '5' } },
    ...{ holdsFrom: '2026-11-23', why: 'Agreed', act: { titles: { ru: 'Решение' }, number: '1', date: null } },
    setBy: { personId: 'secretariat-person', organisationId: 'secretariat' },
  };
  await store.append('convention-FIGURES', 0, [{ type: 'ConventionSet', data: setting }], aCause());
});
afterAll(() => database.drop());

describe('what no figure can be', () => {
  const reading = {
    ...{ type: 'RecordReading', source, qualifier: 'EXACT', definitionVersion: 1, note: null },
    ...{ illustrative: false, submissionId: null },
  };
  const figure = { territoryId: 'KG', definitionVersion: 1, illustrative: false };
  const target = { type: 'SetTarget', ...figure, value: '5' };

  test('goes by the standard until another convention holds, and by that from its day on', async () => {
    const tooEarly = { ...reading, period: '2014', value: '7' };
    const tooLarge = { ...reading, period: '2020', value: '1001' };
    const missing = { type: 'DeclareReadingMissing', period: '2013', why: 'Not counted' };
    const baseline = { type: 'SetBaseline', ...figure, period: '2012', value: '9', convention: null };
    const farTarget = { ...target, period: '2032' };
    const early = { refused: 'PERIOD_TOO_EARLY', path: 'period', details: { earliest: '2015-01-01' } };
    expect(await askSeries(FROM, tooEarly)).toMatchObject(early);
    expect(await askSeries(FROM, tooLarge)).toMatchObject({ refused: 'ABSURD_VALUE', details: { largest: '1000' } });
    expect(await askSeries(FROM, missing)).toMatchObject(early);
    expect(await askIndicator(FROM, baseline)).toMatchObject(early);
    expect(await askIndicator(FROM, farTarget)).toMatchObject({ refused: 'TARGET_TOO_FAR', details: { last: '2031' } });
    for (const accepted of [
      await askSeries(BEFORE, tooEarly),
      await askSeries(BEFORE, tooLarge),
      await askSeries(BEFORE, missing),
      await askIndicator(BEFORE, baseline),
      await askIndicator(BEFORE, farTarget),
    ])
      expect(accepted).toMatchObject({ revision: expect.any(Number) });
  });

  test('is told before a report holds it', async () => {
    const asked = { indicatorId: 'FIRES', territoryId: 'KG', period: '2021', value: '1001', definitionVersion: null };
    expect(await checkReading(store, asked, '2026-11-23')).toMatchObject({ refused: 'ABSURD_VALUE' });
    expect(await checkReading(store, asked, '2026-11-22')).not.toHaveProperty('refused');
  });
});
