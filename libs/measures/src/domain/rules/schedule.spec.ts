import { describe, test } from '@jest/globals';
import { added, ask, claimed, decision, given, plan, verified } from './testing.js';

const extend = (change: object = {}) =>
  ask('ExtendDeadline', { deadline: '2027-03-31', why: 'The poles came late', decision, plan, ...change });
const suspend = ask('SuspendMeasure', { why: 'The road is rebuilt', decision });
const resume = ask('ResumeMeasure', { why: 'The road is finished' });
const cancel = (change: object = {}) => ask('CancelMeasure', { why: 'Not needed', decision, ...change });
const suspended = {
  type: 'MeasureSuspended',
  data: { measureId: 'm', on: '2026-11-22', why: 'The road is rebuilt', decision },
} as const;
const resumed = {
  type: 'MeasureResumed',
  data: { measureId: 'm', on: '2026-11-22', why: 'The road is finished' },
} as const;
const cancelled = {
  type: 'MeasureCancelled',
  data: { measureId: 'm', on: '2026-11-22', why: 'Not needed', decision, amendmentId: null },
} as const;

describe('extending a deadline', () => {
  const extended = {
    type: 'DeadlineExtended',
    data: {
      ...{ measureId: 'm', formerDeadline: '2026-12-31', deadline: '2027-03-31' },
      ...{ why: 'The poles came late', decision },
    },
  } as const;
  test('moves it to a later day by a decision', () => given(added).when(extend()).yields(extended));
  test('is possible while the measure is suspended', () => given(added, suspended).when(extend()).yields(extended));
  test('never moves it back, nor to where it stands', () => {
    given(added)
      .when(extend({ deadline: '2026-12-31' }))
      .isRefused('DEADLINE_NOT_LATER', 'deadline');
    given(added, extended)
      .when(extend({ deadline: '2027-03-30' }))
      .isRefused('DEADLINE_NOT_LATER', 'deadline');
  });
  test('stays within the plan', () =>
    given(added)
      .when(extend({ deadline: '2029-01-01' }))
      .isRefused('OUTSIDE_THE_PLAN', 'deadline'));
  test('names its decision', () =>
    given(added)
      .when(extend({ decision: { titles: { ru: ' ' }, number: null, date: null } }))
      .isRefused('DECISION_REQUIRED'));
  test('is not for a measure whose completion is claimed or verified, or that was cancelled', () => {
    given(added, claimed).when(extend()).isRefused('ALREADY_COMPLETED');
    given(added, claimed, verified).when(extend()).isRefused('ALREADY_COMPLETED');
    given(added, cancelled).when(extend()).isRefused('MEASURE_CANCELLED');
  });
  test('is not for a plan that has ended', () =>
    given(added)
      .when(extend({ plan: { ...plan, status: 'CLOSED' } }))
      .isRefused('PLAN_ENDED'));
});

describe('suspending and resuming', () => {
  test('a decision stops the work', () => given(added).when(suspend).yields(suspended));
  test('it is stopped once', () => given(added, suspended).when(suspend).isRefused('MEASURE_SUSPENDED'));
  test('it is taken up again, and may be stopped again', () => {
    given(added, suspended).when(resume).yields(resumed);
    given(added, suspended, resumed).when(suspend).yields(suspended);
  });
  test('what is not suspended is not resumed', () => given(added).when(resume).isRefused('NOT_SUSPENDED'));
});

describe('cancelling', () => {
  test('a decision ends the measure, suspended or not', () => {
    given(added).when(cancel()).yields(cancelled);
    given(added, suspended).when(cancel()).yields(cancelled);
  });
  test('is done once', () => given(added, cancelled).when(cancel()).isRefused('MEASURE_CANCELLED'));
  test('does not hide work that somebody says is done', () =>
    given(added, claimed).when(cancel()).isRefused('ALREADY_COMPLETED'));
});
