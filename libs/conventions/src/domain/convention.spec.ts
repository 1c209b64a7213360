import { DEFAULT_CONVENTIONS } from '@baikoo/kernel';
import { actor, specify } from '@baikoo/kernel/testing';
import { describe, expect, test } from '@jest/globals';
import { findContradiction } from './bounds.js';
import type { ConventionEvent } from './convention.events.js';
import { convention, type ConventionCommand, type NamedValue } from './convention.js';
import { settingOn, valuesOf } from './in-force.formula.js';

const { given } = specify(convention);
const act = { titles: { ru: 'Решение (пример)' }, number: null, date: null };
const by = actor('secretariat');

const setting = (values: Partial<Record<string, string>>, holdsFrom = '2026-12-01'): ConventionEvent => ({
  type: 'ConventionSet',
  data: {
    convention: 'LIGHT',
    values: { ...DEFAULT_CONVENTIONS.LIGHT, ...(values as Record<string, string>) },
    ...{ holdsFrom, why: 'As agreed', act, setBy: { personId: by.personId, organisationId: by.organisationId } },
  },
});
const set = (values: readonly NamedValue[], more: Partial<ConventionCommand> = {}): ConventionCommand => ({
  ...{ type: 'SetConvention', convention: 'LIGHT', values, holdsFrom: '2026-12-01', why: 'As agreed', act, by },
  ...{ at: '2026-11-22T06:00:00.000Z', ...more },
});
const one = (name: string, value: string) => [{ name, value }];

describe('a convention', () => {
  test('is set with a reason and an act, from a day on; what is not named stays', () =>
    given()
      .when(set(one('behind', '0.15')))
      .yields(setting({ behind: '0.15' })));
  test('builds on what will hold on that day, not on what holds today', () =>
    given(setting({ behind: '0.15' }))
      .when(set(one('farBehind', '0.30'), { holdsFrom: '2027-01-01' }))
      .yields(setting({ behind: '0.15', farBehind: '0.30' }, '2027-01-01')));
  test('never reaches back behind the day of its recording', () =>
    given()
      .when(set(one('behind', '0.15'), { holdsFrom: '2026-11-21' }))
      .isRefused('CONVENTION_IN_THE_PAST', 'holdsFrom'));
  test('needs a reason', () =>
    given()
      .when(set(one('behind', '0.15'), { why: ' ' }))
      .isRefused('REASON_REQUIRED', 'why'));
  test('rests on an act', () =>
    given()
      .when(set(one('behind', '0.15'), { act: { ...act, titles: {} } }))
      .isRefused('DECISION_REQUIRED', 'act'));
  test('that would be what it is already, is refused', () =>
    given()
      .when(set(one('behind', '0.1')))
      .isRefused('NOTHING_CHANGED', 'values'));
  test('has no other values than its own', () =>
    given()
      .when(set(one('largestAct', '1')))
      .isRefused('UNKNOWN_CONVENTION_VALUE', 'values'));
  test.each([
    ['behind', '-0.1'],
    ['behind', '1.01'],
    ['missedReports', '0'],
    ['missedReports', '1.5'],
    ['fundingRed', 'half'],
  ])('keeps out what nobody can have meant: %s = %s', (name, value) =>
    given()
      .when(set(one(name, value)))
      .isRefused('CONVENTION_OUT_OF_RANGE', 'values'),
  );
  test.each([
    ['amber for lagging begins before red', 'behind', '0.25'],
    ['amber for money begins before red', 'fundingRed', '0.95'],
  ])('does not contradict itself: %s', (_, name, value) =>
    given()
      .when(set(one(name, value)))
      .isRefused('CONVENTIONS_CONTRADICT', 'values'),
  );
});

describe('what holds', () => {
  const settings = [
    { values: { behind: '0.1' }, holdsFrom: '2026-12-01' },
    { values: { behind: '0.3' }, holdsFrom: '2027-06-01' },
    { values: { behind: '0.2' }, holdsFrom: '2027-01-01' },
    { values: { behind: '0.4' }, holdsFrom: '2027-06-01' },
  ];
  test.each([
    ['2026-11-30', undefined],
    ['2026-12-31', '0.1'],
    ['2027-01-01', '0.2'],
    ['2027-06-01', '0.4'],
  ])('on %s is what began last by then, and of two of one day what was recorded last', (day, value) =>
    expect(settingOn(settings, day)?.values.behind).toBe(value),
  );
  test('is the default while nothing was recorded', () =>
    expect(valuesOf('LIGHT', undefined)).toEqual(DEFAULT_CONVENTIONS.LIGHT));
  test('gives a value that is younger than the setting its default', () =>
    expect(valuesOf('LIGHT', settings[0]).missedReports).toBe('2'));
});

test.each(Object.entries(DEFAULT_CONVENTIONS))('the defaults of %s do not contradict each other', (name, values) =>
  expect(findContradiction(name as keyof typeof DEFAULT_CONVENTIONS, values)).toBeUndefined(),
);
