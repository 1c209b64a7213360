import { describe, expect, test } from '@jest/globals';
import type { PlanChange } from '../domain/plan-change.events.js';
import type { PlanEvent } from '../domain/plan.events.js';
import { differenceOf } from './difference.js';

const titles = (ru: string) => ({ ru });
const legalAct = { titles: titles('Акт'), number: '1', date: '2026-01-10' };
const who = { personId: 'p', organisationId: 'o' };
const amended = (version: number, ...changes: PlanChange[]): PlanEvent => ({
  type: 'PlanAmended',
  data: {
    ...{ planId: 'p', amendmentId: `a${version}`, version, adoptedOn: '2026-02-01', legalAct, changes },
    ...{ why: 'Почему', adoptedBy: who },
  },
});
const history: PlanEvent[] = [
  {
    type: 'PlanDrafted',
    data: {
      ...{ planId: 'p', kind: 'LOCAL_JOINT', territoryId: 'KG', titles: titles('План') },
      ...{ from: '2026-01-01', to: '2026-12-31', source: null },
    },
  },
  {
    type: 'DirectionAdded',
    data: { planId: 'p', directionId: 'd', kind: 'LOCAL_PROBLEM', reference: '1', titles: titles('Дворы') },
  },
  {
    type: 'TaskAdded',
    data: { planId: 'p', taskId: 't', directionId: 'd', reference: '1.1', titles: titles('Осветить') },
  },
  { type: 'PlanAdopted', data: { planId: 'p', adoptedOn: '2026-01-10', legalAct } },
  amended(
    2,
    { kind: 'TASK_REWORDED', taskId: 't', titles: titles('Осветить дворы') },
    { kind: 'TASK_ADDED', taskId: 'u', directionId: 'd', reference: '1.2', titles: titles('Проверить') },
  ),
  amended(
    3,
    { kind: 'TASK_REWORDED', taskId: 't', titles: titles('Осветить') },
    { kind: 'TASK_REMOVED', taskId: 'u' },
    { kind: 'MEASURE_CANCELLED', measureId: 'm', why: 'Нет' },
  ),
];
const lamps = {
  ...{ measureId: 'm', titles: titles('Лампы'), expectedResult: null },
  ...{ responsibleOrganisationId: 'o', deadline: '2026-09-30' },
};
const between = (from: number, to: number) =>
  differenceOf(history, [lamps], from, to).map(({ part, id, what, versions }) => [part, id, what, versions]);

describe('the difference between two versions of a plan', () => {
  test('names what was added and reworded, and the version whose act did it', () =>
    expect(between(1, 2)).toEqual([
      ['TASK', 't', 'CHANGED', [2]],
      ['TASK', 'u', 'ADDED', [2]],
    ]));
  test('gives the words before and after', () =>
    expect(differenceOf(history, [lamps], 1, 2)[0]!.fields).toEqual([
      { field: 'titles', before: titles('Осветить'), after: titles('Осветить дворы') },
    ]));
  test('shows nothing of what was changed and changed back', () =>
    expect(between(1, 3)).toEqual([['MEASURE', 'm', 'REMOVED', [3]]]));
  test('is asked backwards as well', () =>
    expect(between(2, 1)).toEqual([
      ['TASK', 't', 'CHANGED', [2]],
      ['TASK', 'u', 'REMOVED', [2]],
    ]));
  test('to nothing is the whole plan', () => expect(between(0, 1)).toHaveLength(4));
  test('of a version to itself is none', () => expect(between(3, 3)).toEqual([]));
});
