import {
  Args,
  ArgsType,
  Context,
  Field,
  ID,
  Int,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
} from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import { type Caller, DecimalScalar, FromReadModels, LocalizedTextType, PeriodScalar } from '@baikoo/edge';
import { type LocalizedText, parsePeriod } from '@baikoo/kernel';
import { type TerritoryKind, TerritoryKindEnum } from '@baikoo/territories';
import { type ExclusionReason, figureOf, rollUpOf } from '../domain/roll-up-of.formula.js';
import type { NotRolledUpReason } from '../domain/roll-up.formula.js';
import { isPercent } from '../domain/definition.js';
import { findRollUpFacts } from '../read/roll-up.js';
import { type EnumOf, TerritoryRuleEnum } from './indicator.enums.js';

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
class ExcludedReadingType {
  @Field(() => ID)
  readingId: string;

  @Field(() => ID)
  territoryId: string;

  @Field(() => ExclusionReasonEnum)
  why: ExclusionReason;
}

@ObjectType('UncoveredTerritory', { description: 'A territory without a figure that may be used.' })
class UncoveredTerritoryType {
  @Field(() => ID)
  territoryId: string;

  @Field(() => LocalizedTextType)
  names: LocalizedText;
}

@ObjectType('RolledUpFigure')
class RolledUpFigureType {
  @Field(() => DecimalScalar)
  value: string;

  @Field(() => DecimalScalar, { nullable: true })
  numerator: string | null;

  @Field(() => DecimalScalar, { nullable: true })
  denominator: string | null;
}

@ObjectType('IndicatorRollUp', {
  description:
    'What the territories within a territory make together, apart from its own figure. The territories are those of the ' +
    'map as it held on the last day of the period. Nothing is computed across a break in series.',
})
class IndicatorRollUpType {
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
}

@ArgsType()
class RollUpArgs {
  @Field(() => ID)
  indicatorId: string;

  @Field(() => ID, { nullable: true, description: 'The republic unless said.' })
  territoryId?: string | null;

  @Field(() => PeriodScalar)
  period: string;

  @Field(() => TerritoryKindEnum, {
    nullable: true,
    description: 'Made of all territories of this kind within it; of its direct children unless said.',
  })
  kind?: TerritoryKind | null;
}

@Resolver()
export class RollUpResolver {
  constructor(private readonly db: Database) {}

  @FromReadModels()
  @Query(() => IndicatorRollUpType, {
    nullable: true,
    description: 'Null for an indicator that nobody defined or a text that is not a period.',
  })
  async indicatorRollUp(@Context() caller: Caller, @Args() { indicatorId, period: code, ...args }: RollUpArgs) {
    const period = parsePeriod(code);
    if (!period) return null;
    const { kind, territoryId } = { ...args, territoryId: args.territoryId ?? 'KG' };
    const facts = await findRollUpFacts(this.db, caller.asOf, { indicatorId, territoryId, period, kind: kind ?? null });
    if (!facts) return null;
    const { members } = facts;
    const multiplier = facts.indicator.multiplier ?? (isPercent(facts.indicator.unit) ? '100' : null);
    const indicator = { ...facts.indicator, multiplier };
    const { result, missing, ...rollUp } = rollUpOf(indicator, period, members);
    const { readings, formerReadings } = facts.indicator;
    const own = figureOf(indicator, period, { territoryId, readings: [...readings, ...formerReadings] });
    const namesOf = new Map(members.map((member) => [member.territoryId, member.names]));
    return {
      ...{ period: code, territoryRule: indicator.territoryRule, own: own.figure ?? null, ...rollUp, ...result },
      rolledUp: 'value' in result ? result : null,
      notRolledUp: 'notRolledUp' in result ? result.notRolledUp : null,
      missing: missing.map((id) => ({ territoryId: id, names: namesOf.get(id)! })),
      excluded: [...own.excluded, ...rollUp.excluded],
    };
  }
}
