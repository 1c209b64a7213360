import { MemoryEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { actor } from '@baikoo/kernel/testing';
import { type PlanEvent, planStream } from '@baikoo/plans';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { AskRisk, AskRiskHandler } from './risk.handler.js';

const store = new MemoryEventStore();

const register = (riskId: string, planId: string) =>
  new AskRiskHandler(store).execute(
    new AskRisk(
      {
        type: 'RegisterRisk',
        riskId,
        planId,
        titles: { ru: 'Нехватка финансирования' },
        mitigation: null,
        probability: null,
        impact: null,
        source: { title: 'Concept', reference: '§8' },
        by: actor('secretariat'),
        at: '2026-11-22T06:00:00.000Z',
      },
      aCause(),
    ),
  );

beforeAll(async () => {
  const plan = { planId: 'concept', territoryId: 'KG', titles: { ru: 'План' }, from: '2022-01-01', to: '2028-12-31' };
  const drafted: PlanEvent = { type: 'PlanDrafted', data: { ...plan, kind: 'NATIONAL', source: null } };
  await store.append(planStream('concept'), 0, [drafted], aCause());
});

describe('asking something of a risk', () => {
  test('a risk belongs to a plan that exists', async () =>
    expect(await register('risk-1', 'no-plan')).toEqual({
      refused: 'UNKNOWN_PLAN',
      path: 'planId',
      details: { id: 'no-plan' },
    }));
  test('a risk to a plan is registered in a history of its own', async () =>
    expect(await register('risk-1', 'concept')).toMatchObject({ stream: 'risk-risk-1', revision: 1 }));
});
