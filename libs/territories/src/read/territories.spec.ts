import { sql } from '@baikoo/database';
import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { MemoryEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import type { LocalizedText } from '@baikoo/kernel';
import { advance, type AsOf, prepareProjections } from '@baikoo/projections';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { EMPTY_MAP, evolveMap, mapOn } from '../domain/territory-map.js';
import type { Basis, TerritoryEvent, TerritoryKind, Unit } from '../domain/territory.events.js';
import { namesOfTerritories, placesOfTerritories, subtreeOf } from './map.js';
import { hasSucceeded, isWithin } from './reach.js';
import { findTerritories, findTerritory, findChildrenOn, type TerritoryFilter } from './territories.js';
import { findTerritoryPage } from './territory-page.js';
import { territoriesProjection } from './territory.model.js';

const MAP = 'territory-map.kg';
const JALAL_ABAD = '41703410000010';
const source = { title: 'SOATE 2021', reference: null };
const unit = (territoryId: string, kind: TerritoryKind, parentId: string | null, soate = territoryId): Unit => ({
  ...{ territoryId, kind, parentId, soate, iso: territoryId.startsWith('KG') ? territoryId : null },
  ...{ names: { ru: territoryId }, population: null, source },
});
const basis = (changeId: string, effectiveOn: string): Basis => ({
  ...{ changeId, effectiveOn, source, illustrative: true },
  legalAct: { titles: { ru: 'Закон' }, number: null, date: '2025-09-10' },
});

/** Real units; the merger is illustrative. Position = place in this list. */
const HISTORY: readonly TerritoryEvent[] = [
  ...[
    unit('KG', 'COUNTRY', null, '41700000000000'),
    unit('KG-O', 'OBLAST', 'KG', '41706000000000'),
    unit('KG-C', 'OBLAST', 'KG', '41708000000000'),
    unit('41706226000000', 'RAION', 'KG-O'),
    unit('41708223000000', 'RAION', 'KG-C'),
    unit('a1', 'AYIL_AIMAK', '41706226000000', '41706226801000'),
    unit('a2', 'AYIL_AIMAK', '41706226000000', '41706226802000'),
    unit('v1', 'VILLAGE', 'a1', '41706226801010'),
    { ...unit(JALAL_ABAD, 'OBLAST_CITY', 'KG-O'), names: { ky: 'Жалал-Абад шаары', ru: 'город Джалал-Абад' } },
  ].map((data) => ({ type: 'TerritoryRegistered', data }) as const),
  {
    type: 'TerritoryRenamed', // 10
    data: { ...basis('manas', '2025-09-10'), territoryId: JALAL_ABAD, names: { ky: 'Манас шаары', ru: 'город Манас' } },
  },
  {
    type: 'TerritoriesMerged', // 11
    data: {
      ...{ ...basis('merger', '2025-01-01'), mergedIds: ['a1', 'a2'], successorId: 'a3' },
      ...{ successor: unit('a3', 'AYIL_AIMAK', '41706226000000', '41706226803000') },
      placements: [{ territoryId: 'v1', parentId: 'a3' }],
    },
  },
  {
    type: 'TerritoryReparented', // 12
    data: { ...basis('moved', '2025-06-01'), territoryId: 'a3', parentId: '41708223000000' },
  },
  {
    type: 'TerritoryChangeRepealed', // 13
    data: {
      ...{ ...basis('repeal', '2026-03-01'), repealedChangeId: 'merger' },
      repealed: [
        ...(['LIFE', 'NAMES', 'PARENT'] as const).map((aspect) => ({ aspect, territoryId: 'a3', successorId: null })),
        ...['a1', 'a2'].flatMap((territoryId) => [
          { aspect: 'LIFE' as const, territoryId, successorId: null },
          { aspect: 'SUCCESSION' as const, territoryId, successorId: 'a3' },
        ]),
        { aspect: 'PARENT', territoryId: 'v1', successorId: null },
      ],
      returned: ['a1', 'a2'].map((successorId) => ({ territoryId: 'a3', successorId })),
    },
  },
];
const MERGED = { position: 12n };

type Named = { readonly id: string; readonly names: LocalizedText };
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

let database: TestDatabase;
/** What belonged to each unit, asked without a position when the event at that place was the last one. */
const belonged: (readonly (readonly [string, readonly string[]])[])[] = [];

const allThatBelongs = async (asOf: AsOf) => {
  const units = await database.db.query<Named>(sql`select id from (${namesOfTerritories(asOf)}) unit order by id`);
  const below = async (id: string) => idsOf(await database.db.query<Named>(subtreeOf(id, asOf))).toSorted();
  return Promise.all(units.map(async ({ id }) => [id, await below(id)] as const));
};

beforeAll(async () => {
  database = await createTestDatabase();
  await prepareProjections(database.db, [territoriesProjection]);
  const store = new MemoryEventStore();
  for (const [index, event] of HISTORY.entries()) {
    // The first unit in a history of its own, as versions before the map wrote it.
    if (index === 0) await store.append('territory-KG', 0, [event], aCause());
    else await store.append(MAP, index - 1, [event], aCause());
    await advance(database.db, store, [territoriesProjection]);
    belonged.push(await allThatBelongs(undefined));
  }
});
afterAll(() => database.drop());

describe('whether a territory lies within another', () => {
  test.each([
    ['41706226000000', 'KG-O', true],
    ['41706226000000', 'KG', true],
    ['KG', 'KG', true],
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
  test('a mandate for a merged unit reaches the records of the units before it, and one for these not the records of the merged one', async () => {
    const on = '2025-02-01';
    expect(await isWithin(database.db, 'a1', 'a3', { on })).toBe(true);
    expect(await isWithin(database.db, 'a1', 'a1', { on })).toBe(true);
    expect(await isWithin(database.db, 'a3', 'a1', { on })).toBe(false);
    expect(await isWithin(database.db, 'v1', 'a1', { on })).toBe(false);
    expect(await isWithin(database.db, 'a1', 'KG-O', { on })).toBe(true);
  });
  test('once the unit lies elsewhere, so do the records of those before it', async () => {
    expect(await isWithin(database.db, 'a1', 'KG-C', { on: '2025-06-01' })).toBe(true);
    expect(await isWithin(database.db, 'a1', 'KG-O', { on: '2025-06-01' })).toBe(false);
  });
  test('what came after an abolished unit has succeeded it; what that lies in, or the unit itself, has not', async () => {
    const on = '2025-02-01';
    expect(await hasSucceeded(database.db, 'a3', 'a1', { on })).toBe(true);
    expect(await hasSucceeded(database.db, 'KG-O', 'a1', { on })).toBe(false);
    expect(await hasSucceeded(database.db, 'a1', 'a1', { on })).toBe(false);
    expect(await hasSucceeded(database.db, 'a1', 'a3', { on })).toBe(false);
    expect(await hasSucceeded(database.db, 'a3', 'a1', { on: '2024-12-31' })).toBe(false);
  });
  test('after the repeal each reaches its own, and that of the time in between', async () => {
    const on = '2026-03-01';
    expect(await isWithin(database.db, 'a1', 'a3', { on })).toBe(false);
    expect(await isWithin(database.db, 'a3', 'a1', { on })).toBe(true);
    expect(await isWithin(database.db, 'v1', 'a1', { on })).toBe(true);
  });
});

describe('what lies in a territory', () => {
  const subtree = async (id: string, asOf: AsOf, on?: string) =>
    idsOf(await database.db.query<{ id: string }>(subtreeOf(id, asOf, on))).toSorted();
  test('on a date, is what then existed, also if it was abolished since', async () => {
    expect(await subtree('41706226000000', undefined, '2024-12-31')).toEqual(['41706226000000', 'a1', 'a2', 'v1']);
    expect(await subtree('41706226000000', undefined, '2025-01-01')).toEqual(['41706226000000', 'a3', 'v1']);
    expect(await subtree('41706226000000', undefined, '2025-06-01')).toEqual(['41706226000000']);
    expect(await subtree('a3', undefined, '2024-12-31')).toEqual([]);
  });
  test('without a date, is all that belongs there now, with what became part of it', async () => {
    expect(await subtree('a3', MERGED)).toEqual(['a1', 'a2', 'a3', 'v1']);
    expect(await subtree('KG-C', MERGED)).toEqual(['41708223000000', 'KG-C', 'a1', 'a2', 'a3', 'v1']);
    expect(await subtree('a1', undefined)).toEqual(['a1', 'a3', 'v1']);
  });
  test('is the same asked now and later of the position that was the last', async () => {
    for (const position of HISTORY.keys())
      expect(belonged[position]).toEqual(await allThatBelongs({ position: BigInt(position + 1) }));
    expect(new Map(belonged[11]).get('41708223000000')).toEqual(['41708223000000', 'a1', 'a2', 'a3', 'v1']);
  });
  test('directly, for a roll-up of a period', async () => {
    expect(idsOf(await findChildrenOn(database.db, '41706226000000', '2024-12-31'))).toEqual(['a1', 'a2']);
    expect(idsOf(await findChildrenOn(database.db, '41706226000000', '2025-03-31'))).toEqual(['a3']);
  });
});

describe('finding territories', () => {
  const ids = async (asOf: AsOf, filter?: TerritoryFilter) => idsOf(await findTerritories(database.db, asOf, filter));

  test('each oblast is followed by what lies in it', async () =>
    expect(await ids({ position: 5n })).toEqual(['KG', 'KG-O', '41706226000000', 'KG-C', '41708223000000']));
  test('by parent, kind and subtree', async () => {
    expect(await ids(undefined, { parentId: 'KG' })).toEqual(['KG-O', 'KG-C']);
    expect(await ids(undefined, { kind: 'RAION' })).toEqual(['41706226000000', '41708223000000']);
    expect(await ids(undefined, { within: 'KG-C' })).toEqual(['KG-C', '41708223000000']);
    expect(await ids(undefined, { within: 'KG', kind: 'RAION', parentId: 'KG-O' })).toEqual(['41706226000000']);
  });
  test('as the record stood', async () => {
    expect(await ids({ position: 2n })).toEqual(['KG', 'KG-O']);
    expect(await ids({ position: 4n }, { within: 'KG-C' })).toEqual(['KG-C']);
    expect(await ids({ position: 10n }, { kind: 'AYIL_AIMAK', on: '2025-03-31' })).toEqual(['a1', 'a2']);
  });
  test('one, with what is known of it', async () => {
    expect(await findTerritory(database.db, JALAL_ABAD, undefined, '2025-09-09')).toEqual({
      ...{ id: JALAL_ABAD, kind: 'OBLAST_CITY', parentId: 'KG-O', soate: JALAL_ABAD, iso: null },
      ...{ names: { ky: 'Жалал-Абад шаары', ru: 'город Джалал-Абад' }, population: null, source },
      ...{ active: true, validFrom: null, validTo: null },
    });
    expect(await findTerritory(database.db, 'nowhere')).toBeUndefined();
  });
  test('a unit says when it existed, and one that came back when it did again', async () => {
    const existence = async (id: string, on: string) => {
      const found = await findTerritory(database.db, id, undefined, on);
      return [found?.active, found?.validFrom, found?.validTo];
    };
    expect(await existence('a1', '2024-06-30')).toEqual([true, null, '2025-01-01']);
    expect(await existence('a1', '2025-06-30')).toEqual([false, null, '2025-01-01']);
    expect(await existence('a1', '2026-06-30')).toEqual([true, '2026-03-01', null]);
    expect(await existence('a3', '2024-06-30')).toEqual([false, '2025-01-01', '2026-03-01']);
    expect(await existence('a3', '2025-06-30')).toEqual([true, '2025-01-01', '2026-03-01']);
  });
  test('the tables say of every date and position what the rules of the map say', async () => {
    const dates = ['2020-01-01', '2025-01-01', '2025-06-01', '2025-09-10', '2026-03-01', '2030-01-01'];
    for (const position of HISTORY.keys()) {
      const map = HISTORY.slice(0, position + 1).reduce(evolveMap, EMPTY_MAP);
      for (const on of dates) {
        const rows = await findTerritories(database.db, { position: BigInt(position + 1) }, { on });
        const expected = [...mapOn(map, on)].filter(([, { active }]) => active);
        expect(new Map(rows.map(({ id, parentId, names }) => [id, { parentId, names }]))).toEqual(
          new Map(expected.map(([id, { parentId, names }]) => [id, { parentId, names }])),
        );
      }
    }
  });
  test('how units now stand is what the newest map made of their dated facts says, at every position', async () => {
    const lastDay = '9999-12-30';
    for (const position of HISTORY.keys()) {
      const asOf = { position: BigInt(position + 1) };
      const units = await findTerritories(database.db, asOf, { on: lastDay, existing: false });
      const standing = (on?: string) =>
        database.db.query(sql`select * from (${placesOfTerritories(asOf, on)}) unit order by id collate "C"`);
      expect(await standing()).toEqual(await standing(lastDay));
      const names = await database.db.query<Named>(sql`select * from (${namesOfTerritories(asOf)}) unit`);
      expect(new Map(names.map((unit) => [unit.id, unit.names]))).toEqual(
        new Map(units.map((unit) => [unit.id, unit.names])),
      );
      for (const { id } of units) {
        const [now, then] = [subtreeOf(id, asOf), subtreeOf(id, asOf, lastDay)];
        const ids = idsOf(await database.db.query<Named>(now));
        expect(ids).toEqual(expect.arrayContaining(idsOf(await database.db.query<Named>(then))));
      }
    }
  });
});

describe('looking through the register', () => {
  const page = (
    filter: Parameters<typeof findTerritoryPage>[1]['filter'],
    more: { limit?: number; after?: string } = {},
  ) => findTerritoryPage(database.db, { filter, on: '2026-06-30', asOf: undefined, limit: 50, ...more });

  test('a city is found by the name it no longer has, by its code, and by the beginning of either', async () => {
    expect(idsOf((await page({ search: 'джалал' })).rows)).toEqual([JALAL_ABAD]);
    expect(idsOf((await page({ search: 'манас' })).rows)).toEqual([JALAL_ABAD]);
    expect(idsOf((await page({ search: '4170822' })).rows)).toEqual(['41708223000000']);
    expect((await page({ search: '%' })).totalCount).toBe(0);
  });
  test('page by page, with how many there are', async () => {
    const first = await page({}, { limit: 2 });
    expect([idsOf(first.rows), first.totalCount, first.hasNextPage]).toEqual([['KG', JALAL_ABAD], 9, true]);
    const next = await page({}, { limit: 2, after: first.rows[1]!.cursor });
    expect(idsOf(next.rows)).toEqual(['KG-O', '41706226000000']);
  });
  test('with what came before and after, what lies in it, and every name and parent it ever had', async () => {
    const [city] = (await page({ id: JALAL_ABAD })).rows;
    expect(city!.history.filter(({ aspect }) => aspect === 'NAMES')).toMatchObject([
      { from: null, names: { ru: 'город Джалал-Абад' }, change: null },
      { from: '2025-09-10', names: { ru: 'город Манас' }, change: { changeId: 'manas', type: 'TerritoryRenamed' } },
    ]);
    const [former] = (await page({ id: 'a3', existing: false })).rows;
    expect(idsOf(former!.successors)).toEqual(['a1', 'a2']);
    expect(former!.history.filter(({ aspect }) => aspect === 'PARENT')).toMatchObject([
      { from: '2025-01-01', repealedOn: '2026-03-01', parentId: '41706226000000' },
      { from: '2025-06-01', repealedOn: null, parentId: '41708223000000' },
    ]);
    const [back] = (await page({ id: 'a1' })).rows;
    expect([idsOf(back!.predecessors), idsOf(back!.children)]).toEqual([['a3'], ['v1']]);
  });
});
