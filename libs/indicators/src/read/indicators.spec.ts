import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { MemoryEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { advance, prepareProjections } from '@baikoo/projections';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { IndicatorEvent } from '../domain/indicator.events.js';
import type { SeriesEvent } from '../domain/series.events.js';
import { findFlags } from './flags.js';
import { periodsOf } from './periods.js';
import { findIndicator, findIndicators, findReadingTerritories, indicatorsProjection } from './indicators.js';

const store = new MemoryEventStore();
let database: TestDatabase;

const source = { title: 'Concept 2022–2028', reference: '§5.2' };
const append = async (stream: string, ...events: (IndicatorEvent | SeriesEvent)[]) =>
  store.append(stream, (await store.read(stream)).length, events, aCause());

const define = (indicatorId: string, directionReference: string | null) =>
  append(`indicator-${indicatorId}`, {
    type: 'IndicatorDefined',
    data: {
      ...{ indicatorId, names: { ru: indicatorId }, unit: { ru: 'единиц' }, better: 'DECREASE', valueType: 'COUNT' },
      ...{ accumulation: 'FLOW', territoryRule: 'SUM', frequency: 'YEAR', sensitivity: 'ORDINARY' },
      ...{ directionReference, holdsFrom: '2019', source },
    } as const,
  });
const record = (readingId: string, territoryId: string, period: string, value: string) =>
  append(`series-FRAUD.${territoryId}`, {
    type: 'ReadingRecorded',
    data: {
      ...{ readingId, indicatorId: 'FRAUD', territoryId, period, value, qualifier: 'EXACT', definitionVersion: 1 },
      ...{ source, note: null, illustrative: false, submissionId: null },
      ...{ recordedBy: { personId: 'p', organisationId: 'o' } },
    } as const,
  });

beforeAll(async () => {
  database = await createTestDatabase();
  await prepareProjections(database.db, [indicatorsProjection]);
  await define('THEFT', '5.2');
  await define('FRAUD', '5.2');
  await define('DRUG_CRIMES', null);
  const ids = { indicatorId: 'FRAUD', territoryId: 'KG' };
  await append(
    'indicator-FRAUD',
    {
      type: 'BaselineSet',
      data: { ...ids, period: '2021', value: '9027.50', definitionVersion: 1, source, convention: null },
    },
    {
      type: 'TargetSet',
      data: { ...ids, period: '2028', value: '4000', definitionVersion: 1, source, illustrative: true },
    },
    {
      type: 'TargetSet',
      data: { ...ids, period: '2025', value: '6000', definitionVersion: 1, source, illustrative: true },
    },
    {
      type: 'DefinitionRevised',
      data: {
        ...{ indicatorId: 'FRAUD', version: 2, holdsFrom: '2022', breakInSeries: true },
        ...{ explanation: { ru: 'Кодексы 2021 года' }, source },
      },
    },
  );
  await record('later', 'KG', '2021', '123456789012345678.000001');
  await record('second', 'KG', '2020', '7007');
  await record('half', 'KG', '2020-H1', '3000');
  await record('third', 'KG', '2020', '6736');
  await append('series-FRAUD.KG', {
    type: 'ReadingFlagged',
    data: { readingId: 'third', ...ids, rule: 'CONFLICTING_SOURCES', against: ['second'] },
  });
  await record('elsewhere', 'KG-O', '2020', '12');
  await advance(database.db, store, [indicatorsProjection]);
});
afterAll(() => database.drop());

describe('one indicator', () => {
  test('with its definitions, baseline, targets and readings by period', async () => {
    const fraud = await findIndicator(database.db, 'FRAUD');
    expect(fraud).toMatchObject({
      ...{ id: 'FRAUD', valueType: 'COUNT', directionReference: '5.2', territoryId: 'KG', revision: 5, source },
      baseline: { period: '2021', value: '9027.50', definitionVersion: 1, source, convention: null },
    });
    expect(fraud!.definitions).toEqual([
      { version: 1, holdsFrom: '2019', breakInSeries: false, explanation: null, source },
      { version: 2, holdsFrom: '2022', breakInSeries: true, explanation: { ru: 'Кодексы 2021 года' }, source },
    ]);
    expect(fraud!.targets.map(({ period, to, value }) => [period, to, value])).toEqual([
      ['2025', '2025-12-31', '6000'],
      ['2028', '2028-12-31', '4000'],
    ]);
    expect(fraud!.readings.map(({ id, conflicting }) => [id, conflicting])).toEqual([
      ['half', false],
      ['second', true],
      ['third', true],
      ['later', false],
    ]);
  });
  test('with the sources of a period side by side, and no value while they contradict each other', async () => {
    const { readings } = (await findIndicator(database.db, 'FRAUD'))!;
    const said = periodsOf(readings).map(({ period, value, sources }) => [period, value, sources.map(({ id }) => id)]);
    expect(said).toEqual([
      ['2020-H1', '3000', ['half']],
      ['2020', null, ['second', 'third']],
      ['2021', '123456789012345678.000001', ['later']],
    ]);
    const settled = readings.map((one) => ({ ...one, conflicting: false, outweighed: one.id === 'third' }));
    expect(periodsOf(settled)[1]).toMatchObject({ period: '2020', value: '7007', sources: [{}, { outweighed: true }] });
  });
  test('every digit of a value comes out as it went in', async () =>
    expect((await findIndicator(database.db, 'FRAUD'))!.readings.at(-1)!.value).toBe('123456789012345678.000001'));
  test('with the figures of another territory', async () => {
    const fraud = await findIndicator(database.db, 'FRAUD', 'KG-O');
    expect(fraud).toMatchObject({ territoryId: 'KG-O', baseline: null, targets: [], readings: [{ value: '12' }] });
  });
  test('as the record stood before anything was measured', async () => {
    const fraud = await findIndicator(database.db, 'FRAUD', 'KG', { position: 3n });
    expect(fraud).toMatchObject({ revision: 1, baseline: null, readings: [] });
    expect(fraud!.definitions).toHaveLength(1);
  });
  test('as the record stood before the contradiction was noticed', async () => {
    const readings = (await findIndicator(database.db, 'FRAUD', 'KG', { position: 9n }))!.readings;
    expect(readings.map(({ value, conflicting }) => [value, conflicting])).toEqual([
      ['7007', false],
      ['123456789012345678.000001', false],
    ]);
  });
  test('has readings in these territories', async () => {
    expect(await findReadingTerritories(database.db, 'FRAUD')).toEqual(['KG', 'KG-O']);
    expect(await findReadingTerritories(database.db, 'FRAUD', { position: 12n })).toEqual(['KG']);
    expect(await findReadingTerritories(database.db, 'THEFT')).toEqual([]);
  });
  test('or none', async () => {
    expect(await findIndicator(database.db, 'NOTHING')).toBeUndefined();
    expect(await findIndicator(database.db, 'DRUG_CRIMES', 'KG', { position: 2n })).toBeUndefined();
  });
});

describe('many indicators', () => {
  const ids = async (...filter: Parameters<typeof findIndicators>[2][]) => {
    const { rows, totals: _, ...page } = await findIndicators(database.db, undefined, filter[0]);
    return [rows.map(({ id }) => id), page];
  };

  test('come by code', async () =>
    expect(await ids()).toEqual([['DRUG_CRIMES', 'FRAUD', 'THEFT'], { totalCount: 3, hasNextPage: false }]));
  test('of one section of the Concept', async () =>
    expect(await ids({ directionReference: '5.2' })).toEqual([
      ['FRAUD', 'THEFT'],
      { totalCount: 2, hasNextPage: false },
    ]));
  test('come in pages, each of which knows how many there are in all', async () => {
    expect(await ids({ first: 2 })).toEqual([['DRUG_CRIMES', 'FRAUD'], { totalCount: 3, hasNextPage: true }]);
    expect(await ids({ first: 3 })).toEqual([['DRUG_CRIMES', 'FRAUD', 'THEFT'], { totalCount: 3, hasNextPage: false }]);
    expect(await ids({ first: 2, after: 'FRAUD' })).toEqual([['THEFT'], { totalCount: 3, hasNextPage: false }]);
    expect(await ids({ first: 2, after: 'THEFT' })).toEqual([[], { totalCount: 3, hasNextPage: false }]);
  });
});

describe('a contradiction between two sources', () => {
  const ids = { indicatorId: 'THEFT', territoryId: 'KG' };
  const noted = (readingId: string, value: string): SeriesEvent => ({
    type: 'ReadingRecorded',
    data: {
      ...{ readingId, ...ids, period: '2021', value, qualifier: 'EXACT', definitionVersion: 1 },
      ...{ source, note: null, illustrative: false, submissionId: null },
      recordedBy: { personId: 'p', organisationId: 'o' },
    },
  });
  const seen = async (status: 'OPEN' | 'MOOT') =>
    (await findFlags(database.db, undefined, { indicatorId: 'THEFT', status })).rows.map(({ readingId }) => readingId);
  const openFlags = async () => (await findIndicator(database.db, 'THEFT'))!.openFlags;

  test('is open while both stand, and ends with the retraction of either', async () => {
    await append('series-THEFT.KG', noted('one', '1'), noted('two', '2'), noted('three', '3'));
    const against = ['one', 'two'];
    await append(
      'series-THEFT.KG',
      { type: 'ReadingFlagged', data: { readingId: 'two', ...ids, rule: 'CONFLICTING_SOURCES', against: ['one'] } },
      { type: 'ReadingFlagged', data: { readingId: 'three', ...ids, rule: 'CONFLICTING_SOURCES', against } },
    );
    await advance(database.db, store, [indicatorsProjection]);
    expect([await seen('OPEN'), await seen('MOOT'), await openFlags()]).toEqual([['three', 'two'], [], 2]);
    const retract = (readingId: string): SeriesEvent => ({
      type: 'ReadingRetracted',
      data: { readingId, ...ids, reason: 'Misread', retractedBy: { personId: 'p', organisationId: 'o' } },
    });
    await append('series-THEFT.KG', retract('one'));
    const { position } = await advance(database.db, store, [indicatorsProjection]);
    // The third still contradicts the second.
    expect([await seen('OPEN'), await seen('MOOT'), await openFlags()]).toEqual([['three'], ['two'], 1]);
    await append('series-THEFT.KG', retract('two'));
    await advance(database.db, store, [indicatorsProjection]);
    expect([await seen('OPEN'), await seen('MOOT'), await openFlags()]).toEqual([[], ['three', 'two'], 0]);
    const { rows } = await findFlags(database.db, { position }, { indicatorId: 'THEFT' });
    expect(rows.map(({ readingId }) => readingId)).toEqual(['three']);
  });
});
