import { describe, expect, test } from '@jest/globals';
import { lightOf, type MeasureProgress } from './light.formula.js';

const halfway = '2026-07-02';
const measure: MeasureProgress = {
  status: 'IN_PROGRESS',
  percent: 50,
  plannedStart: '2026-01-01',
  deadline: '2026-12-31',
  planned: '0',
  allocated: '0',
  extended: false,
  missedReports: 0,
};
const light = (change: Partial<MeasureProgress>, today = halfway) => lightOf({ ...measure, ...change }, today);

describe('the traffic light of a measure', () => {
  test('is blue once its completion is verified, whatever else holds', () =>
    expect(light({ status: 'COMPLETION_VERIFIED', percent: 10 }, '2027-06-01').rule).toBe('VERIFIED'));
  test('is red the day after the deadline', () => {
    expect(light({ percent: 100 }, '2026-12-31').colour).toBe('GREEN');
    expect(light({ percent: 100 }, '2027-01-01')).toEqual({ colour: 'RED', rule: 'OVERDUE' });
  });
  test('is not overdue once the completion is claimed', () =>
    expect(light({ status: 'COMPLETION_CLAIMED' }, '2027-01-01')).toEqual({ colour: 'GREEN', rule: 'ON_TIME' }));
  test.each([
    [50, 'GREEN', 'ON_TIME'],
    [40, 'GREEN', 'ON_TIME'],
    [39, 'AMBER', 'BEHIND_TIME'],
    [25, 'AMBER', 'BEHIND_TIME'],
    [24, 'RED', 'FAR_BEHIND_TIME'],
  ])('with half of the time gone and %i %% done is %s', (percent, colour, rule) =>
    expect(light({ percent })).toEqual({ colour, rule }),
  );
  test('is grey as long as nothing was reported', () =>
    expect(light({ percent: null })).toEqual({ colour: 'GREY', rule: 'NO_DATA' }));
  test('turns amber below 90 % of the planned money and red below half', () => {
    expect(light({ planned: '100', allocated: '90' }).colour).toBe('GREEN');
    expect(light({ planned: '100', allocated: '89.99' }).rule).toBe('FUNDING_BELOW_90');
    expect(light({ planned: '100', allocated: '49.99' }).rule).toBe('FUNDING_BELOW_HALF');
  });
  test('shows the worst rule', () =>
    expect(light({ percent: 39, planned: '100', allocated: '0' }).rule).toBe('FUNDING_BELOW_HALF'));
});

describe('what else colours a measure', () => {
  test('any extension makes it amber, and a worse rule still wins', () => {
    expect(light({ extended: true })).toEqual({ colour: 'AMBER', rule: 'DEADLINE_EXTENDED' });
    expect(light({ extended: true, percent: 24 }).rule).toBe('FAR_BEHIND_TIME');
  });
  test('two missed reports make it red, one does not', () => {
    expect(light({ missedReports: 1 }).colour).toBe('GREEN');
    expect(light({ missedReports: 2, percent: null })).toEqual({ colour: 'RED', rule: 'REPORTS_MISSED' });
  });
  test.each(['SUSPENDED', 'CANCELLED'] as const)('%s is grey and never overdue', (status) =>
    expect(light({ status, percent: 0 }, '2028-01-01')).toEqual({ colour: 'GREY', rule: status }),
  );
});
