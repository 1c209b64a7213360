import type { DecimalString, LocalizedText, Moment, Source } from '@baikoo/kernel';
import type { ReadModel } from '@baikoo/projections';
import type {
  Accumulation,
  Better,
  Bounds,
  DefinitionFields,
  Dimension,
  Frequency,
  IndicatorEvent,
  IndicatorStatus,
  Sensitivity,
  TerritoryRule,
  TimeRule,
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
  readonly status: IndicatorStatus;
  readonly responsible_organisation_id: string | null;
  readonly numerator: LocalizedText | null;
  readonly denominator: LocalizedText | null;
  readonly multiplier: DecimalString | null;
  readonly time_rule: TimeRule;
  readonly minimum_coverage: DecimalString | null;
  readonly dimensions: readonly Dimension[];
  readonly bounds: Bounds | null;
  readonly range: Bounds | null;
  readonly means_of_verification: LocalizedText | null;
  readonly changed_at: Moment;
  readonly revision: number;
};

/** One row for each indicator. */
export const indicatorModel: ReadModel<IndicatorRow, IndicatorEvent> = {
  table: 'indicator',
  keys: ({ stream, data }) => (stream.startsWith('indicator-') ? [data.indicatorId] : []),
  evolve(row, { type, data, revision, recordedAt: changed_at }) {
    switch (type) {
      case 'IndicatorDefined': {
        const { indicatorId: id, names, unit, better, frequency, sensitivity, source } = data;
        const { valueType: value_type, accumulation, territoryRule: territory_rule } = data;
        const kind = { better, value_type, accumulation, territory_rule, frequency, sensitivity };
        return {
          ...{ id, names, unit, ...kind, direction_reference: data.directionReference, source },
          ...{ status: data.status ?? 'ACTIVE', responsible_organisation_id: data.responsibleOrganisationId ?? null },
          ...fieldsOf(data, NOTHING_SAID),
          ...{ changed_at, revision },
        };
      }
      case 'DefinitionRevised':
        return row && { ...row, ...fieldsOf(data, row), changed_at, revision };
      case 'IndicatorActivated':
        return row && { ...row, status: 'ACTIVE', changed_at, revision };
      case 'IndicatorRetired':
        return row && { ...row, status: 'RETIRED', changed_at, revision };
      case 'BaselineSet':
      case 'BaselineRestated':
      case 'TargetSet':
      case 'TargetRevised':
        return row && { ...row, changed_at, revision };
    }
  },
};

type FieldColumns = Pick<
  IndicatorRow,
  | 'numerator'
  | 'denominator'
  | 'multiplier'
  | 'time_rule'
  | 'minimum_coverage'
  | 'dimensions'
  | 'bounds'
  | 'range'
  | 'means_of_verification'
>;

const NOTHING_SAID: FieldColumns = {
  ...{ numerator: null, denominator: null, multiplier: null, time_rule: 'BY_ACCUMULATION', minimum_coverage: null },
  ...{ dimensions: [], bounds: null, range: null, means_of_verification: null },
};

/** What a definition says; what it does not say stays as it was. */
const fieldsOf = (said: DefinitionFields, before: FieldColumns): FieldColumns => ({
  numerator: said.numerator ?? before.numerator,
  denominator: said.denominator ?? before.denominator,
  multiplier: said.multiplier ?? before.multiplier,
  time_rule: said.timeRule ?? before.time_rule,
  minimum_coverage: said.minimumCoverage ?? before.minimum_coverage,
  dimensions: said.dimensions ?? before.dimensions,
  bounds: said.bounds ?? before.bounds,
  range: said.range ?? before.range,
  means_of_verification: said.meansOfVerification ?? before.means_of_verification,
});

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
      case 'IndicatorActivated':
      case 'IndicatorRetired':
      case 'BaselineSet':
      case 'BaselineRestated':
      case 'TargetSet':
      case 'TargetRevised':
        return row;
    }
  },
};
