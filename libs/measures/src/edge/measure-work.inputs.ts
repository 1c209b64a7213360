import { Field, InputType } from '@nestjs/graphql';
import {
  DateScalar,
  DecimalScalar,
  IsAmount,
  IsDate,
  IsId,
  IsLocalizedText,
  IsReference,
  IsText,
  LegalActInput,
  LocalizedTextInput,
} from '@baikoo/edge';
import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import { MeasureInput } from './measure.inputs.js';

@InputType({ isAbstract: true })
class ReasonedInput extends MeasureInput {
  @Field({ description: 'The reason; it is shown with the measure.' })
  @IsText(2_000)
  why: string;
}

@InputType({ isAbstract: true })
class DecidedInput extends ReasonedInput {
  @Field(() => LegalActInput, { description: 'The decision on which this rests.' })
  @ValidateNested()
  @Type(() => LegalActInput)
  decision: LegalActInput;
}

@InputType()
export class RewordMeasureInput extends MeasureInput {
  @Field(() => LocalizedTextInput)
  @IsLocalizedText()
  titles: LocalizedTextInput;

  @Field(() => LocalizedTextInput, { nullable: true, defaultValue: null })
  @IsOptional()
  @IsLocalizedText()
  expectedResult: LocalizedTextInput | null;
}

@InputType()
export class ReassignMeasureInput extends MeasureInput {
  @Field()
  @IsId()
  responsibleOrganisationId: string;
}

@InputType()
export class CoExecutorInput extends MeasureInput {
  @Field()
  @IsId()
  organisationId: string;
}

@InputType()
export class ExtendDeadlineInput extends DecidedInput {
  @Field(() => DateScalar, { description: 'Later than the present one, within the period of the plan.' })
  @IsDate()
  deadline: string;
}

@InputType()
export class SuspendMeasureInput extends DecidedInput {}

@InputType()
export class CancelMeasureInput extends DecidedInput {}

@InputType()
export class ResumeMeasureInput extends ReasonedInput {}

@InputType()
export class ReallocateFundingInput extends ReasonedInput {
  @Field({ description: 'The line that gives.' })
  @IsId()
  lineId: string;

  @Field({ description: 'The measure that receives: this one, or another of the same plan.' })
  @IsId()
  toMeasureId: string;

  @Field({ description: 'The line that receives; of the same source.' })
  @IsId()
  toLineId: string;

  @Field(() => DecimalScalar, { description: 'In som; at most what is allocated and not spent.' })
  @IsAmount()
  amount: string;
}

@InputType()
export class IndicatorLinkInput extends MeasureInput {
  @Field()
  @IsId()
  indicatorId: string;
}

@InputType()
export class TaskLinkInput extends MeasureInput {
  @Field({ description: 'A national plan that was adopted.' })
  @IsId()
  planId: string;

  @Field()
  @IsReference()
  taskId: string;
}
