import { Field, InputType, Int, registerEnumType } from '@nestjs/graphql';
import {
  CommandInput,
  DateScalar,
  DecimalScalar,
  IsAmount,
  IsDate,
  IsId,
  IsList,
  IsLocalizedText,
  IsOneOf,
  IsReference,
  IsText,
  IsYear,
  LocalizedTextInput,
} from '@baikoo/edge';
import { IsOptional } from 'class-validator';
import type { FundingSource } from '../domain/measure.events.js';

export const FundingSourceEnum: { [Source in FundingSource]: Source } = {
  REPUBLICAN_BUDGET: 'REPUBLICAN_BUDGET',
  LOCAL_BUDGET: 'LOCAL_BUDGET',
  DONOR: 'DONOR',
  OTHER: 'OTHER',
};
registerEnumType(FundingSourceEnum, { name: 'FundingSource' });

@InputType({ isAbstract: true })
export class MeasureInput extends CommandInput {
  @Field()
  @IsId()
  measureId: string;
}

@InputType()
export class AddMeasureInput extends MeasureInput {
  @Field()
  @IsId()
  planId: string;

  @Field()
  @IsReference()
  taskId: string;

  @Field(() => LocalizedTextInput)
  @IsLocalizedText()
  titles: LocalizedTextInput;

  @Field()
  @IsId()
  responsibleOrganisationId: string;

  @Field(() => [String], {
    nullable: true,
    defaultValue: null,
    description: 'Organisations that take part in carrying it out; 20 at most.',
  })
  @IsOptional()
  @IsList(20)
  @IsId({ each: true })
  coExecutorIds: string[] | null;

  @Field({ description: 'Where the measure is carried out; KG for the whole republic.' })
  @IsId()
  territoryId: string;

  @Field(() => DateScalar)
  @IsDate()
  plannedStart: string;

  @Field(() => DateScalar)
  @IsDate()
  deadline: string;

  @Field(() => LocalizedTextInput, { nullable: true, defaultValue: null })
  @IsOptional()
  @IsLocalizedText()
  expectedResult: LocalizedTextInput | null;

  @Field(() => LocalizedTextInput, {
    nullable: true,
    defaultValue: null,
    description: 'By what it will be seen that the result was reached.',
  })
  @IsOptional()
  @IsLocalizedText()
  meansOfVerification: LocalizedTextInput | null;

  @Field({ defaultValue: false, description: 'Invented to show how the system works; marked so wherever it is shown.' })
  illustrative: boolean;
}

@InputType()
export class PlanFundingInput extends MeasureInput {
  @Field({ description: 'Names the line within the measure.' })
  @IsId()
  lineId: string;

  @Field(() => FundingSourceEnum)
  @IsOneOf(FundingSourceEnum)
  source: FundingSource;

  @Field(() => Int)
  @IsYear()
  year: number;

  @Field(() => DecimalScalar, { description: 'In som.' })
  @IsAmount()
  amount: string;
}

@InputType()
export class AllocateFundingInput extends MeasureInput {
  @Field()
  @IsId()
  lineId: string;

  @Field(() => DecimalScalar, { description: 'In som; adds to what was allocated before.' })
  @IsAmount()
  amount: string;
}

@InputType()
export class VerifyCompletionInput extends MeasureInput {}

@InputType()
export class RejectCompletionInput extends MeasureInput {
  @Field({ description: 'What is missing; the commission reads it.' })
  @IsText(2_000)
  why: string;
}
