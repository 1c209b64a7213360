import { isRefusal } from '@baikoo/kernel';
import { describe, expect, test } from '@jest/globals';
import type { IndicatorKnowledge } from './figure.js';
import { type AskedReading, judgeReading } from './reading.js';

const known: IndicatorKnowledge = {
  ...{ valueType: 'COUNT', accumulation: 'FLOW', frequency: 'YEAR', status: 'ACTIVE', definitions: ['2019-01-01'] },
  ...{ versions: [{ version: 1, breakInSeries: false }], bounds: null, multiplier: null },
  dimensions: [{ dimension: 'sex', categories: ['female', 'male'] }],
};
const percent: IndicatorKnowledge = {
  ...{ ...known, valueType: 'RATIO', multiplier: '100', bounds: { min: '0', max: '100' } },
};
const judged = (indicator: IndicatorKnowledge, change: Partial<AskedReading>, today = '2026-11-22') => {
  const reading = { indicatorId: 'X', period: '2025', value: '10', definitionVersion: null, ...change };
  const answer = judgeReading(indicator, reading, today);
  return isRefusal(answer) ? answer.refused : 'POSSIBLE';
};
const part = (category: string, value: string, dimension = 'sex') => ({ dimension, category, value });

describe('what cannot be a reading', () => {
  test.each<[string, string, IndicatorKnowledge, Partial<AskedReading>]>([
    ['a share above a hundred per cent', 'OUT_OF_BOUNDS', percent, { value: '100.1' }],
    ['a number nobody can count to', 'ABSURD_VALUE', known, { value: '1000000000001' }],
    ['anything of a draft', 'INDICATOR_NOT_ACTIVE', { ...known, status: 'DRAFT' }, {}],
    ['anything of a retired indicator', 'INDICATOR_RETIRED', { ...known, status: 'RETIRED' }, {}],
    ['a period that still runs', 'PERIOD_NOT_OVER', known, { period: '2026' }],
    ['a numerator of a count', 'NOT_A_RATIO', known, { numerator: '1', denominator: '2' }],
    ['a numerator alone', 'RATIO_INCOMPLETE', percent, { numerator: '1' }],
    ['a ratio to nothing', 'DENOMINATOR_ZERO', percent, { numerator: '1', denominator: '0' }],
    ['a part above its whole', 'NUMERATOR_ABOVE_DENOMINATOR', percent, { numerator: '3', denominator: '2' }],
    ['a value that its ratio does not give', 'RATIO_MISMATCH', percent, { numerator: '1', denominator: '2' }],
    ['a dimension that the indicator has not', 'UNKNOWN_DIMENSION', known, { parts: [part('x', '1', 'age')] }],
    ['a category that the dimension has not', 'UNKNOWN_CATEGORY', known, { parts: [part('other', '1')] }],
    ['a category twice', 'DUPLICATE_PART', known, { parts: [part('male', '1'), part('male', '1')] }],
    ['parts above their total', 'PARTS_EXCEED_TOTAL', known, { parts: [part('male', '6'), part('female', '5')] }],
  ])('%s: %s', (_, code, indicator, change) => expect(judged(indicator, change)).toBe(code));

  test.each<[string, IndicatorKnowledge, Partial<AskedReading>]>([
    ['parts that make up their total', known, { parts: [part('male', '6'), part('female', '4')] }],
    ['a ratio rounded to the digits it was given in', percent, { value: '33.3', numerator: '1', denominator: '3' }],
    ['a ratio whose parts are not known', percent, { value: '42' }],
  ])('but %s', (_, indicator, change) => expect(judged(indicator, change)).toBe('POSSIBLE'));
});
