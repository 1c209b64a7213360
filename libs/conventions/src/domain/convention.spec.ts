import { DEFAULT_CONVENTIONS } from '@baikoo/kernel';
import { actor, specify } from '@baikoo/kernel/testing';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
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
  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'])(
    'has no value that every object of the language has: %s',
    (name) =>
      given()
        .when(set(one(name, '1')))
        .isRefused('UNKNOWN_CONVENTION_VALUE', 'values'),
  );
  test('counts in whole numbers what is counted in whole ones', () =>
    given()
      .when(set(one('missedReports', '3.0')))
      .yields(setting({ missedReports: '3' })));
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

describe('a change that is recorded after one of a later day', () => {
  const later = '2027-06-01';
  const latest = '2028-01-01';

  test('goes on into what was recorded for that day, which keeps its own', () =>
    given(setting({ missedReports: '3' }, later))
      .when(set(one('behind', '0.15'), { holdsFrom: '2027-01-01' }))
      .yields(setting({ behind: '0.15' }, '2027-01-01'), setting({ behind: '0.15', missedReports: '3' }, later)));
  test('ends where its value was set anew', () =>
    given(
      setting({ missedReports: '3' }, later),
      setting({ missedReports: '3', behind: '0.2' }, latest),
      setting({ missedReports: '3', behind: '0.2', fundingRed: '0.4' }, '2029-01-01'),
    )
      .when(
        set([...one('behind', '0.15'), ...one('fundingAmber', '0.8')], {
          holdsFrom: '2027-01-01',
        }),
      )
      .yields(
        setting({ behind: '0.15', fundingAmber: '0.8' }, '2027-01-01'),
        setting({ behind: '0.15', fundingAmber: '0.8', missedReports: '3' }, later),
        setting({ behind: '0.2', fundingAmber: '0.8', missedReports: '3' }, latest),
        setting({ behind: '0.2', fundingAmber: '0.8', missedReports: '3', fundingRed: '0.4' }, '2029-01-01'),
      ));
  test('leaves later settings alone that set its value themselves', () =>
    given(setting({ behind: '0.2' }, later))
      .when(set(one('behind', '0.15'), { holdsFrom: '2027-01-01' }))
      .yields(setting({ behind: '0.15' }, '2027-01-01')));
  test('contradicts none of them: then it is refused, with the day', () => {
    const history = [setting({ farBehind: '0.15' }, later)].reduce(convention.evolve, convention.initial);
    expect(convention.decide(history, set(one('behind', '0.2'), { holdsFrom: '2027-01-01' }))).toMatchObject({
      ...{ refused: 'CONVENTIONS_CONTRADICT', path: 'values' },
      details: { lower: 'behind', higher: 'farBehind', day: later },
    });
  });
  test('takes effect on every day on which no later setting named the value: whatever was recorded before', () => {
    const names = ['fundingAmber', 'missedReports', 'farBehind'] as const;
    const values = {
      fundingAmber: ['0.7', '0.8', '0.85'],
      missedReports: ['3', '4', '5'],
      farBehind: ['0.3', '0.4', '0.5'],
    };
    const days = ['2027-01-01', '2027-02-01', '2027-03-01', '2027-04-01'];
    const step = fc.record({ name: fc.constantFrom(...names), pick: fc.nat(2), day: fc.constantFrom(...days) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        let history = convention.initial;
        for (const { name, pick, day } of steps) {
          const value = values[name][pick]!;
          const heldBefore = (of: string) => valuesOf('LIGHT', settingOn(history, of))[name];
          const before = days.map(heldBefore);
          const at = days.indexOf(day);
          const decided = convention.decide(history, set(one(name, value), { holdsFrom: day }));
          expect('refused' in decided ? decided.refused : null).toBe(before[at] === value ? 'NOTHING_CHANGED' : null);
          if ('refused' in decided) continue;
          history = decided.reduce(convention.evolve, history);
          // It holds until the first later day on which the value had changed before.
          const until = before.findIndex((held, i) => i > at && held !== before[i - 1]);
          const expected = before.map((held, i) => (i < at || (until !== -1 && i >= until) ? held : value));
          expect(days.map(heldBefore)).toEqual(expected);
        }
      }),
    );
  });
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
