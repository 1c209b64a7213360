import { createUnionType, Field, ObjectType } from '@nestjs/graphql';
import { DecimalScalar, LocalizedTextType, MomentScalar, PeriodScalar } from '@baikoo/edge';
import type { NotComparedReason } from '../domain/comparison.formula.js';
import type { Progress, ProgressCategory } from '../domain/progress.formula.js';
import { ProgressFormulaEnum } from './definition.enums.js';
import { NotComparedReasonEnum, ProgressCategoryEnum } from './indicator.enums.js';
import { FigureType, RecordAuthorType } from './series.types.js';

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
