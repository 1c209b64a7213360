import { createUnionType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, DecimalScalar, LocalizedTextType, MomentScalar, PeriodScalar, SourceType } from '@baikoo/edge';
import type { NotComparedReason } from '../domain/comparison.formula.js';
import type { IndicatorStatus, TimeRule } from '../domain/indicator.events.js';
import type { Progress, ProgressCategory } from '../domain/progress.formula.js';
import { IndicatorStatusEnum, ProgressFormulaEnum, TimeRuleEnum } from './definition.enums.js';
import {
  AccumulationEnum,
  BetterEnum,
  FrequencyEnum,
  NotComparedReasonEnum,
  ProgressCategoryEnum,
  SensitivityEnum,
  TerritoryRuleEnum,
  ValueTypeEnum,
} from './indicator.enums.js';
import { FigureType, MissingReadingType, ReadingType, RecordAuthorType } from './series.types.js';

@ObjectType('IndicatorDefinition', { description: 'A version of how an indicator is counted.' })
export class IndicatorDefinitionType {
  @Field(() => Int)
  version: number;

  @Field(() => PeriodScalar, { description: 'The first period counted by it, as far as known.' })
  holdsFrom: string;

  @Field({ description: 'Values from here on are not comparable with those of the versions before.' })
  breakInSeries: boolean;

  @Field(() => LocalizedTextType, { nullable: true })
  explanation: LocalizedTextType | null;

  @Field(() => SourceType)
  source: SourceType;
}

@ObjectType('FigureRevision', { description: 'A link of the chain of a baseline or target; none is ever overwritten.' })
export class FigureRevisionType extends FigureType {
  @Field(() => String, { nullable: true, description: 'Why it was revised; null for the first.' })
  reason: string | null;

  @Field(() => String, { nullable: true })
  legalBasis: string | null;

  @Field(() => RecordAuthorType)
  by: RecordAuthorType;

  @Field({ description: 'The role in which they did it.' })
  role: string;

  @Field(() => MomentScalar)
  at: string;
}

@ObjectType('Bounds', { description: 'Both ends included.' })
export class BoundsType {
  @Field(() => DecimalScalar)
  min: string;

  @Field(() => DecimalScalar)
  max: string;
}

@ObjectType('Dimension', { description: 'By what a reading can be broken down.' })
export class DimensionType {
  @Field()
  dimension: string;

  @Field(() => [String])
  categories: string[];
}

@ObjectType('Baseline')
export class BaselineType extends FigureType {
  @Field(() => LocalizedTextType, {
    nullable: true,
    description: 'Why this one, when no document declares it to be the baseline.',
  })
  convention: LocalizedTextType | null;

  @Field(() => [FigureRevisionType], { description: 'From the first to the one that holds: who, when, why.' })
  chain: FigureRevisionType[];
}

@ObjectType('ProgressInputs', { description: 'What the formula was fed with.' })
export class ProgressInputsType {
  @Field(() => DecimalScalar, { description: 'B' })
  baseline: string;

  @Field(() => DecimalScalar, { description: 'T' })
  target: string;

  @Field(() => DecimalScalar, { description: 'V' })
  value: string;

  @Field(() => DecimalScalar, { description: '(t − t₀) / (t_T − t₀), the share of the time that has passed.' })
  elapsed: string;
}

@ObjectType('IndicatorProgress', { description: 'How far the way to a target has been covered, measured by the time.' })
export class IndicatorProgressType {
  @Field(() => ProgressCategoryEnum)
  category: ProgressCategory;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: '1 is exactly as fast as needed, below 0 is the wrong way. Null when the target asks for no change.',
  })
  ratio: string | null;

  @Field(() => PeriodScalar, { description: 'The period whose reading was judged.' })
  period: string;

  @Field(() => ProgressFormulaEnum)
  formula: Progress['formula'];

  @Field(() => ProgressInputsType)
  inputs: ProgressInputsType;
}

@ObjectType('Target')
export class TargetType extends FigureType {
  @Field({ description: 'Not from an official document: invented to show how the system works.' })
  illustrative: boolean;

  @Field(() => IndicatorProgressType, {
    nullable: true,
    description: 'By the latest comparable reading up to its period; null when there is none.',
  })
  progress: IndicatorProgressType | null;

  @Field(() => [FigureRevisionType], { description: 'From the first to the one that holds: who, when, why.' })
  chain: FigureRevisionType[];
}

@ObjectType('ChangeSinceBaseline')
export class ChangeSinceBaselineType {
  @Field(() => PeriodScalar, { description: 'The period of the baseline.' })
  from: string;

  @Field(() => PeriodScalar, { description: 'The period of the later reading.' })
  to: string;

  @Field(() => DecimalScalar, { description: 'Later value − baseline, in the unit of the indicator.' })
  absolute: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'absolute / baseline; null when the baseline is not above zero.',
  })
  relative: string | null;
}

@ObjectType('NotCompared', { description: 'Why no change is shown.' })
export class NotComparedType {
  @Field(() => NotComparedReasonEnum)
  notCompared: NotComparedReason;
}

export const IndicatorChange = createUnionType({
  name: 'IndicatorChange',
  description: 'The latest comparable reading against the baseline, or why the two are not compared.',
  types: () => [ChangeSinceBaselineType, NotComparedType] as const,
  resolveType: (value: object) => ('notCompared' in value ? NotComparedType : ChangeSinceBaselineType),
});

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

  @Field(() => Int)
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
