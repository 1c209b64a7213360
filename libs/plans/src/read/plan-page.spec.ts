import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { MemoryEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { advance, prepareProjections } from '@baikoo/projections';
import { territoriesProjection } from '@baikoo/territories';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PlanKind } from '../domain/plan.events.js';
import { findPlanPage, type PlanFilter, type PlanQuery } from './plan-page.js';
import { plansProjection } from './plans.js';

const projections = [territoriesProjection, plansProjection];
let now = '2026-01-05T06:00:00.000Z';
const store = new MemoryEventStore(() => now);
let database: TestDatabase;

const record = async (stream: string, events: readonly { type: string; data: object }[]) => {
  const { length } = await store.read(stream);
  await store.append(stream, length, events, { ...aCause(), commandId: `${stream} ${length}` });
};
const territory = (territoryId: string, parentId: string | null) =>
  record(`territory-${territoryId}`, [
    {
      type: 'TerritoryRegistered',
      data: {
        ...{ territoryId, kind: 'RAION', parentId, soate: territoryId, iso: null, names: { ru: territoryId } },
        ...{ population: null, source: { title: 'Test', reference: null } },
      },
    },
  ]);
const legalAct = { titles: { ru: 'Решение' }, number: '1', date: null };
const draft = (planId: string, kind: PlanKind, territoryId: string, titles: object, from: string) =>
  record(`plan-${planId}`, [
    {
      type: 'PlanDrafted',
      data: { planId, kind, territoryId, titles, from, to: `${from.slice(0, 4)}-12-31`, source: null },
    },
    {
      type: 'DirectionAdded',
      data: { planId, directionId: 'd', kind: 'LOCAL_PROBLEM', reference: '1', titles: { ru: 'Дворы' } },
    },
    {
      type: 'TaskAdded',
      data: { planId, taskId: 't', directionId: 'd', reference: '1.1', titles: { ru: 'Осветить' } },
    },
  ]);

const page = (query: Partial<PlanQuery> = {}) =>
  findPlanPage(database.db, { filter: {}, asOf: undefined, limit: 10, ...query });
const ids = async (filter: PlanFilter) => (await page({ filter })).rows.map(({ id }) => id);

beforeAll(async () => {
  database = await createTestDatabase();
  await territory('KG', null);
  await territory('KG-A', 'KG');
  await territory('KG-B', 'KG');
  await draft('nation', 'NATIONAL', 'KG', { ru: 'Концепция', en: 'Concept' }, '2022-01-01');
  await draft('a-2026', 'LOCAL_JOINT', 'KG-A', { ru: 'План А', en: 'Plan A' }, '2026-01-01');
  await draft('b-2026', 'LOCAL_JOINT', 'KG-B', { ru: 'План Б' }, '2026-01-01');
  now = '2026-02-10T06:00:00.000Z';
  await record('plan-nation', [{ type: 'PlanAdopted', data: { planId: 'nation', adoptedOn: '2026-02-10', legalAct } }]);
  now = '2026-03-10T06:00:00.000Z';
  await record('plan-nation', [
    {
      type: 'PlanAmended',
      data: {
        ...{ planId: 'nation', amendmentId: 'x', version: 2, adoptedOn: '2026-03-10', legalAct, why: 'Почему' },
        ...{ adoptedBy: { personId: 'p', organisationId: 'o' } },
        changes: [{ kind: 'PLAN_RETITLED', titles: { ru: 'Стратегия' } }],
      },
    },
  ]);
  await prepareProjections(database.db, projections);
  await advance(database.db, store, projections);
});
afterAll(() => database.drop());

describe('the list of plans', () => {
  test.each<[string, PlanFilter, string[]]>([
    ['nothing', {}, ['nation', 'a-2026', 'b-2026']],
    ['the kind', { kinds: ['LOCAL_JOINT'] }, ['a-2026', 'b-2026']],
    ['the status', { statuses: ['ADOPTED', 'CLOSED'] }, ['nation']],
    ['the very territory', { territoryId: 'KG' }, ['nation']],
    ['a territory with all below it', { within: 'KG' }, ['nation', 'a-2026', 'b-2026']],
    ['a part of the country', { within: 'KG-B' }, ['b-2026']],
    ['what changed since, amendments too', { changedSince: '2026-03-10T06:00:00.000Z' }, ['nation']],
    ['what changed after everything', { changedSince: '2026-03-10T06:00:00.001Z' }, []],
    ['words of a title in another case and language', { search: 'pLAN' }, ['a-2026']],
    ['words that a plan was called by no more', { search: 'концепция' }, []],
    ['words it is called by now', { search: 'СТРАТЕГИЯ' }, ['nation']],
    ['two things at once', { within: 'KG', kinds: ['LOCAL_JOINT'], search: 'план б' }, ['b-2026']],
    ['an empty list of statuses', { statuses: [] }, []],
  ])('is filtered by %s', async (_, filter, expected) => expect(await ids(filter)).toEqual(expected));

  test('is counted by kind and status over all pages, also when the page is empty', async () => {
    const { rows, totalCount, hasNextPage, counts } = await page({ limit: 1 });
    expect([rows.length, totalCount, hasNextPage]).toEqual([1, 3, true]);
    const expected = [
      { kind: 'LOCAL_JOINT', status: 'DRAFT', plans: 2 },
      { kind: 'NATIONAL', status: 'ADOPTED', plans: 1 },
    ];
    expect(counts).toEqual(expected);
    expect(await page({ after: '9999' })).toMatchObject({ rows: [], totalCount: 3, counts: expected });
  });

  test.each(['START', 'END', 'TITLE', 'TERRITORY', 'LAST_CHANGE'] as const)(
    'sorted by %s gives each plan once, page by page, in both directions',
    async (sort) => {
      const walk = async (descending: boolean) => {
        const found: string[] = [];
        let after: string | undefined;
        for (;;) {
          const { rows, hasNextPage } = await page({ sort, descending, limit: 1, after });
          found.push(...rows.map(({ id }) => id));
          if (!hasNextPage) return found;
          after = rows.at(-1)!.cursor;
        }
      };
      const up = await walk(false);
      expect(up.toSorted()).toEqual(['a-2026', 'b-2026', 'nation']);
      expect(await walk(true)).toEqual(up.toReversed());
    },
  );

  test('shows each plan with its own directions and tasks', async () =>
    expect((await page({ limit: 2 })).rows).toMatchObject([
      { id: 'nation', version: 2, directions: [{ id: 'd', tasks: [{ id: 't', reference: '1.1' }] }] },
      { id: 'a-2026', version: 0, directions: [{ id: 'd', tasks: [{ id: 't' }] }] },
    ]));

  test('knows the last change', async () =>
    expect((await page({ sort: 'LAST_CHANGE', descending: true, limit: 1 })).rows[0]!.id).toBe('nation'));
});
