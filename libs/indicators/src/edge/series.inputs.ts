import { Field, ID, InputType, Int } from '@nestjs/graphql';
import {
  CommandInput,
  DecimalScalar,
  IsDecimal,
  IsId,
  IsList,
  IsLocalizedText,
  IsOneOf,
  IsPeriod,
  IsReference,
  IsText,
  LocalizedTextInput,
  PeriodScalar,
} from '@baikoo/edge';
import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import type { CheckRule, Qualifier, SourceKind } from '../domain/series.events.js';
import { IndicatorCommandInput } from './definition.inputs.js';
import { CheckRuleEnum, QualifierEnum, SourceKindEnum } from './series.enums.js';

@InputType()
export class ReadingPartInput {
  @Field({ description: 'A dimension of the indicator: sex.' })
  @IsId()
  dimension: string;

  @Field({ description: 'A category of it: female.' })
  @IsText(100)
  category: string;

  @Field(() => DecimalScalar)
  @IsDecimal()
  value: string;
}

/** What a reading says, whether it is recorded or corrected. */
@InputType({ isAbstract: true })
class ReadingFieldsInput extends IndicatorCommandInput {
  @Field({ description: 'The territory; KG for the republic.' })
  @IsId()
  territoryId: string;

  @Field(() => DecimalScalar)
  @IsDecimal()
  value: string;

  @Field(() => Int, {
    nullable: true,
    defaultValue: null,
    description:
      'The version of the definition by which it is counted; the one that held when the period began unless said.',
  })
  definitionVersion: number | null;

  @Field(() => QualifierEnum, { defaultValue: QualifierEnum.EXACT })
  @IsOneOf(QualifierEnum)
  qualifier: Qualifier;

  @Field(() => LocalizedTextInput, { nullable: true, defaultValue: null })
  @IsOptional()
  @IsLocalizedText()
  note: LocalizedTextInput | null;

  @Field({ defaultValue: false, description: 'Not published by anybody: invented to show how the system works.' })
  illustrative: boolean;

  @Field(() => DecimalScalar, { nullable: true, defaultValue: null, description: 'Of a ratio, with its denominator.' })
  @IsOptional()
  @IsDecimal()
  numerator: string | null;

  @Field(() => DecimalScalar, { nullable: true, defaultValue: null })
  @IsOptional()
  @IsDecimal()
  denominator: string | null;

  @Field(() => [ReadingPartInput], { nullable: true, description: 'Broken down by dimensions, 500 parts at most.' })
  @IsOptional()
  @IsList(500)
  @ValidateNested({ each: true })
  @Type(() => ReadingPartInput)
  parts?: ReadingPartInput[] | null;

  @Field(() => SourceKindEnum, { nullable: true, defaultValue: null })
  @IsOptional()
  @IsOneOf(SourceKindEnum)
  sourceKind: SourceKind | null;

  @Field(() => String, {
    nullable: true,
    defaultValue: null,
    description: 'Answers what the checks may find: an outlier, a rise against the year before.',
  })
  @IsOptional()
  @IsText()
  explanation: string | null;
}

@InputType()
export class RecordReadingInput extends ReadingFieldsInput {
  @Field(() => PeriodScalar)
  @IsPeriod()
  period: string;
}

@InputType()
export class CorrectReadingInput extends ReadingFieldsInput {
  @Field(() => ID, { description: 'The reading in whose place the new one stands; its period stays.' })
  @IsReference()
  readingId: string;

  @Field({ description: 'Why the former reading was wrong; it stays readable.' })
  @IsText()
  why: string;
}

@InputType({ isAbstract: true })
class SeriesCommandInput extends CommandInput {
  @Field({ description: 'The code of the indicator.' })
  @IsId()
  indicatorId: string;

  @Field()
  @IsId()
  territoryId: string;
}

@InputType()
export class ConfirmReadingInput extends SeriesCommandInput {
  @Field()
  @IsReference()
  readingId: string;
}

@InputType()
export class RetractReadingInput extends ConfirmReadingInput {
  @Field()
  @IsText()
  why: string;
}

@InputType()
export class DeclareReadingMissingInput extends SeriesCommandInput {
  @Field(() => PeriodScalar)
  @IsPeriod()
  period: string;

  @Field({ description: 'Why there is no reading.' })
  @IsText()
  why: string;
}

@InputType()
export class ResolveFlagInput extends ConfirmReadingInput {
  @Field(() => CheckRuleEnum)
  @IsOneOf(CheckRuleEnum)
  rule: CheckRule;

  @Field()
  @IsText()
  explanation: string;

  @Field(() => ID, {
    nullable: true,
    defaultValue: null,
    description: 'Of readings that contradict each other the one that holds; not for other rules.',
  })
  @IsOptional()
  @IsReference()
  holds: string | null;
}
