import { conventionsProjection } from '@baikoo/conventions';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { MemoryEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { parsePeriod } from '@baikoo/kernel';
import { advance, type AsOf, prepareProjections } from '@baikoo/projections';
import { territoriesProjection, type TerritoryEvent } from '@baikoo/territories';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { IndicatorEvent } from '../domain/indicator.events.js';
import { rollUpOf } from '../domain/roll-up-of.formula.js';
import type { SeriesEvent } from '../domain/series.events.js';
import { indicatorsProjection } from './indicators.js';
import { findRollUpFacts, type RollUpQuestion } from './roll-up.js';
import { findReadings, type ReadingFilter } from './readings.js';
import { findSilence, type SilenceFilter } from './silence.js';

const store = new MemoryEventStore();
let database: TestDatabase;

const OBLAST = 'KG-O';
const RAION = '41706226000000';
const CITY = '41703410000010';
const source = { title: 'SOATE 2021', reference: null };

type Registered = Extract<TerritoryEvent, { type: 'TerritoryRegistered' }>['data'];
const unit = (
  territoryId: string,
  kind: Registered['kind'],
  parentId: string | null,
  ru = territoryId,
): Registered => ({
  ...{ territoryId, kind, parentId, soate: territoryId, iso: null, names: { ru }, population: null, source },
});
const basis = (changeId: string, effectiveOn: string) => ({
  ...{ changeId, effectiveOn, source, illustrative: true },
  legalAct: { titles: { ru: 'Закон' }, number: null, date: '2024-06-10' },
});

/** A real raion and city; the aimaks and their merger are illustrative. */
const MAP: readonly TerritoryEvent[] = [
  ...[
    unit('KG', 'COUNTRY', null),
    unit(OBLAST, 'OBLAST', 'KG'),
    unit(RAION, 'RAION', OBLAST),
    unit(CITY, 'OBLAST_CITY', OBLAST, 'город Джалал-Абад'),
    unit('a1', 'AYIL_AIMAK', RAION),
    unit('a2', 'AYIL_AIMAK', RAION),
    unit('b', 'AYIL_AIMAK', RAION),
  ].map((data) => ({ type: 'TerritoryRegistered', data }) as const),
  {
    type: 'TerritoriesMerged',
    data: {
      ...{ ...basis('merger', '2025-01-01'), mergedIds: ['a1', 'a2'], successorId: 'a3', placements: [] },
      successor: unit('a3', 'AYIL_AIMAK', RAION),
    },
  },
  {
    type: 'TerritoryRenamed',
    data: { ...basis('manas', '2025-09-10'), territoryId: CITY, names: { ru: 'город Манас' } },
  },
];

const append = async (stream: string, ...events: (IndicatorEvent | SeriesEvent | TerritoryEvent)[]) =>
  (await store.append(stream, (await store.read(stream)).length, events, aCause())).position;

const record = (territoryId: string, period: string, value: string, change: object = {}) =>
  append(`series-THEFT.${territoryId}`, {
    type: 'ReadingRecorded',
    data: {
      ...{ readingId: `THEFT.${territoryId}.${period}.1`, indicatorId: 'THEFT', territoryId, period, value },
      ...{ qualifier: 'EXACT', definitionVersion: 1, source, note: null, illustrative: true, submissionId: null },
      ...{ recordedBy: { personId: 'p', organisationId: 'o' }, ...change },
    } as const,
  });

let beforeRetraction: bigint;
let beforeMerger: bigint;

beforeAll(async () => {
  database = await createTestDatabase();
  const projections = [territoriesProjection, indicatorsProjection, conventionsProjection];
  await prepareProjections(database.db, projections);
  beforeMerger = await append('territory-map.kg', ...MAP.slice(0, 7));
  await append('territory-map.kg', ...MAP.slice(7));
  await append('indicator-THEFT', {
    type: 'IndicatorDefined',
    data: {
      ...{ indicatorId: 'THEFT', names: { ru: 'Кражи' }, unit: { ru: 'случаев' }, better: 'DECREASE' },
      ...{ valueType: 'COUNT', accumulation: 'FLOW', territoryRule: 'SUM', frequency: 'YEAR' },
      ...{ sensitivity: 'ORDINARY', directionReference: null, holdsFrom: '2019', source, minimumCoverage: '0.5' },
    } as const,
  });
  await record('a1', '2024', '10');
  await record('a2', '2024-H1', '8');
  await record('a2', '2024-H2', '12');
  await record('b', '2024', '5');
  await record('a3', '2025', '33');
  await record('b', '2025', '4');
  await record(RAION, '2025', '40');
  await record(CITY, '2025', '60');
  // Two sources on one year of `b`, until one of them is taken back.
  const other = { readingId: 'THEFT.b.2025.2', source: { title: 'Press', reference: null } };
  await record('b', '2025', '6', other);
  beforeRetraction = await append('series-THEFT.b', {
    type: 'ReadingFlagged',
    data: {
      ...{ readingId: 'THEFT.b.2025.2', indicatorId: 'THEFT', territoryId: 'b', rule: 'CONFLICTING_SOURCES' },
      against: ['THEFT.b.2025.1'],
    },
  });
  await append('series-THEFT.b', {
    type: 'ReadingRetracted',
    data: {
      ...{ readingId: 'THEFT.b.2025.1', indicatorId: 'THEFT', territoryId: 'b', reason: 'Misread' },
      retractedBy: { personId: 'p', organisationId: 'o' },
    },
  });
  await advance(database.db, store, projections);
});
afterAll(() => database.drop());

const rollUp = async (territoryId: string, code: string, more: Partial<RollUpQuestion> = {}, asOf?: AsOf) => {
  const period = parsePeriod(code)!;
  const facts = await findRollUpFacts(database.db, asOf, { indicatorId: 'THEFT', territoryId, period, ...more });
  const { result, missing, of, excluded } = rollUpOf(facts!.indicator, period, facts!.members);
  const { value } = { value: undefined, ...result };
  return { value, covered: [result.covered, result.expected], coverage: result.coverage, missing, of, excluded };
};

describe('the figure of a raion whose aimaks were merged', () => {
  test('is made of the predecessors for a period before the merger', async () =>
    expect(await rollUp(RAION, '2024')).toMatchObject({
      ...{ value: '35', covered: [3, 3], coverage: '1.0000', missing: [] },
      of: ['THEFT.a1.2024.1', 'THEFT.a2.2024-H1.1', 'THEFT.a2.2024-H2.1', 'THEFT.b.2024.1'],
    }));
  test('is made of the successor for a period after it', async () =>
    expect(await rollUp(RAION, '2025')).toMatchObject({
      ...{ value: '39', covered: [2, 2], missing: [], of: ['THEFT.a3.2025.1', 'THEFT.b.2025.2'] },
    }));
  test('names who is missing, and is not given below the minimum coverage', async () => {
    expect(await rollUp(RAION, '2024-H1')).toMatchObject({
      ...{ value: undefined, covered: [1, 3], coverage: '0.3333', missing: ['a1', 'b'] },
    });
    expect(await rollUp(RAION, '2026')).toMatchObject({ value: undefined, covered: [0, 2], missing: ['a3', 'b'] });
  });
  test('as the record stood before anybody knew of the merger knows of no successor', async () =>
    expect(await rollUp(RAION, '2025', {}, { position: beforeMerger + 7n })).toMatchObject({
      ...{ value: undefined, covered: [0, 2] },
    }));
});

describe('two sources that contradict each other', () => {
  test('keep both readings out while the contradiction is open', async () =>
    expect(await rollUp(RAION, '2025', {}, { position: beforeRetraction })).toMatchObject({
      ...{ value: '33', covered: [1, 2], missing: ['b'] },
      excluded: ['THEFT.b.2025.1', 'THEFT.b.2025.2'].map((readingId) => ({
        ...{ readingId, territoryId: 'b', why: 'CONFLICT_UNRESOLVED' },
      })),
    }));
  test('let the other in when one was retracted', async () =>
    expect(await rollUp(RAION, '2025')).toMatchObject({
      ...{ value: '39', excluded: [{ readingId: 'THEFT.b.2025.1', territoryId: 'b', why: 'RETRACTED' }] },
    }));
});

describe('the figure of an oblast', () => {
  test('is made of its raions and cities, or of all units of one kind within it', async () => {
    expect(await rollUp(OBLAST, '2025')).toMatchObject({ value: '100', covered: [2, 2] });
    expect(await rollUp(OBLAST, '2025', { kind: 'AYIL_AIMAK' })).toMatchObject({ value: '39', covered: [2, 2] });
    expect(await rollUp(OBLAST, '2024', { kind: 'AYIL_AIMAK' })).toMatchObject({ value: '35', covered: [3, 3] });
  });
  test('names a renamed city as it was called on the last day of the period, and keeps it one city', async () => {
    const nameIn = async (code: string) => {
      const question = { indicatorId: 'THEFT', territoryId: OBLAST, period: parsePeriod(code)! };
      const { members } = (await findRollUpFacts(database.db, undefined, question))!;
      return members
        .filter(({ territoryId }) => territoryId === CITY)
        .map(({ names, readings }) => [names.ru, readings.length]);
    };
    expect(await nameIn('2025-H1')).toEqual([['город Джалал-Абад', 1]]);
    expect(await nameIn('2025')).toEqual([['город Манас', 1]]);
  });
  test('is asked of nothing where nobody defined the indicator', async () => {
    const question = { indicatorId: 'NOTHING', territoryId: OBLAST, period: parsePeriod('2025')! };
    expect(await findRollUpFacts(database.db, undefined, question)).toBeUndefined();
  });
});

describe('the list of readings', () => {
  const listed = async (filter: ReadingFilter, asOf?: AsOf) =>
    (await findReadings(database.db, asOf, { orderBy: 'SERIES', ...filter })).rows.map(({ id }) => id);

  test('holds those that stand, of a territory and everything that became part of it', async () => {
    expect(await listed({ within: 'a3' })).toEqual([
      ...['THEFT.a1.2024.1', 'THEFT.a2.2024-H1.1', 'THEFT.a2.2024-H2.1', 'THEFT.a3.2025.1'],
    ]);
    expect(await listed({ within: CITY })).toEqual([`THEFT.${CITY}.2025.1`]);
    expect(await listed({ within: 'b' })).toEqual(['THEFT.b.2024.1', 'THEFT.b.2025.2']);
  });
  test('holds others where they are asked for', async () =>
    expect(await listed({ statuses: ['RETRACTED'] })).toEqual(['THEFT.b.2025.1']));
  test('shows what is contradicted while it is, with its flags', async () => {
    expect(await listed({ flagged: true })).toEqual([]);
    const then = { position: beforeRetraction };
    expect(await listed({ flagged: true }, then)).toEqual(['THEFT.b.2025.1', 'THEFT.b.2025.2']);
    const { rows, totals } = await findReadings(database.db, then, { flagged: true, orderBy: 'SERIES' });
    expect(totals).toEqual({ provisional: 2, confirmed: 0, flagged: 2, conflicting: 2 });
    expect(rows[0]).toMatchObject({
      ...{ conflicting: true, territoryId: 'b', territoryNames: { ru: 'b' }, names: { ru: 'Кражи' } },
      flags: [{ readingId: 'THEFT.b.2025.2', status: 'OPEN', against: ['THEFT.b.2025.1'] }],
    });
    expect(await listed({ within: 'b', flagged: false }, then)).toEqual(['THEFT.b.2024.1']);
  });
  test('leaves out what an organisation wrote itself: it confirms none of it', async () => {
    const authors = [{ personId: 'writer', organisationId: 'office' }];
    await record('b', '2023', '3', { authors, submissionId: 'report' });
    await advance(database.db, store, [indicatorsProjection]);
    expect(await listed({ within: 'b', recordedByOrganisationId: 'o' })).toContain('THEFT.b.2023.1');
    expect(await listed({ within: 'b', notWrittenByOrganisationId: 'o' })).toEqual([]);
    expect(await listed({ within: 'b', notWrittenByOrganisationId: 'office' })).not.toContain('THEFT.b.2023.1');
    expect(await listed({ submissionId: 'report' })).toEqual(['THEFT.b.2023.1']);
  });
  test('of those that changed since a date, and of indicators that somebody answers for', async () => {
    expect(await listed({ within: 'b', changedSince: '2000-01-01' })).toHaveLength(3);
    expect(await listed({ within: 'b', changedSince: '9999-01-01' })).toEqual([]);
    expect(await listed({ responsibleOrganisationId: 'ministry' })).toEqual([]);
  });
  test.each(['OLDEST', 'CHANGED', 'PERIOD', 'SERIES'] as const)(
    'comes in pages that make up the whole by %s',
    async (orderBy) => {
      const whole = await listed({ orderBy });
      const pages: string[] = [];
      for (let after: string | null = null; ;) {
        const page = await findReadings(database.db, undefined, { orderBy, first: 3, after });
        pages.push(...page.rows.map(({ id }) => id));
        expect(page.totalCount).toBe(whole.length);
        if (!page.hasNextPage) break;
        after = page.rows.at(-1)!.cursor;
      }
      expect(pages).toEqual(whole);
    },
  );
});

describe('silence while nothing comes', () => {
  const silent = async (today: string, filter: SilenceFilter = {}, asOf?: AsOf) => {
    const { rows, totals } = await findSilence(database.db, asOf, { indicatorId: 'THEFT', ...filter }, today);
    return [rows.map(({ territoryId, periods }) => `${territoryId}: ${periods.join(', ')}`), totals];
  };

  test('is seen once the days of grace after a period have gone by', async () => {
    expect(await silent('2027-01-15')).toEqual([[], { series: 0, periods: 0 }]);
    expect(await silent('2027-01-16', { orderBy: 'SERIES' })).toEqual([
      [`${RAION}: 2026`, `${CITY}: 2026`, 'a3: 2026', 'b: 2026'].toSorted(),
      { series: 4, periods: 4 },
    ]);
  });
  test('grows by a period at a time, and is of the units that exist: not of merged ones', async () =>
    expect(await silent('2028-06-01', { within: RAION })).toEqual([
      ['b: 2026, 2027', 'a3: 2026, 2027', `${RAION}: 2026, 2027`],
      { series: 3, periods: 6 },
    ]));
  test('is what the record knew then', async () => {
    expect(await silent('2024-06-01', { within: RAION }, { position: beforeMerger })).toEqual([
      [],
      { series: 0, periods: 0 },
    ]);
  });
  test('ends for a period of which somebody says why there is no reading', async () => {
    await append('series-THEFT.b', {
      type: 'ReadingDeclaredMissing',
      data: {
        ...{ indicatorId: 'THEFT', territoryId: 'b', period: '2026', reason: 'The archive burnt down' },
        declaredBy: { personId: 'p', organisationId: 'o' },
      },
    });
    await advance(database.db, store, [indicatorsProjection]);
    expect(await silent('2028-06-01', { within: 'b' })).toEqual([['b: 2027'], { series: 1, periods: 1 }]);
  });
  test('comes in pages, the longest first', async () => {
    const { rows, hasNextPage, totalCount } = await findSilence(database.db, undefined, { first: 1 }, '2028-06-01');
    expect([rows.map(({ territoryId }) => territoryId), hasNextPage, totalCount]).toEqual([['a3'], true, 4]);
    const next = await findSilence(database.db, undefined, { first: 9, after: rows[0]!.cursor }, '2028-06-01');
    expect(next.rows.map(({ territoryId }) => territoryId)).toEqual([RAION, CITY, 'b']);
  });
  test('of a half-yearly indicator with a target and never a reading is its last half-year', async () => {
    const half = { indicatorId: 'ROBBERY', territoryId: CITY };
    await append(
      'indicator-ROBBERY',
      {
        type: 'IndicatorDefined',
        data: {
          ...{ indicatorId: 'ROBBERY', names: { ru: 'Разбои' }, unit: { ru: 'случаев' }, better: 'DECREASE' },
          ...{ valueType: 'COUNT', accumulation: 'FLOW', territoryRule: 'SUM', frequency: 'HALF_YEAR' },
          ...{ sensitivity: 'ORDINARY', directionReference: null, holdsFrom: '2019', source },
          responsibleOrganisationId: 'ministry',
        } as const,
      },
      {
        type: 'TargetSet',
        data: { ...half, period: '2028', value: '1', definitionVersion: 1, source, illustrative: true },
      },
    );
    await advance(database.db, store, [indicatorsProjection]);
    const ofMinistry = { indicatorId: null, responsibleOrganisationId: 'ministry' };
    expect(await silent('2026-08-01', ofMinistry)).toEqual([[`${CITY}: 2026-H1`], { series: 1, periods: 1 }]);
    const { rows } = await findSilence(database.db, undefined, ofMinistry, '2026-08-01');
    expect(rows).toMatchObject([
      { lastReadingTo: null, territoryNames: { ru: 'город Манас' }, frequency: 'HALF_YEAR' },
    ]);
  });
});
