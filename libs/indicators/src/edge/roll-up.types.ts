import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DecimalScalar, LocalizedTextType, PeriodScalar } from '@baikoo/edge';
import type { LocalizedText } from '@baikoo/kernel';
import type { ExclusionReason } from '../domain/roll-up-of.formula.js';
import type { NotJudgedReason, TargetProgress } from '../domain/roll-up-progress.formula.js';
import type { NotRolledUpReason } from '../domain/roll-up.formula.js';
import { IndicatorProgressType } from './figure.types.js';
import { type EnumOf, TerritoryRuleEnum } from './indicator.enums.js';
import { FigureType } from './series.types.js';

export const NotRolledUpReasonEnum: EnumOf<NotRolledUpReason> = {
  RULE_IS_NONE: 'RULE_IS_NONE',
  NO_READINGS: 'NO_READINGS',
  BELOW_MINIMUM_COVERAGE: 'BELOW_MINIMUM_COVERAGE',
  RATIO_WITHOUT_PARTS: 'RATIO_WITHOUT_PARTS',
};
registerEnumType(NotRolledUpReasonEnum, {
  name: 'NotRolledUpReason',
  valuesMap: {
    RULE_IS_NONE: { description: 'The figures of territories do not make one of the territory above (surveys).' },
    RATIO_WITHOUT_PARTS: { description: 'A numerator or denominator is missing; percentages are never averaged.' },
  },
});

export const ExclusionReasonEnum: EnumOf<ExclusionReason> = {
  OTHER_DEFINITION: 'OTHER_DEFINITION',
  RETRACTED: 'RETRACTED',
  CONFLICT_UNRESOLVED: 'CONFLICT_UNRESOLVED',
  OUTWEIGHED: 'OUTWEIGHED',
  INEXACT_VALUE: 'INEXACT_VALUE',
};
registerEnumType(ExclusionReasonEnum, { name: 'ExclusionReason', description: 'Why a reading was left out.' });

@ObjectType('ExcludedReading')
export class ExcludedReadingType {
  @Field(() => ID)
  readingId: string;

  @Field(() => ID)
  territoryId: string;

  @Field(() => ExclusionReasonEnum)
  why: ExclusionReason;
}

@ObjectType('UncoveredTerritory', { description: 'A territory without a figure that may be used.' })
export class UncoveredTerritoryType {
  @Field(() => ID)
  territoryId: string;

  @Field(() => LocalizedTextType)
  names: LocalizedText;
}

@ObjectType('RolledUpFigure')
export class RolledUpFigureType {
  @Field(() => DecimalScalar)
  value: string;

  @Field(() => DecimalScalar, { nullable: true })
  numerator: string | null;

  @Field(() => DecimalScalar, { nullable: true })
  denominator: string | null;
}

export const NotJudgedReasonEnum: EnumOf<NotJudgedReason> = {
  NO_FIGURE: 'NO_FIGURE',
  BELOW_MINIMUM_COVERAGE: 'BELOW_MINIMUM_COVERAGE',
  NOT_COMPARABLE: 'NOT_COMPARABLE',
};
registerEnumType(NotJudgedReasonEnum, {
  name: 'NotJudgedReason',
  valuesMap: {
    NO_FIGURE: { description: 'Neither the territory nor those within it have a figure that may be used.' },
    BELOW_MINIMUM_COVERAGE: {
      description:
        'Fewer of the territories within it have a figure than the indicator demands, or, where it demands none, than four ' +
        'fifths: a convention of this system, not of the law.',
    },
    NOT_COMPARABLE: { description: 'There is no baseline, a break in series, or an inexact or contradicted value.' },
  },
});

export const ProgressBasisEnum: EnumOf<TargetProgress<object>['basedOn']> = { OWN: 'OWN', ROLLED_UP: 'ROLLED_UP' };
registerEnumType(ProgressBasisEnum, {
  name: 'ProgressBasis',
  description:
    'OWN: a reading of the territory itself. ROLLED_UP: it has none, and those within it make up the figure.',
});

@ObjectType('TargetFigure')
export class TargetFigureType extends FigureType {}

@ObjectType('TargetProgress', { description: 'How far a territory has come towards one of its targets.' })
export class TargetProgressType {
  @Field(() => TargetFigureType)
  target: TargetFigureType;

  @Field(() => ProgressBasisEnum)
  basedOn: TargetProgress<object>['basedOn'];

  @Field(() => IndicatorProgressType, { nullable: true, description: 'Null with a reason in `notJudged`.' })
  progress: IndicatorProgressType | null;

  @Field(() => NotJudgedReasonEnum, { nullable: true })
  notJudged: NotJudgedReason | null;
}

@ObjectType('IndicatorRollUp', {
  description:
    'What the territories within a territory make together, apart from its own figure. The territories are those of the ' +
    'map as it held on the last day of the period. Nothing is computed across a break in series.',
})
export class IndicatorRollUpType {
  @Field(() => PeriodScalar)
  period: string;

  @Field(() => Int)
  definitionVersion: number;

  @Field(() => TerritoryRuleEnum, { description: 'The rule of the indicator by which it was rolled up.' })
  territoryRule: string;

  @Field(() => RolledUpFigureType, { nullable: true, description: 'What was recorded for the territory itself.' })
  own: RolledUpFigureType | null;

  @Field(() => RolledUpFigureType, { nullable: true, description: 'Null with a reason in `notRolledUp`.' })
  rolledUp: RolledUpFigureType | null;

  @Field(() => NotRolledUpReasonEnum, { nullable: true })
  notRolledUp: NotRolledUpReason | null;

  @Field(() => Int, { description: 'Territories with a figure that may be used: n of `expected`.' })
  covered: number;

  @Field(() => Int)
  expected: number;

  @Field(() => DecimalScalar, { nullable: true, description: 'covered / expected, four places.' })
  coverage: string | null;

  @Field(() => Int, { description: 'Readings in it that nobody confirmed yet.' })
  provisional: number;

  @Field(() => [ID], { description: 'The readings that it is made of.' })
  of: readonly string[];

  @Field(() => [UncoveredTerritoryType])
  missing: UncoveredTerritoryType[];

  @Field(() => [ExcludedReadingType])
  excluded: readonly ExcludedReadingType[];

  @Field(() => [TargetProgressType], {
    description: 'By the figure of this period, towards the targets of the territory that are not past.',
  })
  progress: TargetProgressType[];
}
