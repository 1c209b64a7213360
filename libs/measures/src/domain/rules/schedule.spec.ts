import { describe, test } from '@jest/globals';
import { added, ask, claimed, decision, given, plan, verified } from './testing.js';

/** An act that can be asked for: by its number and its day. */
const act = { ...decision, date: '2026-11-20' };
const extend = (change: object = {}) =>
  ask('ExtendDeadline', { deadline: '2027-03-31', why: 'The poles came late', decision, plan, ...change });
const stop = (change: object = {}) =>
  ask('SuspendMeasure', { why: 'The road is rebuilt', decision: act, plan, ...change });
const suspend = stop();
const resume = ask('ResumeMeasure', { why: 'The road is finished', plan });
const cancel = (change: object = {}) => ask('CancelMeasure', { why: 'Not needed', decision: act, plan, ...change });
const closed = { plan: { ...plan, status: 'CLOSED' } };
const superseded = { plan: { ...plan, status: 'SUPERSEDED' } };
const draft = { plan: { ...plan, status: 'DRAFT' } };
const suspended = {
  type: 'MeasureSuspended',
  data: { measureId: 'm', on: '2026-11-22', why: 'The road is rebuilt', decision: act },
} as const;
const resumed = {
  type: 'MeasureResumed',
  data: { measureId: 'm', on: '2026-11-22', why: 'The road is finished' },
} as const;
const cancelled = {
  type: 'MeasureCancelled',
  data: { measureId: 'm', on: '2026-11-22', why: 'Not needed', decision: act, amendmentId: null },
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
  test('an adopted plan asks for the number and the day of the act, a draft only for its name', () => {
    given(added).when(stop({ decision })).isRefused('DECISION_INCOMPLETE', 'decision.date');
    given(added)
      .when(stop({ decision: { ...act, number: null } }))
      .isRefused('DECISION_INCOMPLETE', 'decision.number');
    given(added)
      .when(stop({ decision, ...draft }))
      .yields({ ...suspended, data: { ...suspended.data, decision } });
  });
  test('nothing is stopped or taken up again in a plan that has ended', () => {
    given(added).when(stop(closed)).isRefused('PLAN_ENDED', 'planId');
    given(added).when(stop(superseded)).isRefused('PLAN_ENDED', 'planId');
    given(added, suspended)
      .when(ask('ResumeMeasure', { why: 'The road is finished', ...closed }))
      .isRefused('PLAN_ENDED', 'planId');
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
  test('an adopted plan asks for the number and the day of the act, a draft only for its name', () => {
    given(added).when(cancel({ decision })).isRefused('DECISION_INCOMPLETE', 'decision.date');
    given(added)
      .when(cancel({ decision, ...draft }))
      .yields({ ...cancelled, data: { ...cancelled.data, decision } });
  });
  test('an amendment brings its own act, and ends measures of an adopted plan only', () => {
    const byAmendment = { decision, amendmentId: 'a' };
    given(added)
      .when(cancel(byAmendment))
      .yields({ ...cancelled, data: { ...cancelled.data, ...byAmendment } });
    given(added)
      .when(cancel({ ...byAmendment, ...draft }))
      .isRefused('NOT_ADOPTED', 'planId');
  });
  test('is not for a plan that has ended', () => {
    given(added).when(cancel(closed)).isRefused('PLAN_ENDED', 'planId');
    given(added).when(cancel(superseded)).isRefused('PLAN_ENDED', 'planId');
    given(added)
      .when(cancel({ ...closed, amendmentId: 'a' }))
      .isRefused('PLAN_ENDED', 'planId');
  });
});
