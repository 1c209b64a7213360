import { createTestDatabase, type TestDatabase } from '@baikoo/database/testing';
import { MemoryEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { advance, prepareProjections } from '@baikoo/projections';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RiskEvent } from '../domain/risk.events.js';
import { councilProjection, findRisks } from './risks.js';

const store = new MemoryEventStore();
let database: TestDatabase;

const details = {
  titles: { ru: 'Нехватка финансирования' },
  mitigation: { ru: 'Источники называются заранее' },
  probability: null,
  impact: 'HIGH',
  source: { title: 'Concept', reference: '§8' },
} as const;
const register = (riskId: string, planId: string) => {
  const event: RiskEvent = { type: 'RiskRegistered', data: { riskId, planId, ...details } };
  return store.append(`risk-${riskId}`, 0, [event], aCause());
};

beforeAll(async () => {
  database = await createTestDatabase();
  await prepareProjections(database.db, [councilProjection]);
  await register('z-first', 'concept');
  await register('a-second', 'concept');
  await register('of-another-plan', 'local');
  await advance(database.db, store, [councilProjection]);
});
afterAll(() => database.drop());

describe('risks', () => {
  const ids = async (...[asOf, filter]: [{ position: bigint }?, { planId: string }?]) =>
    (await findRisks(database.db, asOf, filter)).map(({ id }) => id);

  test('are listed in the order in which they were registered', async () =>
    expect(await ids()).toEqual(['z-first', 'a-second', 'of-another-plan']));
  test('are listed for a plan', async () =>
    expect(await ids(undefined, { planId: 'concept' })).toEqual(['z-first', 'a-second']));
  test('are listed as the record stood', async () => expect(await ids({ position: 1n })).toEqual(['z-first']));
  test('say what is known of them', async () =>
    expect((await findRisks(database.db, undefined))[0]).toEqual({ id: 'z-first', planId: 'concept', ...details }));
});
