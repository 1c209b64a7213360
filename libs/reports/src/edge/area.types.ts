import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { CycleType, RemarkType, SubmissionStatusEnum } from '@baikoo/cycles';
import { DateScalar, LocalizedTextType, MomentScalar } from '@baikoo/edge';
import { OrganisationType } from '@baikoo/identity';
import { LightType } from '@baikoo/measures';
import { TerritoryType } from '@baikoo/territories';
import { REGION_ORDERS, type RegionOrder } from '../compile/regional.js';
import { ExecutionFiguresType, FundingFiguresType, SubmissionFiguresType } from './overview.types.js';

export const RegionOrderEnum = Object.fromEntries(Object.keys(REGION_ORDERS).map((order) => [order, order])) as {
  [Order in RegionOrder]: Order;
};
registerEnumType(RegionOrderEnum, {
  name: 'RegionOrder',
  description: 'What the parts of a region are put in order by. Parts without that figure come last.',
});

@ObjectType('LightFigures', { description: 'Measures by the colour of their light. A convention, not the law’s.' })
export class LightFiguresType {
  @Field(() => Int)
  BLUE: number;

  @Field(() => Int)
  GREEN: number;

  @Field(() => Int)
  AMBER: number;

  @Field(() => Int)
  RED: number;

  @Field(() => Int)
  GREY: number;
}

@ObjectType({ isAbstract: true })
class AreaFiguresType {
  @Field(() => SubmissionFiguresType, { description: 'Reports of the cycle that are owed in it.' })
  submissions: SubmissionFiguresType;

  @Field(() => ExecutionFiguresType, { description: 'Measures in it, of all plans unless one was named.' })
  execution: ExecutionFiguresType;

  @Field(() => LightFiguresType)
  lights: LightFiguresType;

  @Field(() => FundingFiguresType)
  funding: FundingFiguresType;
}

@ObjectType('RegionTotal', { description: 'The region with everything in it, also what belongs to no part of it.' })
export class RegionTotalType extends AreaFiguresType {}

@ObjectType('RegionPart', { description: 'A raion or city of an oblast, with everything in it.' })
export class RegionPartType extends AreaFiguresType {
  @Field(() => TerritoryType)
  territory: TerritoryType;
}

@ObjectType('RegionalOverview', { description: 'A region and its parts, as the map held at the end of the period.' })
export class RegionalOverviewType {
  @Field(() => CycleType)
  cycle: CycleType;

  @Field(() => TerritoryType)
  territory: TerritoryType;

  @Field(() => RegionTotalType)
  total: RegionTotalType;

  @Field(() => [RegionPartType])
  parts: readonly RegionPartType[];
}

@ObjectType('DueMeasure', { description: 'A measure that is not finished.' })
export class DueMeasureType {
  @Field(() => ID)
  id: string;

  @Field(() => LocalizedTextType)
  titles: LocalizedTextType;

  @Field(() => ID, { description: 'Another organisation’s where this one is a co-executor.' })
  responsibleOrganisationId: string;

  @Field(() => DateScalar)
  deadline: string;

  @Field(() => Int, { description: 'Whole days until the deadline; below zero when it has passed.' })
  daysLeft: number;

  @Field({ description: 'A MeasureStatus.' })
  status: string;

  @Field(() => Int, { nullable: true })
  percent: number | null;

  @Field(() => LightType)
  light: LightType;
}

@ObjectType('OwnSubmission', { description: 'The report that is owed for the cycle. Its items: query `submission`.' })
export class OwnSubmissionType {
  @Field(() => ID)
  id: string;

  @Field(() => SubmissionStatusEnum)
  status: string;

  @Field(() => DateScalar)
  dueOn: string;

  @Field(() => MomentScalar, { nullable: true })
  firstSubmittedAt: string | null;

  @Field(() => Boolean, { nullable: true })
  onTime: boolean | null;

  @Field(() => Int)
  timesReturned: number;

  @Field(() => [RemarkType], { description: 'Of the reviewer who returned it last.' })
  remarks: RemarkType[];
}

@ObjectType('CommissionPlan')
export class CommissionPlanType {
  @Field(() => ID)
  id: string;

  @Field(() => LocalizedTextType)
  titles: LocalizedTextType;

  @Field({ description: 'A PlanStatus.' })
  status: string;

  @Field(() => DateScalar)
  from: string;

  @Field(() => DateScalar)
  to: string;
}

@ObjectType('CommissionOverview', {
  description: 'What a commission, or another organisation that reports, has before it.',
})
export class CommissionOverviewType {
  @Field(() => CycleType)
  cycle: CycleType;

  @Field(() => OrganisationType)
  organisation: OrganisationType;

  @Field(() => CommissionPlanType, { nullable: true, description: 'The joint plan of its territory in that period.' })
  plan: CommissionPlanType | null;

  @Field(() => ExecutionFiguresType, { description: 'Measures that it carries out, alone or with others.' })
  execution: ExecutionFiguresType;

  @Field(() => LightFiguresType)
  lights: LightFiguresType;

  @Field(() => FundingFiguresType)
  funding: FundingFiguresType;

  @Field(() => [DueMeasureType], { description: 'Not finished yet, the next deadline first; 200 at most.' })
  due: readonly DueMeasureType[];

  @Field(() => OwnSubmissionType, { nullable: true, description: 'Null when it owes no report for the cycle.' })
  submission: OwnSubmissionType | null;

  @Field(() => [ID], { description: 'Indicators of its open measures of which its report says nothing.' })
  indicatorsOwed: readonly string[];
}
