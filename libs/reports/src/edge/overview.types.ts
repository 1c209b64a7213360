import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { CycleType, type SubmissionStanding } from '@baikoo/cycles';
import { DateScalar, DecimalScalar, LocalizedTextType, MomentScalar } from '@baikoo/edge';
import { FundingSourceEnum, LightType, MoneyType } from '@baikoo/measures';
import { DirectionKindEnum, type PlanView } from '@baikoo/plans';
import type {
  DirectionExecution,
  ExecutionFigures,
  FundingBySource,
  FundingFigures,
  MeasureLine,
  Named,
  SubmissionFigures,
} from '../report-data.js';

@ObjectType('ExecutionFigures', { description: 'Measures by what became of them. Claimed and verified are apart.' })
export class ExecutionFiguresType implements ExecutionFigures {
  @Field(() => Int)
  measures: number;

  @Field(() => Int)
  planned: number;

  @Field(() => Int)
  inProgress: number;

  @Field(() => Int, { description: 'Completion claimed and not yet judged by somebody else.' })
  completionClaimed: number;

  @Field(() => Int)
  completionVerified: number;

  @Field(() => Int, { description: 'Suspended by a decision; not overdue while that lasts.' })
  suspended: number;

  @Field(() => Int)
  cancelled: number;

  @Field(() => Int)
  overdue: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Mean of the reported percentages without cancelled measures, a verified completion counting 100, silence 0.',
  })
  meanPercent: string | null;
}

@ObjectType('FundingFigures', { description: 'In som. gap = planned − allocated, execution = spent / allocated.' })
export class FundingFiguresType extends MoneyType implements FundingFigures {}

@ObjectType('FundingBySource')
export class FundingBySourceType extends FundingFiguresType implements FundingBySource {
  @Field(() => FundingSourceEnum)
  source: FundingBySource['source'];

  @Field(() => Int)
  year: number;
}

@ObjectType('Named', { description: 'Something with an id and names.' })
export class NamedType implements Named {
  @Field(() => ID)
  id: string;

  @Field(() => LocalizedTextType)
  names: LocalizedTextType;
}

@ObjectType('OverdueMeasure')
export class OverdueMeasureType implements Pick<MeasureLine, 'id' | 'deadline' | 'overdueDays'> {
  @Field(() => ID)
  id: string;

  @Field(() => LocalizedTextType)
  titles: LocalizedTextType;

  @Field(() => NamedType)
  responsible: NamedType;

  @Field(() => NamedType)
  territory: NamedType;

  @Field(() => DateScalar)
  deadline: string;

  @Field(() => Int)
  overdueDays: number;

  @Field(() => LightType)
  light: LightType;

  @Field()
  illustrative: boolean;
}

@ObjectType('DirectionOverview')
export class DirectionOverviewType implements Pick<DirectionExecution, 'id' | 'reference' | 'kind'> {
  @Field(() => ID)
  id: string;

  @Field()
  reference: string;

  @Field(() => DirectionKindEnum)
  kind: DirectionExecution['kind'];

  @Field(() => LocalizedTextType)
  titles: LocalizedTextType;

  @Field(() => ExecutionFiguresType)
  figures: ExecutionFiguresType;

  @Field(() => FundingFiguresType)
  funding: FundingFiguresType;
}

@ObjectType('SubmissionFigures', { description: 'Counts, and their shares of the reports expected.' })
export class SubmissionFiguresType implements SubmissionFigures {
  @Field(() => Int)
  expected: number;

  @Field(() => Int)
  submitted: number;

  @Field(() => Int)
  accepted: number;

  @Field(() => Int)
  onTime: number;

  @Field(() => DecimalScalar, { nullable: true, description: 'submitted / expected' })
  submissionRate: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'accepted / expected' })
  completeness: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'first submitted by the due date / expected' })
  timeliness: string | null;
}

@ObjectType('SubmissionOfTerritory')
export class SubmissionOfTerritoryType {
  @Field(() => NamedType)
  territory: NamedType;

  @Field(() => NamedType)
  organisation: NamedType;

  @Field({ description: 'A SubmissionStatus.' })
  status: string;

  @Field(() => MomentScalar, { nullable: true })
  firstSubmittedAt: string | null;

  @Field(() => Boolean, { nullable: true })
  onTime: boolean | null;

  @Field(() => Int)
  timesReturned: number;
}

@ObjectType('NationalOverview', { description: 'How the plan of a reporting cycle stands.' })
export class NationalOverviewType {
  @Field(() => CycleType)
  cycle: CycleType;

  @Field(() => ID)
  planId: string;

  /** Kept for the fields that are compiled when they are asked for. */
  readonly plan: PlanView;
  readonly standings: readonly SubmissionStanding[];

  @Field(() => ExecutionFiguresType)
  execution: ExecutionFiguresType;

  @Field(() => [DirectionOverviewType])
  directions: DirectionOverviewType[];

  @Field(() => SubmissionFiguresType)
  submissions: SubmissionFiguresType;

  @Field(() => FundingFiguresType)
  funding: FundingFiguresType;

  @Field(() => [FundingBySourceType])
  fundingBySource: FundingBySourceType[];
}
