import { Field, InputType } from '@nestjs/graphql';
import {
  CommandInput,
  DecimalScalar,
  IsDecimal,
  IsId,
  IsList,
  IsLocalizedText,
  IsOneOf,
  IsText,
  LocalizedTextInput,
  SourceInput,
} from '@baikoo/edge';
import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import type { TimeRule } from '../domain/indicator.events.js';
import { TimeRuleEnum } from './definition.enums.js';

/** What every command about an indicator has: its code and the document behind it. */
@InputType({ isAbstract: true })
export class IndicatorCommandInput extends CommandInput {
  @Field({ description: 'The code of the indicator.' })
  @IsId()
  indicatorId: string;

  @Field(() => SourceInput)
  @ValidateNested()
  @Type(() => SourceInput)
  source: SourceInput;
}

@InputType()
export class BoundsInput {
  @Field(() => DecimalScalar)
  @IsDecimal()
  min: string;

  @Field(() => DecimalScalar)
  @IsDecimal()
  max: string;
}

@InputType()
export class DimensionInput {
  @Field({ description: 'Its code: sex, age, territory_kind, offence_kind.' })
  @IsId()
  dimension: string;

  @Field(() => [String], { description: 'The codes of its categories, 100 at most.' })
  @IsList(100)
  @IsText(100, { each: true })
  categories: string[];
}

/** What a definition says beyond the kind of the indicator; in a revision, what is left out stays as it was. */
@InputType({ isAbstract: true })
export class DefinitionInput extends IndicatorCommandInput {
  @Field(() => LocalizedTextInput, { nullable: true, defaultValue: null, description: 'What a ratio counts above.' })
  @IsOptional()
  @IsLocalizedText(500)
  numerator: LocalizedTextInput | null;

  @Field(() => LocalizedTextInput, { nullable: true, defaultValue: null, description: 'What a ratio counts below.' })
  @IsOptional()
  @IsLocalizedText(500)
  denominator: LocalizedTextInput | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    defaultValue: null,
    description: 'value = numerator / denominator × multiplier: 100 for per cent.',
  })
  @IsOptional()
  @IsDecimal()
  multiplier: string | null;

  @Field(() => TimeRuleEnum, { nullable: true, description: 'BY_ACCUMULATION unless said.' })
  @IsOptional()
  @IsOneOf(TimeRuleEnum)
  timeRule?: TimeRule;

  @Field(() => DecimalScalar, {
    nullable: true,
    defaultValue: null,
    description: 'The share of territories, 0 to 1, below which no rolled-up figure is given.',
  })
  @IsOptional()
  @IsDecimal()
  minimumCoverage: string | null;

  @Field(() => [DimensionInput], { nullable: true, description: 'Twenty at most.' })
  @IsOptional()
  @IsList(20)
  @ValidateNested({ each: true })
  @Type(() => DimensionInput)
  dimensions?: DimensionInput[];

  @Field(() => BoundsInput, { nullable: true, defaultValue: null, description: 'Values that are possible at all.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => BoundsInput)
  bounds: BoundsInput | null;

  @Field(() => BoundsInput, { nullable: true, defaultValue: null, description: 'Values wanted, for direction RANGE.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => BoundsInput)
  range: BoundsInput | null;

  @Field(() => LocalizedTextInput, { nullable: true, defaultValue: null })
  @IsOptional()
  @IsLocalizedText()
  meansOfVerification: LocalizedTextInput | null;
}
