import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CheckedIndicator, type CheckedReading, softChecksOf } from './check.formula.js';
import { modifiedZScore } from './outlier.formula.js';

const indicator: CheckedIndicator = {
  ...{ valueType: 'COUNT', accumulation: 'FLOW', frequency: 'YEAR' },
  versions: [
    { version: 1, breakInSeries: false },
    { version: 2, breakInSeries: true },
  ],
};
const rulesOf = (
  history: Record<string, string>,
  reading: Omit<CheckedReading, 'definitionVersion'> & { definitionVersion?: number },
  missing: readonly string[] = [],
) =>
  softChecksOf(
    indicator,
    {
      readings: Object.entries(history).map(([period, value], i) => ({
        ...{ readingId: String(i), period, value, definitionVersion: 1 },
      })),
      missing: new Set(missing),
    },
    { definitionVersion: 1, ...reading },
  ).map(({ rule }) => rule);
const calm = { '2015': '100', '2016': '104', '2017': '98', '2018': '101', '2019': '99' };

describe('what has to be explained', () => {
  test('nothing, where a value is like those before', () =>
    expect(rulesOf(calm, { period: '2020', value: '103' })).toEqual([]));
  test('a value far from those before', () =>
    expect(rulesOf(calm, { period: '2020', value: '140' })).toEqual(['OUTLIER']));
  test('but with fewer than five earlier ones nothing is called far', () =>
    expect(rulesOf({ '2018': '101', '2019': '99' }, { period: '2020', value: '140' })).toEqual([]));
  test('more than half up or down against the year before', () => {
    expect(rulesOf({ '2019': '100' }, { period: '2020', value: '151' })).toEqual(['YEAR_ON_YEAR']);
    expect(rulesOf({ '2019': '100' }, { period: '2020', value: '49' })).toEqual(['YEAR_ON_YEAR']);
    expect(rulesOf({ '2019': '100' }, { period: '2020', value: '150' })).toEqual([]);
  });
  test('but not from a small number', () =>
    expect(rulesOf({ '2019': '4' }, { period: '2020', value: '9' })).toEqual([]));
  test('parts that sum to less than the total', () => {
    const parts = [{ dimension: 'sex', category: 'female', value: '4' }];
    expect(rulesOf({}, { period: '2020', value: '5', parts })).toEqual(['PARTS_BELOW_TOTAL']);
    expect(rulesOf({}, { period: '2020', value: '4', parts })).toEqual([]);
  });
  test('eleven months with fewer than ten had', () =>
    expect(rulesOf({ '2020-01..2020-10': '90' }, { period: '2020-01..2020-11', value: '80' })).toEqual([
      'FALLING_CUMULATIVE',
    ]));
  test('ten months with more than eleven had, recorded later', () =>
    expect(rulesOf({ '2020-01..2020-11': '80' }, { period: '2020-01..2020-10', value: '90' })).toEqual([
      'FALLING_CUMULATIVE',
    ]));
  test('nothing at all after something', () =>
    expect(rulesOf({ '2019': '7' }, { period: '2020', value: '0' })).toEqual(['ZERO_AFTER_NON_ZERO']));
  test('years of silence, unless somebody said why', () => {
    expect(rulesOf({ '2017': '7' }, { period: '2020', value: '8' })).toEqual(['SILENCE']);
    const declared = ['2018-01-01..2018-12-31', '2019-01-01..2019-12-31'];
    expect(rulesOf({ '2017': '7' }, { period: '2020', value: '8' }, declared)).toEqual([]);
  });
  test('another value of another source for the same period, however it is written', () =>
    expect(rulesOf({ '2020': '6736' }, { period: '2020-01..2020-12', value: '7007' })).toEqual([
      'CONFLICTING_SOURCES',
    ]));
  test('a survey further than a tenth from the official figure', () => {
    const against = (value: string) =>
      softChecksOf(
        indicator,
        {
          readings: [{ readingId: 'o', period: '2020', value: '100', definitionVersion: 1, sourceKind: 'OFFICIAL' }],
          missing: new Set(),
        },
        { period: '2020', value, definitionVersion: 1, sourceKind: 'SURVEY' },
      ).map(({ rule }) => rule);
    expect([against('111'), against('110')]).toEqual([['OFFICIAL_AGAINST_SURVEY'], []]);
  });
  test('nothing is compared across a break: 82 925 in 2021, 45 096 in 2022', () =>
    expect(rulesOf({ ...calm, '2021': '82925' }, { period: '2022', value: '0', definitionVersion: 2 })).toEqual([]));
});

describe('the modified z-score', () => {
  test('of the book: 0.6745 (x − median) / MAD', () =>
    expect(modifiedZScore(['1', '2', '3', '4', '5'], '10')).toBe('4.7215'));
  test('takes the mean deviation where most values are equal', () =>
    expect(modifiedZScore(['5', '5', '5', '5', '10'], '10')).toBe('3.9894'));
  test('says nothing where all are equal', () => expect(modifiedZScore(['5', '5', '5'], '9')).toBeUndefined());
  test('does not care for the order, nor for a shift of all', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -999, max: 999 }), { minLength: 1 }), fc.nat(99), (others, shift) => {
        const score = modifiedZScore(others.map(String), '7');
        expect(modifiedZScore(others.toReversed().map(String), '7')).toBe(score);
        expect(
          modifiedZScore(
            others.map((other) => String(other + shift)),
            String(7 + shift),
          ),
        ).toBe(score);
      }),
    ));
});
