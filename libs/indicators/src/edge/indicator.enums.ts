import { registerEnumType } from '@nestjs/graphql';
import type { NotComparedReason } from '../domain/comparison.formula.js';
import type {
  Accumulation,
  Better,
  Frequency,
  Sensitivity,
  TerritoryRule,
  ValueType,
} from '../domain/indicator.events.js';
import type { ProgressCategory } from '../domain/progress.formula.js';

/** An enum of GraphQL with exactly the values of a union. */
export type EnumOf<Value extends string> = { [Name in Value]: Name };

export const BetterEnum: EnumOf<Better> = {
  INCREASE: 'INCREASE',
  DECREASE: 'DECREASE',
  MAINTAIN: 'MAINTAIN',
  RANGE: 'RANGE',
};
registerEnumType(BetterEnum, {
  name: 'Better',
  description: 'What counts as better. MAINTAIN also stands for "no desired direction"; RANGE: within bounds.',
});

export const ValueTypeEnum: EnumOf<ValueType> = {
  COUNT: 'COUNT',
  RATIO: 'RATIO',
  INDEX: 'INDEX',
  QUALITATIVE: 'QUALITATIVE',
};
registerEnumType(ValueTypeEnum, { name: 'ValueType' });

export const AccumulationEnum: EnumOf<Accumulation> = {
  FLOW: 'FLOW',
  STOCK: 'STOCK',
  CUMULATIVE_YTD: 'CUMULATIVE_YTD',
};
registerEnumType(AccumulationEnum, {
  name: 'Accumulation',
  description: 'FLOW: during the period. STOCK: at its end. CUMULATIVE_YTD: since the first of January.',
});

export const TerritoryRuleEnum: EnumOf<TerritoryRule> = {
  SUM: 'SUM',
  RATIO_OF_SUMS: 'RATIO_OF_SUMS',
  LAST: 'LAST',
  WEIGHTED_MEAN: 'WEIGHTED_MEAN',
  NONE: 'NONE',
};
registerEnumType(TerritoryRuleEnum, {
  name: 'TerritoryRule',
  description: 'How values of territories become one of the territory above them; NONE: not at all.',
});

export const FrequencyEnum: EnumOf<Frequency> = {
  YEAR: 'YEAR',
  HALF_YEAR: 'HALF_YEAR',
  QUARTER: 'QUARTER',
  MONTH: 'MONTH',
  IRREGULAR: 'IRREGULAR',
};
registerEnumType(FrequencyEnum, { name: 'Frequency', description: 'The usual rhythm; single readings may differ.' });

export const SensitivityEnum: EnumOf<Sensitivity> = { ORDINARY: 'ORDINARY', SENSITIVE: 'SENSITIVE' };
registerEnumType(SensitivityEnum, {
  name: 'Sensitivity',
  description: 'SENSITIVE: minors, sexual and domestic violence, suicide.',
});

export const NotComparedReasonEnum: EnumOf<NotComparedReason> = {
  NO_BASELINE: 'NO_BASELINE',
  NO_LATER_READING: 'NO_LATER_READING',
  BREAK_IN_SERIES: 'BREAK_IN_SERIES',
  PERIODS_DIFFER: 'PERIODS_DIFFER',
  CONFLICTING_VALUES: 'CONFLICTING_VALUES',
  INEXACT_VALUE: 'INEXACT_VALUE',
};
registerEnumType(NotComparedReasonEnum, {
  name: 'NotComparedReason',
  valuesMap: {
    BREAK_IN_SERIES: { description: 'They are counted by definitions that are not comparable.' },
    PERIODS_DIFFER: { description: 'A year is not compared with eleven months.' },
    CONFLICTING_VALUES: { description: 'Another source contradicts one of the two values.' },
    INEXACT_VALUE: { description: 'One of the two was published as "more than", "less than" or "about".' },
  },
});

export const ProgressCategoryEnum: EnumOf<ProgressCategory> = {
  ACHIEVED: 'ACHIEVED',
  SUBSTANTIAL: 'SUBSTANTIAL',
  MODERATE: 'MODERATE',
  LIMITED: 'LIMITED',
  DETERIORATION: 'DETERIORATION',
};
registerEnumType(ProgressCategoryEnum, {
  name: 'ProgressCategory',
  description:
    'By r = [(V − B) / (T − B)] / [(t − t₀) / (t_T − t₀)]. ACHIEVED: target met; SUBSTANTIAL: r ≥ 0.95; MODERATE: r ≥ 0.60; ' +
    'LIMITED: r ≥ 0; DETERIORATION: r < 0. The two bounds are those of the standard; `judgedBy` has those that hold. ' +
    'A convention of this system, not of the law.',
});
