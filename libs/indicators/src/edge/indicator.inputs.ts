import { Field, ID, InputType, Int } from '@nestjs/graphql';
import {
  CommandInput,
  DecimalScalar,
  IsDecimal,
  IsId,
  IsLocalizedText,
  IsOneOf,
  IsPeriod,
  IsText,
  LocalizedTextInput,
  PeriodScalar,
} from '@baikoo/edge';
import { IsOptional } from 'class-validator';
import type {
  Accumulation,
  Better,
  Frequency,
  Sensitivity,
  TerritoryRule,
  ValueType,
} from '../domain/indicator.events.js';
import { DefinitionInput, IndicatorCommandInput } from './definition.inputs.js';
import {
  AccumulationEnum,
  BetterEnum,
  FrequencyEnum,
  SensitivityEnum,
  TerritoryRuleEnum,
  ValueTypeEnum,
} from './indicator.enums.js';

/** A value of an indicator in a territory and period. */
@InputType({ isAbstract: true })
export class FigureInput extends IndicatorCommandInput {
  @Field({ description: 'The territory; KG for the republic.' })
  @IsId()
  territoryId: string;

  @Field(() => PeriodScalar)
  @IsPeriod()
  period: string;

  @Field(() => DecimalScalar)
  @IsDecimal()
  value: string;
}

@InputType({ isAbstract: true })
class DefinedFigureInput extends FigureInput {
  @Field(() => Int, { description: 'The version of the definition by which it is counted.' })
  definitionVersion: number;
}

@InputType()
export class DefineIndicatorInput extends DefinitionInput {
  @Field(() => LocalizedTextInput)
  @IsLocalizedText()
  names: LocalizedTextInput;

  @Field(() => LocalizedTextInput)
  @IsLocalizedText(200)
  unit: LocalizedTextInput;

  @Field(() => BetterEnum)
  @IsOneOf(BetterEnum)
  better: Better;

  @Field(() => ValueTypeEnum)
  @IsOneOf(ValueTypeEnum)
  valueType: ValueType;

  @Field(() => AccumulationEnum)
  @IsOneOf(AccumulationEnum)
  accumulation: Accumulation;

  @Field(() => TerritoryRuleEnum)
  @IsOneOf(TerritoryRuleEnum)
  territoryRule: TerritoryRule;

  @Field(() => FrequencyEnum)
  @IsOneOf(FrequencyEnum)
  frequency: Frequency;

  @Field(() => SensitivityEnum)
  @IsOneOf(SensitivityEnum)
  sensitivity: Sensitivity;

  @Field(() => String, {
    nullable: true,
    defaultValue: null,
    description: 'The section of the Concept that it belongs to: 5.2.',
  })
  @IsOptional()
  @IsText(50)
  directionReference: string | null;

  @Field(() => ID, { nullable: true, defaultValue: null, description: 'Who collects it and answers for it.' })
  @IsOptional()
  @IsId()
  responsibleOrganisationId: string | null;

  @Field({ defaultValue: false, description: 'Begin as a draft, for which nothing can be recorded yet.' })
  draft: boolean;

  @Field(() => PeriodScalar, { description: 'The first period counted by version 1 of the definition.' })
  @IsPeriod()
  holdsFrom: string;
}

@InputType()
export class ReviseDefinitionInput extends DefinitionInput {
  @Field(() => Int, { description: 'One more than the newest version.' })
  version: number;

  @Field(() => PeriodScalar, { description: 'The first period counted by this version, as far as known.' })
  @IsPeriod()
  holdsFrom: string;

  @Field({ description: 'Whether values from now on are not comparable with those before.' })
  breakInSeries: boolean;

  @Field(() => LocalizedTextInput)
  @IsLocalizedText()
  explanation: LocalizedTextInput;
}

@InputType()
export class ActivateIndicatorInput extends CommandInput {
  @Field({ description: 'The code of the indicator.' })
  @IsId()
  indicatorId: string;
}

@InputType()
export class RetireIndicatorInput extends ActivateIndicatorInput {
  @Field()
  @IsText()
  why: string;
}

@InputType()
export class SetBaselineInput extends DefinedFigureInput {
  @Field(() => LocalizedTextInput, {
    nullable: true,
    defaultValue: null,
    description: 'Why this one, when no document declares it to be the baseline.',
  })
  @IsOptional()
  @IsLocalizedText()
  convention: LocalizedTextInput | null;
}

@InputType()
export class SetTargetInput extends DefinedFigureInput {
  @Field({ defaultValue: false, description: 'Not from an official document: invented to show how the system works.' })
  illustrative: boolean;
}

@InputType()
export class RestateBaselineInput extends SetBaselineInput {
  @Field({ description: 'Why the former baseline no longer stands; it stays readable.' })
  @IsText()
  why: string;
}

@InputType()
export class ReviseTargetInput extends SetTargetInput {
  @Field({ description: 'Why the former target no longer stands; it stays readable.' })
  @IsText()
  why: string;
}
