import { actor, specify } from '@baikoo/kernel/testing';
import { describe, test } from '@jest/globals';
import type { PlanEvent } from './plan.events.js';
import type { PlanCommand } from './plan.commands.js';
import { plan } from './plan.js';

const { given } = specify(plan);
const who = { by: actor('secretariat'), at: '2026-11-22T06:00:00.000Z', withinMandate: true, keepsPlans: true };
const titles = { ru: 'План' };
const legalAct = { titles: { ru: 'Постановление' }, number: '1', date: '2022-01-10' };

const drafted: PlanEvent = {
  type: 'PlanDrafted',
  data: {
    planId: 'p',
    kind: 'NATIONAL',
    territoryId: 'KG',
    titles,
    from: '2022-01-01',
    to: '2028-12-31',
    source: null,
  },
};
const directionAdded: PlanEvent = {
  type: 'DirectionAdded',
  data: { planId: 'p', directionId: 'd', kind: 'COMPONENT', reference: '4.1', titles },
};
const taskAdded: PlanEvent = {
  type: 'TaskAdded',
  data: { planId: 'p', taskId: 't', directionId: 'd', reference: '4.1/1', titles },
};
const adopted: PlanEvent = { type: 'PlanAdopted', data: { planId: 'p', adoptedOn: '2022-01-10', legalAct } };

const draft = { type: 'DraftPlan', ...drafted.data, ...who } as PlanCommand;
const addDirection = { type: 'AddDirection', ...directionAdded.data, ...who } as PlanCommand;
const addTask = { type: 'AddTask', ...taskAdded.data, ...who } as PlanCommand;
const adopt = { type: 'AdoptPlan', ...adopted.data, ...who } as PlanCommand;

describe('drafting a plan', () => {
  test('a plan begins as a draft', () => given().when(draft).yields(drafted));
  test('an id names one plan', () => given(drafted).when(draft).isRefused('ALREADY_DRAFTED', 'planId'));
  test('a plan does not end before it begins', () =>
    given()
      .when({ ...draft, to: '2021-12-31' } as PlanCommand)
      .isRefused('PERIOD_REVERSED', 'to'));
  test('nobody drafts or changes a plan of a territory outside their mandate', () => {
    given()
      .when({ ...draft, withinMandate: false })
      .isRefused('FOREIGN_TERRITORY', 'territoryId');
    given(drafted)
      .when({ ...addDirection, withinMandate: false })
      .isRefused('FOREIGN_TERRITORY', 'planId');
  });
  test('a national plan is of the republic, whatever territory a mandate reaches', () => {
    given()
      .when({ ...draft, territoryId: 'KG-X' } as PlanCommand)
      .isRefused('NATIONAL_IS_OF_THE_REPUBLIC', 'territoryId');
    const joint = { ...drafted.data, kind: 'LOCAL_JOINT', territoryId: 'KG-X' } as const;
    given()
      .when({ ...draft, ...joint } as PlanCommand)
      .yields({ type: 'PlanDrafted', data: joint });
  });
  test('nobody words a plan that is not of the kind which their role keeps', () => {
    given()
      .when({ ...draft, keepsPlans: false })
      .isRefused('NOT_YOUR_KIND_OF_PLAN', 'kind');
    for (const command of [addDirection, adopt])
      given(drafted, directionAdded)
        .when({ ...command, keepsPlans: false })
        .isRefused('NOT_YOUR_KIND_OF_PLAN', 'planId');
  });
  test('directions are added to a draft', () => given(drafted).when(addDirection).yields(directionAdded));
  test('a direction is added once', () => given(drafted, directionAdded).when(addDirection).isRefused('ALREADY_ADDED'));
  test('tasks are added to a direction', () => given(drafted, directionAdded).when(addTask).yields(taskAdded));
  test('a task needs its direction', () => given(drafted).when(addTask).isRefused('UNKNOWN_DIRECTION', 'directionId'));
  test('a task is added once', () =>
    given(drafted, directionAdded, taskAdded).when(addTask).isRefused('ALREADY_ADDED', 'taskId'));
});

describe('adopting a plan', () => {
  test('a draft with directions is adopted by a legal act', () =>
    given(drafted, directionAdded).when(adopt).yields(adopted));
  test('an empty plan is not adopted', () => given(drafted).when(adopt).isRefused('NOTHING_TO_ADOPT'));
  test('nobody adopts what was never drafted', () => given().when(adopt).isRefused('UNKNOWN_PLAN'));
  test('a plan is not adopted before the day of its adoption', () =>
    given(drafted, directionAdded)
      .when({ ...adopt, adoptedOn: '2026-11-23' } as PlanCommand)
      .isRefused('ADOPTED_IN_THE_FUTURE', 'adoptedOn'));
  test('an act whose date nobody has yet can still be recorded', () =>
    given(drafted, directionAdded)
      .when({ ...adopt, adoptedOn: null } as PlanCommand)
      .yields({ type: 'PlanAdopted', data: { planId: 'p', adoptedOn: null, legalAct } }));
  test('whoever wrote in a draft does not adopt it, under whatever mandate they come back', () => {
    const draftedBy = [{ personId: 'aidar', organisationId: 'secretariat' }];
    const local = { ...drafted, data: { ...drafted.data, kind: 'LOCAL_JOINT' } } as PlanEvent;
    for (const plan of [drafted, local])
      given(plan, directionAdded)
        .when({ ...adopt, draftedBy, by: actor('council', 'aidar', 'COUNCIL_CHAIR') })
        .isRefused('OWN_WORK', 'planId');
  });
  test('a national plan is not adopted by the organisation that drafted it; a joint plan is, by somebody else of it', () => {
    const draftedBy = [{ personId: 'aidar', organisationId: 'council' }];
    const byAnother = { ...adopt, draftedBy, by: actor('council', 'bermet', 'CHAIR') };
    given(drafted, directionAdded).when(byAnother).isRefused('OWN_WORK', 'planId');
    const local = { ...drafted, data: { ...drafted.data, kind: 'LOCAL_JOINT' } } as PlanEvent;
    given(local, directionAdded).when(byAnother).yields(adopted);
  });
  test('an adopted plan is not edited', () =>
    given(drafted, directionAdded, adopted).when(addTask).isRefused('NOT_A_DRAFT'));
});
