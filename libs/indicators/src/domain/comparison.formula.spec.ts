import { compare, sum } from '@baikoo/kernel';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareWithBaseline, type ComparableReading } from './comparison.formula.js';

const reading = (period: string, value: string, change: Partial<ComparableReading> = {}): ComparableReading => ({
  ...{ period, value, definitionVersion: 1, qualifier: 'EXACT', conflicting: false },
  ...change,
});
const figure = (period: string, value: string, definitionVersion = 1) => ({ period, value, definitionVersion });
const definitions = [
  { version: 1, breakInSeries: false },
  { version: 2, breakInSeries: true },
  { version: 3, breakInSeries: false },
];
const against = (baseline: ReturnType<typeof figure> | null, ...readings: ComparableReading[]) =>
  // oxlint-disable-next-line jest/valid-expect -- each test adds its own matcher
  expect(compareWithBaseline({ baseline, readings, definitions }));

describe('the change since the baseline', () => {
  test('is the latest value less the baseline, and its share of the baseline', () =>
    against(figure('2020', '80'), reading('2021', '90'), reading('2022', '100')).toEqual({
      from: '2020',
      to: '2022',
      absolute: '20',
      relative: '0.2500',
    }));
  test('has no share where the baseline is zero or an index below zero', () => {
    against(figure('2020', '0'), reading('2021', '3')).toMatchObject({ absolute: '3', relative: null });
    against(figure('2020', '-10'), reading('2021', '-5')).toMatchObject({ absolute: '5', relative: null });
  });
  test('needs a baseline', () => against(null, reading('2021', '90')).toEqual({ notCompared: 'NO_BASELINE' }));
  test('needs a reading of a period after that of the baseline', () => {
    const own = reading('2020', '98');
    against(figure('2020', '98'), own, reading('2011-01..2020-12', '896')).toEqual({ notCompared: 'NO_LATER_READING' });
    against(figure('2020', '98'), own, reading('2020-07..2021-06', '99')).toEqual({ notCompared: 'NO_LATER_READING' });
    against(figure('2025-12-01', '98'), reading('2025-12-01', '98')).toEqual({ notCompared: 'NO_LATER_READING' });
  });
  test('is exact, whatever the decimals', () =>
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (a, b) => {
        const [from, to] = [`${a}.1`, `${b}.2`];
        const change = compareWithBaseline({
          baseline: figure('2020', from),
          readings: [reading('2021', to)],
          definitions,
        });
        return 'absolute' in change && compare(sum([from, change.absolute]), to) === 0;
      }),
    ));
});

describe('nothing is compared', () => {
  test('across a break: registered crime before and after the 2021 codes', () =>
    against(
      figure('2021', '82925'),
      reading('2021', '82925'),
      reading('2022', '45096', { definitionVersion: 2 }),
      reading('2023', '41961', { definitionVersion: 2 }),
    ).toEqual({ notCompared: 'BREAK_IN_SERIES' }));
  test('across a break that lies between two later versions', () =>
    against(figure('2021', '1'), reading('2025', '2', { definitionVersion: 3 })).toEqual({
      notCompared: 'BREAK_IN_SERIES',
    }));
  test('but a revision without a break does not hinder', () =>
    against(figure('2022', '1', 2), reading('2025', '2', { definitionVersion: 3 })).toMatchObject({ to: '2025' }));
  test('between a year and eleven months: domestic violence 2020 and 2025', () =>
    against(figure('2020', '9025'), reading('2025-01..2025-11', '19995')).toEqual({ notCompared: 'PERIODS_DIFFER' }));
  test('between a year and a half-year', () =>
    against(figure('2022', '690'), reading('2025-H1', '346')).toEqual({ notCompared: 'PERIODS_DIFFER' }));
  test('with either of two values that contradict each other', () =>
    against(
      figure('2020', '1'),
      reading('2025', '20', { conflicting: true }),
      reading('2025', '18', { conflicting: true }),
    ).toEqual({ notCompared: 'CONFLICTING_VALUES' }));
  test('with a baseline that another source contradicts', () => {
    const [ours, theirs] = ['6736', '7007'].map((value) => reading('2020', value, { conflicting: true }));
    against(figure('2020', '6736'), ours!, theirs!, reading('2021', '7000')).toEqual({
      notCompared: 'CONFLICTING_VALUES',
    });
    against(figure('2020', '6736'), reading('2020', '7007'), reading('2021', '7000')).toEqual({
      notCompared: 'CONFLICTING_VALUES',
    });
  });
  test('with a baseline known to be contradicted, even if the other value is not at hand', () =>
    against(figure('2020', '6736'), reading('2020', '6736', { conflicting: true }), reading('2021', '7000')).toEqual({
      notCompared: 'CONFLICTING_VALUES',
    }));
  test('with "more than 8 000"', () => {
    const moreThan = { qualifier: 'MORE_THAN' } as const;
    against(figure('2022', '7040'), reading('2025', '8000', moreThan)).toEqual({ notCompared: 'INEXACT_VALUE' });
    against(figure('2022', '8000'), reading('2022', '8000', moreThan), reading('2025', '8001')).toEqual({
      notCompared: 'INEXACT_VALUE',
    });
  });
});

describe('of several later readings', () => {
  test('one of the same length is preferred to a newer one of another length', () =>
    against(figure('2022', '690'), reading('2025', '900'), reading('2026-H1', '400')).toMatchObject({ to: '2025' }));
  test('one on this side of a break is preferred to a newer one beyond it', () =>
    against(figure('2019', '1'), reading('2021', '2'), reading('2022', '3', { definitionVersion: 2 })).toMatchObject({
      to: '2021',
    }));
  test('a break is named before a difference of lengths', () =>
    against(figure('2020', '1'), reading('2021-H1', '1'), reading('2022', '2', { definitionVersion: 2 })).toEqual({
      notCompared: 'BREAK_IN_SERIES',
    }));
  test('two counts of one period: the one counted as the baseline was', () =>
    against(
      figure('2022', '10', 2),
      reading('2023', '30', { definitionVersion: 3 }),
      reading('2023', '20', { definitionVersion: 2 }),
      reading('2023', '40', { definitionVersion: 3 }),
    ).toMatchObject({ absolute: '10' }));
  test.each([
    ['2024', '2025-01..2025-12'],
    ['2024', '2025-01-01..2025-12-31'],
    ['2024-02', '2025-02'],
    ['2024-01-01..2024-12-25', '2025-01-01..2025-12-25'],
    ['2025-12-01', '2026-03-31'],
  ])('%s and %s are of one length', (from, to) => against(figure(from, '1'), reading(to, '2')).toMatchObject({ to }));
});
