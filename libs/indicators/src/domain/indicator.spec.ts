import { actor, specify } from '@baikoo/kernel/testing';
import { describe, test } from '@jest/globals';
import type { IndicatorEvent } from './indicator.events.js';
import { indicator, type IndicatorCommand } from './indicator.js';

const { given } = specify(indicator);
const by = actor('secretariat');
const at = '2026-11-22T06:00:00.000Z';
const source = { title: 'Concept 2022–2028', reference: 'Table 1, row 1' };
const territory = { indicatorId: 'CRIMES_TOTAL', territoryId: 'KG' };

const defined: IndicatorEvent = {
  type: 'IndicatorDefined',
  data: {
    indicatorId: 'CRIMES_TOTAL',
    names: { ru: 'Зарегистрированные преступления' },
    unit: { ru: 'единиц' },
    better: 'DECREASE',
    valueType: 'COUNT',
    accumulation: 'FLOW',
    territoryRule: 'SUM',
    frequency: 'YEAR',
    sensitivity: 'ORDINARY',
    directionReference: null,
    holdsFrom: '2019',
    source,
  },
};
const index: IndicatorEvent = { type: 'IndicatorDefined', data: { ...defined.data, valueType: 'INDEX' } };
const revised: IndicatorEvent = {
  type: 'DefinitionRevised',
  data: {
    indicatorId: 'CRIMES_TOTAL',
    version: 2,
    holdsFrom: '2022',
    breakInSeries: true,
    explanation: { ru: 'После кодексов 2021 года счёт ведётся иначе' },
    source,
  },
};
const baseline: IndicatorEvent = {
  type: 'BaselineSet',
  data: { ...territory, period: '2021', value: '82925', definitionVersion: 1, source, convention: { ru: 'Наша' } },
};
const target: IndicatorEvent = {
  type: 'TargetSet',
  data: { ...territory, period: '2028', value: '40000', definitionVersion: 1, source, illustrative: true },
};

const define = { type: 'DefineIndicator', ...defined.data, by, at } as IndicatorCommand;
const revise = { type: 'ReviseDefinition', ...revised.data, by, at } as IndicatorCommand;
const setBaseline = { type: 'SetBaseline', ...baseline.data, by, at } as IndicatorCommand;
const setTarget = { type: 'SetTarget', ...target.data, by, at } as IndicatorCommand;
const but = (command: IndicatorCommand, change: object) => ({ ...command, ...change }) as IndicatorCommand;

describe('defining an indicator', () => {
  test('an indicator begins with definition version 1', () => given().when(define).yields(defined));
  test('a code names one indicator', () => given(defined).when(define).isRefused('ALREADY_DEFINED', 'indicatorId'));
  test('a definition holds from a period', () =>
    given()
      .when(but(define, { holdsFrom: '2019-H3' }))
      .isRefused('INVALID_PERIOD', 'holdsFrom'));
});

describe('revising the definition', () => {
  test('the next version may break the series, with an explanation', () => given(defined).when(revise).yields(revised));
  test('nobody revises what was never defined', () => given().when(revise).isRefused('UNKNOWN_INDICATOR'));
  test('a version is not given twice', () => given(defined, revised).when(revise).isRefused('OUT_OF_ORDER', 'version'));
  test('no version is left out', () =>
    given(defined)
      .when(but(revise, { version: 3 }))
      .isRefused('OUT_OF_ORDER', 'version'));
  test('a version holds from a period', () =>
    given(defined)
      .when(but(revise, { holdsFrom: 'soon' }))
      .isRefused('INVALID_PERIOD', 'holdsFrom'));
  test.each(['2019', '2018-H2'])('a version counts from a later day than the one before: not from %s', (holdsFrom) =>
    given(defined).when(but(revise, { holdsFrom })).isRefused('DEFINITION_NOT_LATER', 'holdsFrom'),
  );
});

