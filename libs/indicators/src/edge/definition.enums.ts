import { registerEnumType } from '@nestjs/graphql';
import type { IndicatorStatus, TimeRule } from '../domain/indicator.events.js';
import type { Progress } from '../domain/progress.formula.js';
import type { IndicatorOrder } from '../read/indicators.js';
import type { EnumOf } from './indicator.enums.js';

export const IndicatorStatusEnum: EnumOf<IndicatorStatus> = { DRAFT: 'DRAFT', ACTIVE: 'ACTIVE', RETIRED: 'RETIRED' };
registerEnumType(IndicatorStatusEnum, {
  name: 'IndicatorStatus',
  description: 'DRAFT: no readings yet. RETIRED: nothing more is recorded, what was recorded stays.',
});

export const TimeRuleEnum: EnumOf<TimeRule> = { BY_ACCUMULATION: 'BY_ACCUMULATION', NONE: 'NONE' };
registerEnumType(TimeRuleEnum, {
  name: 'TimeRule',
  description:
    'BY_ACCUMULATION: months and quarters of a FLOW are summed to the year; of a STOCK or CUMULATIVE_YTD the last counts.',
});

export const IndicatorOrderEnum: EnumOf<IndicatorOrder> = {
  CODE: 'CODE',
  CHANGED: 'CHANGED',
  OPEN_FLAGS: 'OPEN_FLAGS',
};
registerEnumType(IndicatorOrderEnum, {
  name: 'IndicatorOrder',
  description: 'CODE: by code. CHANGED: what changed last first. OPEN_FLAGS: most open flags first.',
});

export const ProgressFormulaEnum: EnumOf<Progress['formula']> = {
  PACE: 'PACE',
  TOLERANCE: 'TOLERANCE',
  RANGE_PACE: 'RANGE_PACE',
  WITHIN_RANGE: 'WITHIN_RANGE',
};
registerEnumType(ProgressFormulaEnum, {
  name: 'ProgressFormula',
  description:
    'PACE: r = [(V − B) / (T − B)] / [(t − t₀) / (t_T − t₀)]. TOLERANCE: T = B, V within five per cent of T. RANGE_PACE ' +
    'and WITHIN_RANGE: the same with distances from the range.',
});
