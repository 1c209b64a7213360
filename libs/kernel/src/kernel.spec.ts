import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  compare,
  dateOf,
  daysBetween,
  endOfDay,
  halfYearOf,
  isCalendarDate,
  isDecimal,
  isUnconfirmed,
  parseMoment,
  parsePeriod,
  previousHalfYear,
  ratio,
  subtract,
  sum,
  textIn,
} from './index.js';

describe('the national calendar', () => {
  test('a moment late in the evening in London is already the next day in Bishkek', () =>
    expect(dateOf('2026-11-22T18:30:00.000Z')).toBe('2026-11-23'));
  test('a day ends at midnight in Bishkek', () => expect(endOfDay('2026-07-15')).toBe('2026-07-15T18:00:00.000Z'));
  test('29 February exists only in leap years', () =>
    expect([isCalendarDate('2024-02-29'), isCalendarDate('2026-02-29'), isCalendarDate('2026-2-1')]).toEqual([
      true,
      false,
      false,
    ]));
  test('a moment is written with its zone', () =>
    expect(
      ['2026-07-15T12:00+06:00', '2026-07-15T12:00', '2026-02-30T12:00Z', '2026-07-15T25:00Z'].map(parseMoment),
    ).toEqual(['2026-07-15T06:00:00.000Z', undefined, undefined, undefined]));
  test('days are counted across a year', () => expect(daysBetween('2025-12-31', '2026-01-15')).toBe(15));
});

describe('a period', () => {
  test.each([
    ['2020', '2020-01-01', '2020-12-31'],
    ['2025-H1', '2025-01-01', '2025-06-30'],
    ['2025-Q4', '2025-10-01', '2025-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2025-01..2025-11', '2025-01-01', '2025-11-30'],
    ['2025-12-01', '2025-12-01', '2025-12-01'],
    ['2025-01-01..2025-12-25', '2025-01-01', '2025-12-25'],
  ])('%s runs from %s to %s', (code, from, to) => expect(parsePeriod(code)).toEqual({ code, from, to }));

  test.each([
    '',
    '25',
    '0000',
    '0000-01-01',
    '9999',
    '1899-H1',
    '2025-H3',
    '2025-Q0',
    '2025-13',
    '2025-1',
    '2025-11..2025-01',
    '2025-02-30',
    '2024..2025-01',
  ])('"%s" is not a period', (code) => expect(parsePeriod(code)).toBeUndefined());

  test('the half-years follow one another', () => {
    expect(halfYearOf('2026-06-30').code).toBe('2026-H1');
    expect(halfYearOf('2026-07-01').code).toBe('2026-H2');
    expect(previousHalfYear('2026-03-01').code).toBe('2025-H2');
  });
});

describe('decimals', () => {
  const decimal = fc.tuple(fc.integer(), fc.nat(99)).map(([n, c]) => `${n}.${String(c).padStart(2, '0')}`);
  test('0.1 + 0.2 is 0.3', () => expect(sum(['0.1', '0.2'])).toBe('0.3'));
  test('a sum does not depend on the order of its parts', () =>
    fc.assert(fc.property(fc.array(decimal), (values) => sum(values) === sum([...values].toReversed()))));
  test('what was added can be taken away again', () =>
    fc.assert(fc.property(decimal, decimal, (a, b) => compare(subtract(sum([a, b]), b), a) === 0)));
  test('there is no share of nothing', () => expect(ratio('1', '0')).toBeUndefined());
  test('a share is rounded half up', () => expect(ratio('2', '3', 2)).toBe('0.67'));
  test('NaN, exponents, spaces and commas are not decimals', () =>
    expect(['NaN', '1e3', ' 1', '1,5', '1.', '.5', '01', ''].filter(isDecimal)).toEqual([]));
});

describe('a text in three languages', () => {
  test('falls back to the nearest language that has it', () =>
    expect([textIn({ ru: 'План' }, 'ky'), textIn({ ky: 'Пландар' }, 'en')]).toEqual(['План', 'Пландар']));
  test('knows which wording is not confirmed', () => {
    const text = { ky: 'Пландар', ru: 'План', unconfirmed: ['ky'] } as const;
    expect([isUnconfirmed(text, 'ky'), isUnconfirmed(text, 'ru')]).toEqual([true, false]);
  });
});
