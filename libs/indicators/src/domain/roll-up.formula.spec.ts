import { compare, multiply, parsePeriod, sum } from '@baikoo/kernel';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gather, type Gathered, merge, NOTHING_GATHERED, rollUp, type Share } from './roll-up.formula.js';
import { type RolledUpIndicator, rollUpOf, type RollUpReading } from './roll-up-of.formula.js';

const share = fc.record({
  territoryId: fc.uuid(),
  value: fc.nat(10_000).map(String),
  numerator: fc.nat(1_000).map(String),
  denominator: fc.integer({ min: 1, max: 1_000 }).map(String),
  to: fc.constantFrom('2024-06-30', '2024-12-31'),
});
const all = (shares: readonly Share[]): Gathered => shares.map(gather).reduce(merge, NOTHING_GATHERED);
const rule = { territoryRule: 'SUM', multiplier: '100', minimumCoverage: null } as const;

describe('rolling territories up', () => {
  test('gives the same in whichever order', () =>
    fc.assert(fc.property(fc.array(share), (shares) => expect(all(shares.toReversed())).toEqual(all(shares)))));
  test('first by raion and then by oblast gives what all at once gives', () =>
    fc.assert(
      fc.property(fc.array(share), fc.nat(20), (shares, cut) =>
        expect(merge(all(shares.slice(0, cut)), all(shares.slice(cut)))).toEqual(all(shares)),
      ),
    ));
  test('sums counts to the digit', () =>
    fc.assert(
      fc.property(fc.array(share, { minLength: 1 }), (shares) => {
        const result = rollUp(rule, all(shares), shares.length);
        expect('value' in result && compare(result.value, sum(shares.map(({ value }) => value)))).toBe(0);
      }),
    ));
  test('a ratio of sums lies between the smallest and the largest ratio', () =>
    fc.assert(
      fc.property(fc.array(share, { minLength: 1 }), (shares) => {
        const result = rollUp({ ...rule, territoryRule: 'RATIO_OF_SUMS' }, all(shares), shares.length);
        const ratios = shares.map(({ numerator, denominator }) => (100 * Number(numerator)) / Number(denominator));
        const value = 'value' in result ? Number(result.value) : NaN;
        expect(value).toBeGreaterThanOrEqual(Math.min(...ratios) - 1e-4);
        expect(value).toBeLessThanOrEqual(Math.max(...ratios) + 1e-4);
      }),
    ));
  test('percentages are not averaged: 1 of 2 and 9 of 98 are 10 per cent, not 30', () => {
    const shares = [
      { territoryId: 'a', value: '50', numerator: '1', denominator: '2', to: '2024-12-31' },
      { territoryId: 'b', value: '9.18', numerator: '9', denominator: '98', to: '2024-12-31' },
    ];
    expect(rollUp({ ...rule, territoryRule: 'RATIO_OF_SUMS' }, all(shares), 2)).toMatchObject({ value: '10.0000' });
    const partless = [...shares, { ...shares[0]!, territoryId: 'c', numerator: null, denominator: null }];
    expect(rollUp({ ...rule, territoryRule: 'RATIO_OF_SUMS' }, all(partless), 3)).toMatchObject({
      notRolledUp: 'RATIO_WITHOUT_PARTS',
    });
  });
  test('gives no figure below the minimum coverage, and says so; exactly on it there is one', () =>
    fc.assert(
      fc.property(
        fc.array(share, { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 9, max: 20 }),
        (shares, expected) => {
          const result = rollUp({ ...rule, minimumCoverage: '0.6' }, all(shares), expected);
          const enough = compare(String(shares.length), multiply('0.6', String(expected))) >= 0;
          expect(result).toMatchObject({ covered: shares.length, expected });
          expect('notRolledUp' in result && result.notRolledUp).toBe(enough ? false : 'BELOW_MINIMUM_COVERAGE');
        },
      ),
    ));
  test('of surveys gives none', () =>
    expect(rollUp({ ...rule, territoryRule: 'NONE' }, NOTHING_GATHERED, 3)).toMatchObject({
      notRolledUp: 'RULE_IS_NONE',
    }));
});

describe('the figure of a territory from those within it', () => {
  const indicator: RolledUpIndicator = {
    ...{ ...rule, valueType: 'COUNT', accumulation: 'FLOW', timeRule: 'BY_ACCUMULATION' },
    definitions: [
      { version: 1, holdsFrom: '2019', breakInSeries: false },
      { version: 2, holdsFrom: '2022', breakInSeries: true },
    ],
  };
  const reading = (id: string, period: string, value: string, change: Partial<RollUpReading> = {}): RollUpReading => ({
    ...{ id, period, value, numerator: null, denominator: null, definitionVersion: 2, qualifier: 'EXACT' },
    ...{ status: 'CONFIRMED', conflicting: false, outweighed: false, ...change },
  });
  const of = (...readings: RollUpReading[][]) =>
    rollUpOf(
      indicator,
      parsePeriod('2024')!,
      readings.map((own, i) => ({ territoryId: `t${i}`, readings: own })),
    );

  test('names who is missing, and which reading was left out and why', () => {
    const found = of(
      [reading('a', '2024', '5')],
      [],
      [reading('b', '2024', '7', { status: 'RETRACTED' })],
      [reading('c', '2024', '7', { conflicting: true }), reading('d', '2024', '8', { conflicting: true })],
      [reading('e', '2024', '9', { definitionVersion: 1 })],
    );
    expect(found.result).toMatchObject({ value: '5', covered: 1, expected: 5, coverage: '0.2000' });
    expect(found.missing).toEqual(['t1', 't2', 't3', 't4']);
    expect(found.excluded.map(({ readingId, why }) => [readingId, why])).toEqual([
      ['b', 'RETRACTED'],
      ['c', 'CONFLICT_UNRESOLVED'],
      ['d', 'CONFLICT_UNRESOLVED'],
      ['e', 'OTHER_DEFINITION'],
    ]);
  });
  test('takes of a resolved conflict the side that holds', () =>
    expect(of([reading('a', '2024', '5', { outweighed: true }), reading('b', '2024', '6')]).result).toMatchObject({
      value: '6',
    }));
  test('sums the half-years or quarters of a flow where there is no figure of the year', () => {
    const quarters = [reading('q3', '2024-Q3', '3'), reading('q4', '2024-Q4', '4')];
    expect(of([reading('h1', '2024-H1', '10'), ...quarters])).toMatchObject({
      result: { value: '17' },
      of: ['h1', 'q3', 'q4'],
    });
    expect(of([reading('h1', '2024-H1', '10'), quarters[0]!]).result).toMatchObject({ notRolledUp: 'NO_READINGS' });
  });
});
