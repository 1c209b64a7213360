import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, DateScalar, DecimalScalar, EvidenceType, LocalizedTextType } from '@baikoo/edge';
import type { Light, LightColour, LightRule, MeasureStatus } from '../domain/light.formula.js';
import { OrganisationType } from '@baikoo/identity';
import { LightColourEnum, LightRuleEnum, MeasureStatusEnum } from './measure.enums.js';
import {
  CancellationType,
  ExtensionType,
  FundingLineType,
  ServedTaskType,
  SuspensionType,
} from './measure-parts.types.js';

@ObjectType('TrafficLight', { description: 'The worst rule that applies wins. A convention of ours, not of the law.' })
export class LightType {
  @Field(() => LightColourEnum)
  colour: LightColour;

  @Field(() => LightRuleEnum)
  rule: LightRule;
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

  @Field(() => OrganisationType, { nullable: true, description: 'Null only while its registration is on the way.' })
  responsible: OrganisationType | null;

  @Field(() => [OrganisationType], { description: 'Organisations that take part in carrying it out.' })
  coExecutors: OrganisationType[];

  @Field(() => ID)
  territoryId: string;

  @Field(() => LocalizedTextType, { nullable: true })
  territoryNames: LocalizedTextType | null;

  @Field(() => DateScalar)
  plannedStart: string;

  @Field(() => DateScalar, { description: 'As it now stands, after all extensions.' })
  deadline: string;

  @Field(() => [ExtensionType], { description: 'The whole chain, the first one first.' })
  extensions: ExtensionType[];

  @Field(() => [SuspensionType], { description: 'The first one first. A suspension moves no deadline.' })
  suspensions: SuspensionType[];

  @Field(() => CancellationType, { nullable: true })
  cancellation: CancellationType | null;

  @Field(() => LocalizedTextType, { nullable: true })
  expectedResult: LocalizedTextType | null;

  @Field(() => LocalizedTextType, {
    nullable: true,
    description: 'By what it will be seen that the result was reached.',
  })
  meansOfVerification: LocalizedTextType | null;

  @Field(() => ID, { nullable: true, description: 'The amendment by which it came into an adopted plan.' })
  amendmentId: string | null;

  @Field(() => [ID], { description: 'Indicators that it is to move.' })
  indicatorIds: string[];

  @Field(() => [ServedTaskType])
  serves: ServedTaskType[];

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

  @Field(() => String, { nullable: true, description: 'What was done about the difficulties.' })
  actionTaken: string | null;

  @Field(() => DateScalar, { nullable: true })
  completedOn: string | null;

  @Field(() => EvidenceType, { nullable: true, description: 'The first of `evidenceFiles`.' })
  evidence: EvidenceType | null;

  @Field(() => [EvidenceType], { description: 'Every file that the claim of completion rests on.' })
  evidenceFiles: EvidenceType[];

  @Field(() => String, { nullable: true, description: 'Why the last claim of completion was rejected.' })
  rejection: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the last claim was taken back by a correction of its report.',
  })
  withdrawal: string | null;

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

  @Field(() => [ID], { description: 'Cycles whose report was missed since the last one that came.' })
  missedCycleIds: string[];

  @Field({ description: 'When something was last recorded about it.' })
  changedAt: string;

  @Field(() => Int, { description: 'Send it as `expectedRevision` to change the measure as you see it here.' })
  revision: number;
}

export const MeasureConnection = connectionOf(MeasureType, 'Measure');
