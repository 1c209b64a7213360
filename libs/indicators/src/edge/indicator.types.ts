import { createUnionType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, DateScalar, DecimalScalar, LocalizedTextType, PeriodScalar, SourceType } from '@baikoo/edge';
import type { NotComparedReason } from '../domain/comparison.formula.js';
import type { ProgressCategory } from '../domain/progress.formula.js';
import {
  AccumulationEnum,
  BetterEnum,
  FrequencyEnum,
  NotComparedReasonEnum,
  ProgressCategoryEnum,
  QualifierEnum,
  ReadingStatusEnum,
  SensitivityEnum,
  TerritoryRuleEnum,
  ValueTypeEnum,
} from './indicator.enums.js';

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

@ObjectType({ isAbstract: true })
class FigureType {
  @Field(() => PeriodScalar)
  period: string;

  @Field(() => DecimalScalar)
  value: string;

  @Field(() => Int, { description: 'The version of the definition by which it is counted.' })
  definitionVersion: number;

  @Field(() => SourceType)
  source: SourceType;
}

@ObjectType('Baseline')
export class BaselineType extends FigureType {
  @Field(() => LocalizedTextType, {
    nullable: true,
    description: 'Why this one, when no document declares it to be the baseline.',
  })
  convention: LocalizedTextType | null;
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
}

@ObjectType('Reading', { description: 'A value as one source gives it. Sources that disagree stand side by side.' })
export class ReadingType extends FigureType {
  @Field(() => ID)
  id: string;

  @Field(() => DateScalar)
  from: string;

  @Field(() => DateScalar)
  to: string;

  @Field(() => QualifierEnum)
  qualifier: string;

  @Field(() => LocalizedTextType, { nullable: true })
  note: LocalizedTextType | null;

  @Field({ description: 'Not published by anybody: invented to show how the system works.' })
  illustrative: boolean;

  @Field(() => ID, { nullable: true, description: 'The accepted report that it was taken over from.' })
  submissionId: string | null;

  @Field(() => ReadingStatusEnum)
  status: string;

  @Field({ description: 'Another source gives another value for the same period.' })
  conflicting: boolean;
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

  @Field(() => [ReadingType], { description: 'Every reading by period, conflicting ones side by side.' })
  series: ReadingType[];

  @Field(() => IndicatorChange)
  change: typeof IndicatorChange;
}

export const IndicatorConnection = connectionOf(IndicatorType, 'Indicator');
