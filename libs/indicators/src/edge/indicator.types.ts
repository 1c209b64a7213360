import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, DecimalScalar, LocalizedTextType, MomentScalar, SourceType } from '@baikoo/edge';
import type { IndicatorStatus, TimeRule } from '../domain/indicator.events.js';
import { IndicatorStatusEnum, TimeRuleEnum } from './definition.enums.js';
import { BoundsType, DimensionType, IndicatorDefinitionType } from './definition.types.js';
import { BaselineType, IndicatorChange, TargetType } from './figure.types.js';
import {
  AccumulationEnum,
  BetterEnum,
  FrequencyEnum,
  SensitivityEnum,
  TerritoryRuleEnum,
  ValueTypeEnum,
} from './indicator.enums.js';
import { MissingReadingType, PeriodFiguresType, ReadingType } from './series.types.js';

@ObjectType('Indicator', { description: 'What is measured, and its figures in one territory.' })
export class IndicatorType {
  @Field(() => ID)
  id: string;

  @Field(() => LocalizedTextType)
  names: LocalizedTextType;

  @Field(() => LocalizedTextType)
  unit: LocalizedTextType;

  @Field(() => BetterEnum)
  better: string;

  @Field(() => ValueTypeEnum)
  valueType: string;

  @Field(() => AccumulationEnum)
  accumulation: string;

  @Field(() => TerritoryRuleEnum)
  territoryRule: string;

  @Field(() => FrequencyEnum)
  frequency: string;

  @Field(() => SensitivityEnum)
  sensitivity: string;

  @Field(() => String, { nullable: true, description: 'The section of the Concept that it belongs to.' })
  directionReference: string | null;

  @Field(() => SourceType)
  source: SourceType;

  @Field(() => IndicatorStatusEnum)
  status: IndicatorStatus;

  @Field(() => ID, { nullable: true, description: 'Who collects it and answers for it.' })
  responsibleOrganisationId: string | null;

  @Field(() => LocalizedTextType, { nullable: true, description: 'What a ratio counts above the line.' })
  numerator: LocalizedTextType | null;

  @Field(() => LocalizedTextType, { nullable: true, description: 'What a ratio counts below the line.' })
  denominator: LocalizedTextType | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'value = numerator / denominator × multiplier.' })
  multiplier: string | null;

  @Field(() => TimeRuleEnum)
  timeRule: TimeRule;

  @Field(() => DecimalScalar, { nullable: true, description: 'Share of territories below which no figure is given.' })
  minimumCoverage: string | null;

  @Field(() => [DimensionType])
  dimensions: DimensionType[];

  @Field(() => BoundsType, { nullable: true, description: 'Values that are possible at all.' })
  bounds: BoundsType | null;

  @Field(() => BoundsType, { nullable: true, description: 'Values that are wanted, for the direction RANGE.' })
  range: BoundsType | null;

  @Field(() => LocalizedTextType, { nullable: true })
  meansOfVerification: LocalizedTextType | null;

  @Field(() => MomentScalar, { description: 'When it or a reading of the territory last changed.' })
  changedAt: string;

  @Field(() => Int, { description: 'Send it as `expectedRevision` to change the indicator as you see it here.' })
  revision: number;

  @Field(() => [IndicatorDefinitionType], { description: 'By version.' })
  definitions: IndicatorDefinitionType[];

  @Field(() => [IndicatorDefinitionType], { description: 'The versions that broke the series.' })
  breaks: IndicatorDefinitionType[];

  @Field(() => ID, { description: 'The territory that the figures below are of.' })
  territoryId: string;

  @Field(() => BaselineType, { nullable: true })
  baseline: BaselineType | null;

  @Field(() => [TargetType], { description: 'By period.' })
  targets: TargetType[];

  @Field(() => [ReadingType], { description: 'The readings that stand, by period, conflicting ones side by side.' })
  series: ReadingType[];

  @Field(() => [PeriodFiguresType], { description: 'The same by period: what its sources say, side by side.' })
  periods: PeriodFiguresType[];

  @Field(() => [ReadingType], { description: 'Readings that were corrected or retracted, by period.' })
  formerReadings: ReadingType[];

  @Field(() => [MissingReadingType], { description: 'Periods declared to have no reading.' })
  missing: MissingReadingType[];

  @Field(() => Int, { description: 'Flags of the territory that wait for an explanation.' })
  openFlags: number;

  @Field(() => IndicatorChange)
  change: typeof IndicatorChange;
}

@ObjectType('IndicatorTotals', { description: 'Of all pages together, for one territory.' })
export class IndicatorTotalsType {
  @Field(() => Int)
  withoutTarget: number;

  @Field(() => Int)
  withOpenFlags: number;

  @Field(() => Int)
  openFlags: number;

  @Field(() => Int)
  drafts: number;
}

@ObjectType('IndicatorList', { description: 'Indicators with their figures in one territory.' })
export class IndicatorListType extends connectionOf(IndicatorType, 'Indicator') {
  @Field(() => IndicatorTotalsType)
  totals: IndicatorTotalsType;
}