describe('the dates of a baseline and of a target', () => {
  const restate = { type: 'RestateBaseline', ...baseline.data, period: '2026', why: 'Another year', by, at };
  const reviseTarget = { type: 'ReviseTarget', ...target.data, value: '1', why: 'Less money', by, at };
  const plan = { from: '2022-01-01', to: '2028-12-31' };

  test('a baseline was measured: a period that is still running has none', () => {
    given(defined)
      .when(but(setBaseline, { period: '2026' }))
      .isRefused('PERIOD_NOT_OVER', 'period');
    given(defined, baseline)
      .when(restate as IndicatorCommand)
      .isRefused('PERIOD_NOT_OVER', 'period');
  });
  test('no figure is of a time before anybody kept them', () => {
    given(defined)
      .when(but(setBaseline, { period: '1921' }))
      .isRefused('PERIOD_TOO_EARLY', 'period');
    given(defined)
      .when(but(setTarget, { period: '1928' }))
      .isRefused('PERIOD_TOO_EARLY', 'period');
  });
  test.each(['2021', '2020', '2021-H2'])('a target lies after the baseline of 2021, not in %s', (period) =>
    given(defined, baseline).when(but(setTarget, { period })).isRefused('TARGET_NOT_AFTER_BASELINE', 'period'),
  );
  test('the baseline of another territory says nothing about it', () =>
    given(defined, baseline)
      .when(but(setTarget, { territoryId: 'KG-J', period: '2021' }))
      .yields({ ...target, data: { ...target.data, territoryId: 'KG-J', period: '2021' } } as IndicatorEvent));
  test('a target lies within the plan, also when it is revised', () => {
    given(defined).when(but(setTarget, { plan })).yields(target);
    given(defined)
      .when(but(setTarget, { plan, period: '2029' }))
      .isRefused('TARGET_OUTSIDE_PLAN', 'period');
    given(defined, target)
      .when({ ...reviseTarget, plan: { ...plan, to: '2027-12-31' } } as IndicatorCommand)
      .isRefused('TARGET_OUTSIDE_PLAN', 'period');
  });
  test('without a plan too there is an end to what can be meant', () =>
    given(defined)
      .when(but(setTarget, { period: '2082' }))
      .isRefused('TARGET_TOO_FAR', 'period'));
});

describe('setting a baseline', () => {
  test('a baseline says why it is the one', () => given(defined).when(setBaseline).yields(baseline));
  test('a baseline is never overwritten', () =>
    given(defined, baseline)
      .when(but(setBaseline, { period: '2020' }))
      .isRefused('BASELINE_EXISTS'));
  test('each territory has a baseline of its own', () =>
    given(defined, baseline)
      .when(but(setBaseline, { territoryId: 'KG-J' }))
      .yields({ ...baseline, data: { ...baseline.data, territoryId: 'KG-J' } } as IndicatorEvent));
  test('an unknown indicator has no baseline', () => given().when(setBaseline).isRefused('UNKNOWN_INDICATOR'));
  test('a baseline is a figure of a period', () =>
    given(defined)
      .when(but(setBaseline, { period: '21' }))
      .isRefused('INVALID_PERIOD', 'period'));
  test.each([0, 1.5, 3])('two definitions are versions 1 and 2, there is no %d', (definitionVersion) =>
    given(defined, revised)
      .when(but(setBaseline, { definitionVersion }))
      .isRefused('UNKNOWN_DEFINITION', 'definitionVersion'),
  );
  test('a count is not negative', () =>
    given(defined)
      .when(but(setBaseline, { value: '-1' }))
      .isRefused('NEGATIVE_COUNT', 'value'));
  test('an index from −100 to +100 may be negative', () =>
    given(index)
      .when(but(setBaseline, { value: '-12.5' }))
      .yields({ ...baseline, data: { ...baseline.data, value: '-12.5' } } as IndicatorEvent));
});

describe('setting a target', () => {
  test('a target that no document sets is marked as illustrative', () => given(defined).when(setTarget).yields(target));
  test('a target is never overwritten', () =>
    given(defined, target)
      .when(but(setTarget, { value: '1' }))
      .isRefused('TARGET_EXISTS', 'period'));
  test('nor by writing its period another way', () =>
    given(defined, target)
      .when(but(setTarget, { period: '2028-01..2028-12' }))
      .isRefused('TARGET_EXISTS'));
  test('each period has a target of its own', () =>
    given(defined, target)
      .when(but(setTarget, { period: '2025' }))
      .yields({ ...target, data: { ...target.data, period: '2025' } } as IndicatorEvent));
  test('a target for a count is not negative', () =>
    given(defined)
      .when(but(setTarget, { value: '-1' }))
      .isRefused('NEGATIVE_COUNT', 'value'));
});
