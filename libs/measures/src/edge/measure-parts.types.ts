import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateScalar, DecimalScalar, LegalActType } from '@baikoo/edge';
import type { FundingSource } from '../domain/measure.events.js';
import type { LightColour, MeasureStatus } from '../domain/light.formula.js';
import { LightColourEnum, MeasureStatusEnum } from './measure.enums.js';
import { FundingSourceEnum } from './measure.inputs.js';

/** Money wherever it is shown, in som: one formula of the gap and of execution for lines, lists and overviews. */
@ObjectType({ isAbstract: true })
export class MoneyType {
  @Field(() => DecimalScalar)
  planned: string;

  @Field(() => DecimalScalar)
  allocated: string;

  @Field(() => DecimalScalar)
  spent: string;

  @Field(() => DecimalScalar, { description: 'Planned less allocated: what is missing; negative when more came.' })
  gap: string;

  @Field(() => DecimalScalar, { nullable: true, description: 'Spent / allocated; null where nothing was allocated.' })
  execution: string | null;
}

@ObjectType('FundingLine', { description: 'Money of one source and year, in som.' })
export class FundingLineType extends MoneyType {
  @Field(() => ID)
  id: string;

  @Field(() => FundingSourceEnum)
  source: FundingSource;

  @Field(() => Int)
  year: number;
}

@ObjectType('DeadlineExtension', { description: 'One move of a deadline, with the decision it rests on.' })
export class ExtensionType {
  @Field(() => DateScalar)
  formerDeadline: string;

  @Field(() => DateScalar)
  deadline: string;

  @Field()
  why: string;

  @Field(() => LegalActType)
  decision: LegalActType;

  @Field({ description: 'When the record learned of it.' })
  recordedAt: string;
}

@ObjectType('MeasureSuspension')
export class SuspensionType {
  @Field(() => DateScalar)
  on: string;

  @Field()
  why: string;

  @Field(() => LegalActType)
  decision: LegalActType;

  @Field(() => DateScalar, { nullable: true, description: 'Null while it lasts.' })
  resumedOn: string | null;

  @Field(() => String, { nullable: true })
  resumedWhy: string | null;
}

@ObjectType('MeasureCancellation')
export class CancellationType {
  @Field(() => DateScalar)
  on: string;

  @Field()
  why: string;

  @Field(() => LegalActType)
  decision: LegalActType;
}

@ObjectType('ServedTask', { description: 'A task of a national plan that a measure of a joint plan serves.' })
export class ServedTaskType {
  @Field(() => ID)
  planId: string;

  @Field(() => ID)
  taskId: string;
}

@ObjectType('MeasuresOfStatus')
export class StatusCountType {
  @Field(() => MeasureStatusEnum)
  status: MeasureStatus;

  @Field(() => Int)
  measures: number;
}

@ObjectType('MeasuresOfLight')
export class LightCountType {
  @Field(() => LightColourEnum)
  colour: LightColour;

  @Field(() => Int)
  measures: number;
}

@ObjectType('MeasureTotals', { description: 'Over all measures that match, on all pages. Money in som.' })
export class MeasureTotalsType extends MoneyType {
  @Field(() => [StatusCountType], { description: 'Claimed and verified completions are apart (rule 7).' })
  byStatus: StatusCountType[];

  @Field(() => [LightCountType])
  byLight: LightCountType[];
}

@ObjectType('UnappliedChange', { description: 'What an amendment asked of a measure in vain.' })
export class UnappliedChangeType {
  @Field(() => ID)
  planId: string;

  @Field(() => ID)
  amendmentId: string;

  @Field(() => ID)
  measureId: string;

  @Field({ description: 'Kind of the change: MEASURE_ADDED, MEASURE_REWORDED, MEASURE_REASSIGNED, MEASURE_CANCELLED.' })
  change: string;

  @Field({ description: 'Code of the refusal.' })
  refused: string;

  @Field()
  recordedAt: string;
}
