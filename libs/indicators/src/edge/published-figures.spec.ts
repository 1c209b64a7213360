import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { projectFile } from '@baikoo/database';
import { MemoryEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { isRefusal } from '@baikoo/kernel';
import { actor } from '@baikoo/kernel/testing';
import { advance, prepareProjections } from '@baikoo/projections';
import { type PlanEvent, plansProjection } from '@baikoo/plans';
import { territoriesProjection, type TerritoryEvent, territoryStream } from '@baikoo/territories';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { compareWithBaseline } from '../domain/comparison.formula.js';
import type { IndicatorCommand } from '../domain/indicator.js';
import type { SeriesRequest } from '../domain/series.commands.js';
import { findIndicator, findIndicators, indicatorsProjection } from '../read/indicators.js';
import { AskIndicator, AskIndicatorHandler } from './indicator.handler.js';
import { AskSeries, AskSeriesHandler } from './series.handler.js';

/** The slice from end to end, on all figures that were published: data/indicators. */
const rowsOf = (file: string): Record<string, string>[] =>
  parse(readFileSync(projectFile(`data/indicators/${file}.csv`)), { columns: true });

const reaching = (organisationId: string, territoryId: string | null = 'KG') => ({
  ...actor(organisationId),
  territoryId,
});
const who = { by: actor('secretariat'), at: '2026-11-22T06:00:00.000Z' };
const store = new MemoryEventStore();
let database: TestDatabase;
let indicators: AskIndicatorHandler;
let series: AskSeriesHandler;

const askIndicator = (command: object) =>
  indicators.execute(new AskIndicator({ ...command, ...who } as IndicatorCommand, aCause()));
const askSeries = (command: object, cause = aCause()) =>
  series.execute(new AskSeries({ ...who, ...command } as SeriesRequest, cause));

const registered = (territoryId: string): TerritoryEvent => ({
  type: 'TerritoryRegistered',
  data: {
    ...{ territoryId, kind: 'OBLAST', parentId: null, soate: territoryId, iso: territoryId },
    ...{ names: { ru: territoryId }, population: null, source: { title: 'SOATE', reference: null } },
  } as const,
});

const CONCEPT: readonly PlanEvent[] = [
  {
    type: 'PlanDrafted',
    data: {
      ...{ planId: 'concept', kind: 'NATIONAL', territoryId: 'KG', titles: { ru: 'Концепция' }, source: null },
      ...{ from: '2022-01-01', to: '2028-12-31' },
    },
  },
  {
    type: 'DirectionAdded',
    data: {
      planId: 'concept',
      directionId: '5.2',
      kind: 'PRIORITY',
      reference: '5.2',
      titles: { ru: 'Мошенничество' },
    },
  },
];

const definitionOf = (row: Record<string, string>) => ({
  type: 'DefineIndicator',
  indicatorId: row.code,
  names: { ru: row.name_ru },
  unit: { ru: row.unit_ru },
  better: row.direction,
  valueType: row.value_type,
  accumulation: row.accumulation,
  territoryRule: row.territory_rule,
  frequency: row.frequency,
  sensitivity: row.sensitivity,
  directionReference: row.direction_ref || null,
  source: { title: row.source, reference: row.source_ref },
});
const readingOf = (row: Record<string, string>) => ({
  type: 'RecordReading',
  indicatorId: row.code,
  territoryId: row.territory,
  period: row.period,
  value: row.value,
  qualifier: row.qualifier,
  definitionVersion: Number(row.definition_version),
  source: { title: row.source, reference: row.source_ref },
  note: row.note_ru ? { ru: row.note_ru } : null,
  illustrative: false,
  submissionId: null,
});

beforeAll(async () => {
  database = await createTestDatabase();
  await prepareProjections(database.db, [territoriesProjection, plansProjection, indicatorsProjection]);
  indicators = new AskIndicatorHandler(store, database.db);
  series = new AskSeriesHandler(store, database.db);
  for (const id of new Set(rowsOf('readings').map(({ territory }) => territory!)))
    await store.append(territoryStream(id), 0, [registered(id)], aCause());
  await store.append('plan-concept', 0, CONCEPT, aCause());
  await advance(database.db, store, [territoriesProjection, plansProjection]);

  const versions = rowsOf('definition_versions');
  const readings = rowsOf('readings');
  const outcomes = [];
  for (const row of rowsOf('definitions')) {
    const [first, ...later] = versions.filter(({ code }) => code === row.code);
    outcomes.push(await askIndicator({ ...definitionOf(row), holdsFrom: first!.holds_from }));
    for (const { version, holds_from, break_in_series, reason_ru, source } of later)
      outcomes.push(
        await askIndicator({
          ...{ type: 'ReviseDefinition', indicatorId: row.code, version: Number(version), holdsFrom: holds_from },
          ...{ breakInSeries: break_in_series === 'yes', explanation: { ru: reason_ru } },
          source: { title: source, reference: null },
        }),
      );
    const baseline = readings.find(
      ({ code, territory, period }) => code === row.code && territory === 'KG' && period === row.baseline_period,
    );
    if (baseline)
      outcomes.push(await askIndicator({ ...readingOf(baseline), type: 'SetBaseline', convention: { ru: 'Наша' } }));
  }
  for (const row of readings) outcomes.push(await askSeries(readingOf(row)));
  expect(outcomes.filter(isRefusal)).toEqual([]);
  await advance(database.db, store, [indicatorsProjection]);
});
afterAll(() => database.drop());

describe('every published figure', () => {
  test('finds its place, to the digit', async () => {
    const found = [];
    for (const territory of new Set(rowsOf('readings').map(({ territory }) => territory!)))
      for (const { id, readings } of (await findIndicators(database.db, undefined, { territoryId: territory })).rows)
        found.push(...readings.map(({ period, value }) => [id, territory, period, value].join()));
    const published = rowsOf('readings').map((row) => [row.code, row.territory, row.period, row.value].join());
    expect(found.toSorted()).toEqual(published.toSorted());
  });
  test('keeps its twin: fraud in 2020 is 6 736 in Table 1 and 7 007 in section 5.2', async () => {
    const fraud = await findIndicator(database.db, 'FRAUD');
    const twins = fraud!.readings.filter(({ conflicting }) => conflicting);
    expect(twins.map(({ period, value }) => [period, value]).toSorted()).toEqual([
      ['2020', '6736'],
      ['2020', '7007'],
    ]);
  });
});

describe('the change since the baseline', () => {
  test.each([
    ['CRIMES_TOTAL', { notCompared: 'BREAK_IN_SERIES' }],
    ['CRIMES_BY_MINORS', { notCompared: 'BREAK_IN_SERIES' }],
    ['DOMESTIC_VIOLENCE', { notCompared: 'PERIODS_DIFFER' }],
    ['ROAD_DEATHS', { notCompared: 'NO_BASELINE' }],
    ['THEFT', { notCompared: 'NO_LATER_READING' }],
    ['CHILD_SUICIDES', { from: '2020', to: '2025', absolute: '3', relative: '0.0306' }],
  ])('%s: %j', async (code, change) =>
    expect(compareWithBaseline((await findIndicator(database.db, code))!)).toEqual(change),
  );
});

describe('asking a series', () => {
  const murder = { code: 'MURDER', territory: 'KG', period: '2024', value: '150', definition_version: '1' };
  const reading = readingOf({ ...murder, qualifier: 'EXACT', source: 'Press', source_ref: '1' });

  test('a territory that nobody registered has no readings', async () =>
    expect(await askSeries({ ...reading, territoryId: 'KG-X' })).toMatchObject({ refused: 'UNKNOWN_TERRITORY' }));
  test('an indicator that nobody defined has no readings', async () =>
    expect(await askSeries({ ...reading, indicatorId: 'NOTHING' })).toMatchObject({ refused: 'UNKNOWN_INDICATOR' }));
  test('a definition that was revised a moment ago counts at once, though no query shows it yet', async () => {
    const first = await askSeries({ ...reading, definitionVersion: 2 });
    expect(first).toMatchObject({ refused: 'UNKNOWN_DEFINITION' });
    await askIndicator({
      ...{ type: 'ReviseDefinition', indicatorId: 'MURDER', version: 2, holdsFrom: '2022', breakInSeries: true },
      ...{ explanation: { ru: 'Кодексы 2021 года' }, source: { title: 'Press', reference: null } },
    });
    expect(await askSeries({ ...reading, definitionVersion: 2 })).toMatchObject({ stream: 'series-MURDER.KG' });
  });
  test('the same command sent twice has one effect', async () => {
    const cause = aCause();
    const receipt = await askSeries({ ...reading, period: '2025' }, cause);
    expect(await askSeries({ ...reading, period: '2025' }, cause)).toEqual(receipt);
  });
  test('a reading is confirmed by another organisation', async () => {
    const confirm = { type: 'ConfirmReading', indicatorId: 'MURDER', territoryId: 'KG', readingId: 'MURDER.KG.2019.1' };
    expect(await askSeries({ ...confirm, by: reaching('secretariat') })).toMatchObject({ refused: 'OWN_WORK' });
    expect(await askSeries({ ...confirm, by: reaching('inspectorate') })).toMatchObject({
      stream: 'series-MURDER.KG',
    });
    await advance(database.db, store, [indicatorsProjection]);
    const { readings } = (await findIndicator(database.db, 'MURDER'))!;
    expect(readings[0]).toMatchObject({ id: 'MURDER.KG.2019.1', status: 'CONFIRMED' });
  });
});

test('a baseline of a territory that nobody registered is refused', async () =>
  expect(
    await askIndicator({
      ...{ type: 'SetBaseline', indicatorId: 'THEFT', territoryId: 'KG-X', period: '2021', value: '1' },
      ...{ definitionVersion: 1, source: { title: 'Press', reference: null }, convention: null },
    }),
  ).toMatchObject({ refused: 'UNKNOWN_TERRITORY', path: 'territoryId' }));

test('a target of a section of the Concept lies within the Concept', async () => {
  const target = {
    ...{ type: 'SetTarget', indicatorId: 'FRAUD', territoryId: 'KG', value: '4000', definitionVersion: 1 },
    ...{ source: { title: 'Draft', reference: null }, illustrative: true },
  };
  expect(await askIndicator({ ...target, period: '2029' })).toEqual({
    ...{ refused: 'TARGET_OUTSIDE_PLAN', path: 'period', details: { from: '2022-01-01', to: '2028-12-31' } },
  });
  expect(await askIndicator({ ...target, period: '2028' })).toMatchObject({ stream: 'indicator-FRAUD' });
});
