import { type CalendarDate, type DecimalString, type LocalizedText, parsePeriod, type Source } from '@baikoo/kernel';
import type { ReadModel } from '@baikoo/projections';
import type {
  Accumulation,
  Better,
  Frequency,
  IndicatorEvent,
  Sensitivity,
  TerritoryRule,
  ValueType,
} from '../domain/indicator.events.js';

export type IndicatorRow = {
  readonly id: string;
  readonly names: LocalizedText;
  readonly unit: LocalizedText;
  readonly better: Better;
  readonly value_type: ValueType;
  readonly accumulation: Accumulation;
  readonly territory_rule: TerritoryRule;
  readonly frequency: Frequency;
  readonly sensitivity: Sensitivity;
  readonly direction_reference: string | null;
  readonly source: Source;
  readonly revision: number;
};

/** One row for each indicator. */
export const indicatorModel: ReadModel<IndicatorRow, IndicatorEvent> = {
  table: 'indicator',
  keys: ({ stream, data }) => (stream.startsWith('indicator-') ? [data.indicatorId] : []),
  evolve(row, { type, data, revision }) {
    switch (type) {
      case 'IndicatorDefined': {
        const { indicatorId: id, names, unit, better, frequency, sensitivity, source } = data;
        const { valueType: value_type, accumulation, territoryRule: territory_rule } = data;
        const kind = { better, value_type, accumulation, territory_rule, frequency, sensitivity };
        return { id, names, unit, ...kind, direction_reference: data.directionReference, source, revision };
      }
      case 'DefinitionRevised':
      case 'BaselineSet':
      case 'TargetSet':
        return row && { ...row, revision };
    }
  },
};

export type DefinitionRow = {
  readonly id: string;
  readonly indicator_id: string;
  readonly version: number;
  readonly holds_from: string;
  readonly break_in_series: boolean;
  readonly explanation: LocalizedText | null;
  readonly source: Source;
};

/** One row for each version of a definition. */
export const definitionModel: ReadModel<DefinitionRow, IndicatorEvent> = {
  table: 'indicator_definition',
  keys({ type, data }) {
    if (type === 'IndicatorDefined') return [`${data.indicatorId}/1`];
    return type === 'DefinitionRevised' ? [`${data.indicatorId}/${data.version}`] : [];
  },
  evolve(row, { type, data }, id) {
    switch (type) {
      case 'IndicatorDefined': {
        const { indicatorId: indicator_id, holdsFrom: holds_from, source } = data;
        return { id, indicator_id, version: 1, holds_from, break_in_series: false, explanation: null, source };
      }
      case 'DefinitionRevised': {
        const { indicatorId: indicator_id, version, holdsFrom: holds_from, explanation, source } = data;
        return { id, indicator_id, version, holds_from, break_in_series: data.breakInSeries, explanation, source };
      }
      case 'BaselineSet':
      case 'TargetSet':
        return row;
    }
  },
};

type FigureRow = {
  readonly id: string;
  readonly indicator_id: string;
  readonly territory_id: string;
  readonly period: string;
  readonly value: DecimalString;
  readonly definition_version: number;
  readonly source: Source;
};

export type BaselineRow = FigureRow & { readonly convention: LocalizedText | null };

/** One row for each territory that has a baseline. */
export const baselineModel: ReadModel<BaselineRow, IndicatorEvent> = {
  table: 'indicator_baseline',
  keys: ({ type, data }) => (type === 'BaselineSet' ? [`${data.indicatorId}/${data.territoryId}`] : []),
  evolve(row, { type, data }, id) {
    if (type !== 'BaselineSet') return row;
    const { indicatorId: indicator_id, territoryId: territory_id, definitionVersion: definition_version } = data;
    const { period, value, source, convention } = data;
    return { id, indicator_id, territory_id, period, value, definition_version, source, convention };
  },
};

export type TargetRow = FigureRow & {
  readonly period_from: CalendarDate;
  readonly period_to: CalendarDate;
  readonly illustrative: boolean;
};

/** One row for each territory and period that has a target. */
export const targetModel: ReadModel<TargetRow, IndicatorEvent> = {
  table: 'indicator_target',
  keys: ({ type, data }) => (type === 'TargetSet' ? [`${data.indicatorId}/${data.territoryId}/${data.period}`] : []),
  evolve(row, { type, data }, id) {
    if (type !== 'TargetSet') return row;
    const { indicatorId: indicator_id, territoryId: territory_id, definitionVersion: definition_version } = data;
    const { period, value, source, illustrative } = data;
    const { from: period_from, to: period_to } = parsePeriod(period)!;
    const figure = { period, period_from, period_to, value, definition_version };
    return { id, indicator_id, territory_id, ...figure, source, illustrative };
  },
};
