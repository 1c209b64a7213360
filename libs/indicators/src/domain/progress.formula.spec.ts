import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ComparableReading } from './comparison.formula.js';
import type { Better } from './indicator.events.js';
import { progress, type ProgressCategory } from './progress.formula.js';

const figure = (period: string, value: string, definitionVersion = 1) => ({ period, value, definitionVersion });
const reading = (period: string, value: string, definitionVersion = 1): ComparableReading => ({
  ...figure(period, value, definitionVersion),
  qualifier: 'EXACT',
  conflicting: false,
});
const definitions = [
  { version: 1, breakInSeries: false },
  { version: 2, breakInSeries: true },
];
type Case = { better?: Better; from?: string; values: Record<string, string>; target?: string };
const progressOf = ({ better = 'DECREASE', from = '100', values, target = '60' }: Case) =>
  progress(
    {
      better,
      definitions,
      baseline: figure('2021', from),
      readings: Object.entries(values).map(([period, value]) => reading(period, value)),
    },
    figure('2025', target),
  );

describe('progress towards a target', () => {
  // From 100 in 2021 to 60 in 2025: half of the time has passed at the end of 2023, and 80 would be on course.
  test.each<[string, ProgressCategory, string]>([
    ['60', 'ACHIEVED', '2.0014'],
    ['55', 'ACHIEVED', '2.2515'],
    ['80', 'SUBSTANTIAL', '1.0007'],
    ['85', 'MODERATE', '0.7505'],
    ['95', 'LIMITED', '0.2502'],
    ['100', 'LIMITED', '0.0000'],
    ['101', 'DETERIORATION', '-0.0500'],
  ])('half-way in time, %s of 100 towards 60 is %s (r = %s)', (value, category, ratio) =>
    expect(progressOf({ values: { '2023': value } })).toMatchObject({
      category,
      ratio,
      period: '2023',
      formula: 'PACE',
    }),
  );

  test('works upwards as well', () =>
    expect(progressOf({ better: 'INCREASE', from: '-10', values: { '2025': '20' }, target: '30' })).toEqual({
      ...{ category: 'MODERATE', ratio: '0.7500', period: '2025', formula: 'PACE' },
      inputs: { baseline: '-10', target: '30', value: '20', elapsed: '1.0000' },
    }));
  test('a target is judged by what was measured until its own period', () =>
    expect(progressOf({ values: { '2025': '60', '2026': '100' } })).toMatchObject({ category: 'ACHIEVED' }));

  test('a value on the straight line from baseline to target in the last period is the target, to the digit', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 1e9 }), (from, step) => {
        const target = String(from + step);
        const values = { '2025': target };
        expect(progressOf({ better: 'INCREASE', from: String(from), target, values })).toMatchObject({
          category: 'ACHIEVED',
          ratio: '1.0000',
        });
      }),
    ));
  test('coming closer to the target never makes the category worse', () => {
    const order: ProgressCategory[] = ['DETERIORATION', 'LIMITED', 'MODERATE', 'SUBSTANTIAL', 'ACHIEVED'];
    const rank = (value: number) => order.indexOf(progressOf({ values: { '2024': String(value) } })!.category);
    fc.assert(fc.property(fc.nat(200), fc.nat(200), (a, b) => a > b || rank(a) >= rank(b)));
  });
});

describe('a target that asks for no change', () => {
  const stay = (value: string, better: Better = 'MAINTAIN') =>
    progressOf({ better, target: '100', values: { '2023': value } })?.category;
  test('is met within five per cent', () => expect([stay('95'), stay('105')]).toEqual(['ACHIEVED', 'ACHIEVED']));
  test('is missed beyond', () => expect([stay('94'), stay('106')]).toEqual(['DETERIORATION', 'DETERIORATION']));
  test('is more than met by a change for the better', () =>
    expect([stay('50', 'DECREASE'), stay('200', 'INCREASE')]).toEqual(['ACHIEVED', 'ACHIEVED']));
  test('of zero is met by zero', () =>
    expect(progressOf({ from: '0', target: '0', values: { '2023': '0' } })?.category).toBe('ACHIEVED'));
});

describe('a target of staying within a range', () => {
  const within = (from: string, value: string, range: { min: string; max: string } | null = { min: '40', max: '60' }) =>
    progress(
      { better: 'RANGE', range, definitions, baseline: figure('2021', from), readings: [reading('2023', value)] },
      figure('2025', '50'),
    );
  test('is met inside, from wherever the value came', () =>
    expect([within('50', '40'), within('20', '60')].map((found) => found?.category)).toEqual(['ACHIEVED', 'ACHIEVED']));
  test('is lost by leaving it', () =>
    expect(within('50', '61')).toMatchObject({ category: 'DETERIORATION', ratio: null, formula: 'WITHIN_RANGE' }));
  test('from outside, progress is the share of the way into it', () =>
    expect(within('20', '30')).toMatchObject({ category: 'SUBSTANTIAL', ratio: '1.0007', formula: 'RANGE_PACE' }));
  test('shooting past it as far as before is no progress', () =>
    expect(within('20', '80')).toMatchObject({ category: 'LIMITED', ratio: '0.0000' }));
  test('further out than before is deterioration', () => expect(within('20', '10')?.category).toBe('DETERIORATION'));
  test('that nobody named is not judged', () => expect(within('20', '50', null)).toBeUndefined());
});

describe('no progress is shown', () => {
  test('without a later reading', () => expect(progressOf({ values: {} })).toBeUndefined());
  test('across a break between baseline and target', () =>
    expect(
      progress(
        { better: 'DECREASE', definitions, baseline: figure('2021', '100'), readings: [reading('2023', '80')] },
        figure('2025', '60', 2),
      ),
    ).toBeUndefined());
  test('for a target of another length of period', () =>
    expect(
      progress(
        { better: 'DECREASE', definitions, baseline: figure('2021', '100'), readings: [reading('2023', '80')] },
        figure('2025-H2', '60'),
      ),
    ).toBeUndefined());
  test('for a target that contradicts what counts as better', () =>
    expect(progressOf({ target: '120', values: { '2023': '110' } })).toBeUndefined());
  test('when nothing was measured until the period of the target', () =>
    expect(progressOf({ values: { '2026': '80' } })).toBeUndefined());
});
