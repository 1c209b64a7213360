import { registerEnumType } from '@nestjs/graphql';
import type { LightColour, LightRule, MeasureStatus } from '../domain/light.formula.js';

export const MeasureStatusEnum: { [Status in MeasureStatus]: Status } = {
  PLANNED: 'PLANNED',
  IN_PROGRESS: 'IN_PROGRESS',
  COMPLETION_CLAIMED: 'COMPLETION_CLAIMED',
  COMPLETION_VERIFIED: 'COMPLETION_VERIFIED',
  SUSPENDED: 'SUSPENDED',
  CANCELLED: 'CANCELLED',
};
registerEnumType(MeasureStatusEnum, {
  name: 'MeasureStatus',
  description: 'A completion counts as claimed until somebody else has verified it; the two are always shown apart.',
});

export const LightColourEnum: { [Colour in LightColour]: Colour } = {
  BLUE: 'BLUE',
  GREEN: 'GREEN',
  AMBER: 'AMBER',
  RED: 'RED',
  GREY: 'GREY',
};
registerEnumType(LightColourEnum, { name: 'LightColour' });

export const LightRuleEnum: { [Rule in LightRule]: Rule } = {
  VERIFIED: 'VERIFIED',
  CANCELLED: 'CANCELLED',
  SUSPENDED: 'SUSPENDED',
  REPORTS_MISSED: 'REPORTS_MISSED',
  DEADLINE_EXTENDED: 'DEADLINE_EXTENDED',
  OVERDUE: 'OVERDUE',
  FAR_BEHIND_TIME: 'FAR_BEHIND_TIME',
  BEHIND_TIME: 'BEHIND_TIME',
  FUNDING_BELOW_HALF: 'FUNDING_BELOW_HALF',
  FUNDING_BELOW_90: 'FUNDING_BELOW_90',
  ON_TIME: 'ON_TIME',
  NO_DATA: 'NO_DATA',
};
registerEnumType(LightRuleEnum, {
  name: 'LightRule',
  description: 'The rule that decided a traffic light; `readBy` has the values that it goes by.',
  valuesMap: {
    FUNDING_BELOW_HALF: { description: 'Below `fundingRed`, which is half by the standard.' },
    FUNDING_BELOW_90: { description: 'Below `fundingAmber`, which is 90 % by the standard.' },
  },
});
