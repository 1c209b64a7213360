import { parsePeriod } from '@baikoo/kernel';
import { describe, expect, test } from '@jest/globals';
import { type RolledUpIndicator, rollUpOf, type RollUpReading } from './roll-up-of.formula.js';
import { progressByPeriod } from './roll-up-progress.formula.js';

const period = '2023';
const reading = (territoryId: string, value: string, change: Partial<RollUpReading> = {}): RollUpReading => ({
  ...{ id: `${territoryId}.1`, period, value, numerator: null, denominator: null, definitionVersion: 1 },
  ...{ qualifier: 'EXACT', status: 'CONFIRMED', conflicting: false, outweighed: false },
  ...change,
});
const figure = (code: string, value: string) => ({ period: code, value, definitionVersion: 1 });
const rule: RolledUpIndicator = {
  ...{ territoryRule: 'SUM', multiplier: null, minimumCoverage: null, valueType: 'COUNT', accumulation: 'FLOW' },
  ...{ timeRule: 'BY_ACCUMULATION', definitions: [{ version: 1, holdsFrom: '2019', breakInSeries: false }] },
};

/** From 100 in 2021 to 60 in 2025, made of five raions. */
const judge = (values: readonly (RollUpReading | undefined)[], change: object = {}, own: string | null = null) => {
  const members = values.map((one, place) => ({ territoryId: `raion-${place}`, readings: one ? [one] : [] }));
  const readings = own === null ? [] : [{ ...figure(period, own), qualifier: 'EXACT' as const, conflicting: false }];
  const indicator = { ...rule, better: 'DECREASE' as const, baseline: figure('2021', '100'), readings, ...change };
  const rollUp = rollUpOf(indicator, parsePeriod(period)!, members);
  return progressByPeriod(indicator, [figure('2025', '60'), figure('2022', '90')], {
    ...{ period, hasOwn: own !== null, rollUp, members },
  });
};
const five = ['10', '15', '20', '25', '10'].map((value, place) => reading(`raion-${place}`, value));
const thin = (covered: number) => five.map((one, place) => (place < covered ? one : undefined));

describe('the progress of a territory without a reading of its own', () => {
  test('is that of the territories within it, towards the targets that are not past', () =>
    expect(judge(five)).toMatchObject([
      {
        target: { period: '2025' },
        basedOn: 'ROLLED_UP',
        progress: { category: 'SUBSTANTIAL', inputs: { value: '80' } },
      },
    ]));
  test('is not said below four fifths of them, or below what the indicator demands', () => {
    expect(judge(thin(3))).toMatchObject([{ basedOn: 'ROLLED_UP', notJudged: 'BELOW_MINIMUM_COVERAGE' }]);
    expect(judge(thin(4))).toMatchObject([{ progress: { inputs: { value: '70' } } }]);
    expect(judge(thin(4), { minimumCoverage: '1' })).toMatchObject([{ notJudged: 'BELOW_MINIMUM_COVERAGE' }]);
    expect(judge(thin(3), { minimumCoverage: '0.6' })).toMatchObject([{ progress: { inputs: { value: '45' } } }]);
  });
  test('is not said where nothing may be rolled up', () => {
    expect(judge(thin(0))).toMatchObject([{ notJudged: 'NO_FIGURE' }]);
    expect(judge(five, { territoryRule: 'NONE' })).toMatchObject([{ notJudged: 'NO_FIGURE' }]);
  });
  test('needs a baseline, exact figures and an unbroken series', () => {
    expect(judge(five, { baseline: null })).toMatchObject([{ notJudged: 'NOT_COMPARABLE' }]);
    const about = five.map((one) => ({ ...one, qualifier: 'APPROXIMATELY' as const }));
    expect(judge(about)).toMatchObject([{ notJudged: 'NOT_COMPARABLE' }]);
  });
  test('is never taken where the territory has a reading of its own', () =>
    expect(judge(five, {}, '95')).toMatchObject([
      { basedOn: 'OWN', progress: { category: 'LIMITED', inputs: { value: '95' } } },
    ]));
});
