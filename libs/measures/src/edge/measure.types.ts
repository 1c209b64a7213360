import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf, DateScalar, DecimalScalar, EvidenceType, LocalizedTextType } from '@baikoo/edge';
import type { Light, LightColour, LightRule, MeasureStatus } from '../domain/light.formula.js';
import type { FundingSource } from '../domain/measure.events.js';
import { FundingSourceEnum } from './measure.inputs.js';

const MeasureStatusEnum: { [Status in MeasureStatus]: Status } = {
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

const LightColourEnum: { [Colour in LightColour]: Colour } = {
  BLUE: 'BLUE',
  GREEN: 'GREEN',
  AMBER: 'AMBER',
  RED: 'RED',
  GREY: 'GREY',
};
registerEnumType(LightColourEnum, { name: 'LightColour' });

const LightRuleEnum: { [Rule in LightRule]: Rule } = {
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
registerEnumType(LightRuleEnum, { name: 'LightRule', description: 'The rule that decided a traffic light.' });

@ObjectType('TrafficLight', { description: 'The worst rule that applies wins. A convention of ours, not of the law.' })
export class LightType {
  @Field(() => LightColourEnum)
  colour: LightColour;

  @Field(() => LightRuleEnum)
  rule: LightRule;
}

@ObjectType('FundingLine', { description: 'Money of one source and year, in som.' })
export class FundingLineType {
  @Field(() => ID)
  id: string;

  @Field(() => FundingSourceEnum)
  source: FundingSource;

  @Field(() => Int)
  year: number;

  @Field(() => DecimalScalar)
  planned: string;

  @Field(() => DecimalScalar)
  allocated: string;

  @Field(() => DecimalScalar)
  spent: string;
}

@ObjectType('Measure', { description: 'What somebody has to do by a day: мероприятие, иш-чара.' })
export class MeasureType {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  planId: string;

  @Field(() => ID)
  directionId: string;

  @Field(() => ID)
  taskId: string;

  @Field(() => LocalizedTextType)
  titles: LocalizedTextType;

  @Field(() => ID)
  responsibleOrganisationId: string;

  @Field(() => ID)
  territoryId: string;

  @Field(() => DateScalar)
  plannedStart: string;

  @Field(() => DateScalar)
  deadline: string;

  @Field(() => LocalizedTextType, { nullable: true })
  expectedResult: LocalizedTextType | null;

  @Field({ description: 'Invented to show how the system works; stands in no official document.' })
  illustrative: boolean;

  @Field(() => MeasureStatusEnum)
  status: MeasureStatus;

  @Field(() => Int, { nullable: true, description: '0 to 100; null until something is reported.' })
  percent: number | null;

  @Field(() => String, { nullable: true })
  progressText: string | null;

  @Field(() => String, { nullable: true, description: 'What got in the way.' })
  difficulties: string | null;

  @Field(() => DateScalar, { nullable: true })
  completedOn: string | null;

  @Field(() => EvidenceType, { nullable: true })
  evidence: EvidenceType | null;

  @Field(() => String, { nullable: true, description: 'Why the last claim of completion was rejected.' })
  rejection: string | null;

  @Field({ description: 'The deadline has passed and nobody has claimed the completion. Derived from dates.' })
  overdue: boolean;

  @Field(() => LightType)
  light: Light;

  @Field(() => DecimalScalar, { description: 'Planned on all lines together, in som.' })
  planned: string;

  @Field(() => DecimalScalar)
  allocated: string;

  @Field(() => DecimalScalar)
  spent: string;

  @Field(() => [FundingLineType])
  funding: FundingLineType[];

  @Field(() => Int)
  revision: number;
}

export const MeasureConnection = connectionOf(MeasureType, 'Measure');
