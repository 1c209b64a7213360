import { describe, test } from '@jest/globals';
import type { MeasureEvent } from '../measure.events.js';
import { added, ask, given, plan } from './testing.js';

const planned = (lineId: string, source: 'DONOR' | 'LOCAL_BUDGET'): MeasureEvent => ({
  type: 'FundingPlanned',
  data: { measureId: 'm', lineId, source, year: 2026, amount: '100.00' },
});
const allocated: MeasureEvent = { type: 'FundingAllocated', data: { measureId: 'm', lineId: 'a', amount: '80.00' } };
const before = [added, planned('a', 'DONOR'), planned('b', 'DONOR'), planned('c', 'LOCAL_BUDGET'), allocated];

const move = (change: object = {}) =>
  ask('ReallocateFunding', {
    ...{ lineId: 'a', toMeasureId: 'm', toLineId: 'b', amount: '30.00', why: 'Cheaper', reallocationId: 'r' },
    ...{ receiving: undefined, ...change },
  });
const moved = (to: { measureId: string; lineId: string }): MeasureEvent => ({
  type: 'FundingReallocated',
  data: { measureId: 'm', lineId: 'a', to, amount: '30.00', why: 'Cheaper', reallocationId: 'r' },
});

describe('amounts', () => {
  const planLine = (change: object) =>
    ask('PlanFunding', { lineId: 'n', source: 'DONOR', year: 2026, amount: '1.00', plan, ...change });
  test.each(['0', '0.00', '-5'])('%s som are no money', (amount) =>
    given(added).when(planLine({ amount })).isRefused('AMOUNT_NOT_POSITIVE', 'amount'),
  );
  test('a slip of the pen is caught', () =>
    given(added)
      .when(planLine({ amount: '10000000000.01' }))
      .isRefused('AMOUNT_TOO_LARGE', 'amount'));
  test.each([2021, 2029])('%i is no year of the plan', (year) =>
    given(added).when(planLine({ year })).isRefused('YEAR_OUTSIDE_THE_PLAN', 'year'),
  );
});

describe('moving allocated money', () => {
  test('goes to another line of the measure', () =>
    given(...before)
      .when(move())
      .yields(moved({ measureId: 'm', lineId: 'b' })));
  test('goes to another measure of the plan', () =>
    given(...before)
      .when(move({ toMeasureId: 'n', toLineId: 'x', receiving: { planId: 'p', source: 'DONOR' } }))
      .yields(moved({ measureId: 'n', lineId: 'x' })));
  test('never leaves the plan', () =>
    given(...before)
      .when(move({ toMeasureId: 'n', receiving: { planId: 'other', source: 'DONOR' } }))
      .isRefused('OTHER_PLAN', 'toMeasureId'));
  test('stays money of its source', () =>
    given(...before)
      .when(move({ toLineId: 'c' }))
      .isRefused('OTHER_FUNDING_SOURCE', 'toLineId'));
  test('takes no more than is there', () => {
    given(...before)
      .when(move({ amount: '80.01' }))
      .isRefused('NOT_ENOUGH_ALLOCATED', 'amount');
    given(...before, moved({ measureId: 'm', lineId: 'b' }))
      .when(move({ amount: '50.01' }))
      .isRefused('NOT_ENOUGH_ALLOCATED', 'amount');
  });
  test('needs both ends', () => {
    given(...before)
      .when(move({ toLineId: 'unknown' }))
      .isRefused('UNKNOWN_FUNDING_LINE', 'toLineId');
    given(...before)
      .when(move({ toLineId: 'a' }))
      .isRefused('SAME_FUNDING_LINE', 'toLineId');
    given(...before)
      .when(move({ toMeasureId: 'n' }))
      .isRefused('UNKNOWN_FUNDING_LINE', 'toLineId');
  });
  test('arrives once, and can then be moved on', () => {
    const received: MeasureEvent = {
      type: 'FundingReceived',
      data: {
        ...{ measureId: 'm', lineId: 'b', from: { measureId: 'n', lineId: 'x' } },
        ...{ amount: '30.00', reallocationId: 'r' },
      },
    };
    const receive = ask('ReceiveFunding', {
      ...{ lineId: 'b', fromMeasureId: 'n', fromLineId: 'x', amount: '30.00', reallocationId: 'r' },
    });
    given(...before)
      .when(receive)
      .yields(received);
    given(...before, received)
      .when(receive)
      .isRefused('ALREADY_ADDED');
    given(...before, received)
      .when(move({ lineId: 'b', toLineId: 'a', amount: '30.01' }))
      .isRefused('NOT_ENOUGH_ALLOCATED');
  });
});
