import { actor, specify } from '@baikoo/kernel/testing';
import { describe, test } from '@jest/globals';
import type { CycleEvent } from './cycle.events.js';
import { cycle, type CycleCommand } from './cycle.js';

const { given } = specify(cycle);
const by = actor('secretariat');
const at = '2026-11-22T06:00:00.000Z';

const opened: CycleEvent = {
  type: 'CycleOpened',
  data: {
    cycleId: 'c',
    planId: 'p',
    period: '2026-H1',
    from: '2026-01-01',
    to: '2026-06-30',
    dueOn: '2026-07-15',
    illustrative: false,
  },
};
const owed: CycleEvent = {
  type: 'ObligationIssued',
  data: { cycleId: 'c', organisationId: 'o', territoryId: 'KG-GB' },
};
const closed: CycleEvent = { type: 'CycleClosed', data: { cycleId: 'c' } };

const open = (change: object = {}) =>
  ({
    type: 'OpenCycle',
    ...{
      cycleId: 'c',
      planId: 'p',
      planStatus: 'ADOPTED',
      period: '2026-H1',
      dueOn: null,
      illustrative: false,
      by,
      at,
    },
    ...change,
  }) as CycleCommand;
const issue: CycleCommand = {
  type: 'IssueObligation',
  ...owed.data,
  territoryId: 'KG-GB',
  organisationId: 'o',
  by,
  at,
};
const close: CycleCommand = { type: 'CloseCycle', cycleId: 'c', by, at };

describe('a reporting cycle', () => {
  test('of a half-year is due on the 15th day after it ends', () => given().when(open()).yields(opened));
  test('can be given another due date', () =>
    given()
      .when(open({ dueOn: '2026-07-31' }))
      .yields({ type: 'CycleOpened', data: { ...opened.data, dueOn: '2026-07-31' } } as CycleEvent));
  test('is not due before its period has ended', () =>
    given()
      .when(open({ dueOn: '2026-06-30' }))
      .isRefused('DUE_BEFORE_END', 'dueOn'));
  test('has a period of the calendar', () =>
    given()
      .when(open({ period: '2026-H3' }))
      .isRefused('INVALID_PERIOD', 'period'));
  test('of a time that has nothing in common with the plan is not opened', () => {
    const planSpan = { from: '2026-06-30', to: '2028-12-31' };
    for (const period of ['2025-H2', '2029-H1'])
      given().when(open({ period, planSpan })).isRefused('OUTSIDE_THE_PLAN', 'period');
    given().when(open({ planSpan })).yields(opened);
  });
  test('is opened for an adopted plan only', () => {
    given()
      .when(open({ planStatus: 'DRAFT' }))
      .isRefused('NOT_ADOPTED', 'planId');
    given()
      .when(open({ planStatus: 'UNKNOWN' }))
      .isRefused('UNKNOWN_PLAN', 'planId');
  });
  test('is opened once', () => given(opened).when(open()).isRefused('CYCLE_EXISTS'));
  test('obliges an organisation once', () => {
    given(opened).when(issue).yields(owed);
    given(opened, owed).when(issue).isRefused('OBLIGATION_EXISTS', 'organisationId');
  });
  test('obliges nobody before it is opened or after it is closed', () => {
    given().when(issue).isRefused('UNKNOWN_CYCLE');
    given(opened, closed).when(issue).isRefused('CYCLE_CLOSED');
  });
  test('is closed once', () => {
    given(opened).when(close).yields(closed);
    given(opened, closed).when(close).isRefused('CYCLE_CLOSED');
  });
});
