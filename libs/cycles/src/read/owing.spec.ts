import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { MemoryEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { identityProjection, type OrganisationEvent } from '@baikoo/identity';
import type { AnyEvent } from '@baikoo/kernel';
import { type MeasureEvent, measuresProjection } from '@baikoo/measures';
import { advance, prepareProjections } from '@baikoo/projections';
import { territoriesProjection, type TerritoryEvent } from '@baikoo/territories';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ObligationTemplate } from '../domain/calendar.events.js';
import { findOwing } from './owing.js';

const projections = [territoriesProjection, identityProjection, measuresProjection];
const names = { ru: 'Пример' };
let database: TestDatabase;

const territory = (territoryId: string, kind: 'COUNTRY' | 'OBLAST' | 'RAION', parentId: string | null): AnyEvent => ({
  type: 'TerritoryRegistered',
  data: {
    ...{ territoryId, kind, parentId, soate: territoryId, iso: null, names, population: null },
    source: { title: 'Example', reference: null },
  } satisfies Extract<TerritoryEvent, { type: 'TerritoryRegistered' }>['data'],
});
const body = (organisationId: string, territoryId: string | null): AnyEvent => ({
  type: 'OrganisationRegistered',
  data: {
    ...{ organisationId, names, territoryId, illustrative: true },
    kind: territoryId === null ? 'MINISTRY' : 'COORDINATION_COMMISSION',
  } satisfies Extract<OrganisationEvent, { type: 'OrganisationRegistered' }>['data'],
});
const measure = (planId: string, responsibleOrganisationId: string, ...coExecutorIds: string[]): AnyEvent => ({
  type: 'MeasureAdded',
  data: {
    ...{ measureId: `of-${planId}`, planId, directionId: 'd', taskId: 't', titles: names, responsibleOrganisationId },
    ...{ coExecutorIds, territoryId: 'KG', plannedStart: '2026-01-01', deadline: '2026-12-31' },
    ...{ expectedResult: null, illustrative: true },
  } satisfies Extract<MeasureEvent, { type: 'MeasureAdded' }>['data'],
});

beforeAll(async () => {
  database = await createTestDatabase();
  await prepareProjections(database.db, projections);
  const store = new MemoryEventStore();
  const map = [territory('KG', 'COUNTRY', null), territory('O', 'OBLAST', 'KG'), territory('R', 'RAION', 'O')];
  await store.append('territory-map.kg', 0, map, aCause());
  for (const [id, place] of [
    ['of-oblast', 'O'],
    ['of-raion', 'R'],
    ['ministry', null],
    ['idle', null],
  ] as const)
    await store.append(`organisation-${id}`, 0, [body(id, place)], aCause());
  await store.append('measure-of-p', 0, [measure('p', 'ministry', 'of-raion')], aCause());
  await store.append('measure-of-other', 0, [measure('other', 'idle')], aCause());
  for (const projection of projections) while ((await advance(database.db, store, [projection])).events > 0);
});
afterAll(() => database.drop());

const EVERYBODY: ObligationTemplate = {
  ...{ organisationKinds: [], territoryKinds: [], within: null, withMeasures: false, endorsement: 'NONE' },
};
const owing = async (template: Partial<ObligationTemplate>) =>
  (await findOwing(database.db, 'p', { ...EVERYBODY, ...template })).map((owed) => owed.organisationId);

describe('a report is owed', () => {
  test('by those who carry the plan out, alone or with others, where the template names nobody', async () =>
    expect(await owing({})).toEqual(['ministry', 'of-raion']));
  test('by the kinds that it names, also without a measure', async () =>
    expect(await owing({ organisationKinds: ['MINISTRY'] })).toEqual(['idle', 'ministry']));
  test('of these only by those with a measure underway, where it says so', async () =>
    expect(await owing({ organisationKinds: ['MINISTRY'], withMeasures: true })).toEqual(['ministry']));
  test('by those of a kind of territory, and within a territory', async () => {
    expect(await owing({ territoryKinds: ['RAION'] })).toEqual(['of-raion']);
    expect(await owing({ organisationKinds: ['COORDINATION_COMMISSION'], within: 'O' })).toEqual([
      ...['of-oblast', 'of-raion'],
    ]);
  });
  test('and endorsed by the commissions of the territories above, the nearest first', async () =>
    expect(await findOwing(database.db, 'p', { ...EVERYBODY, endorsement: 'COMMISSIONS_ABOVE' })).toEqual([
      { organisationId: 'ministry', territoryId: null, endorsedBy: [] },
      { organisationId: 'of-raion', territoryId: 'R', endorsedBy: ['of-oblast'] },
    ]));
});
