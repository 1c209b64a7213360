import { Args, ArgsType, Context, Field, ID, Query, Resolver } from '@nestjs/graphql';
import { conventionOn } from '@baikoo/conventions';
import { Database } from '@baikoo/database';
import { type Caller, FromReadModels, PeriodScalar } from '@baikoo/edge';
import { mustReach } from '@baikoo/identity';
import { parsePeriod, REPUBLIC } from '@baikoo/kernel';
import { type TerritoryKind, TerritoryKindEnum } from '@baikoo/territories';
import { isPercent } from '../domain/definition.js';
import { figureOf, rollUpOf } from '../domain/roll-up-of.formula.js';
import { progressByPeriod } from '../domain/roll-up-progress.formula.js';
import { findRollUpFacts } from '../read/roll-up.js';
import { IndicatorRollUpType } from './roll-up.types.js';

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
    description:
      'Null for an indicator that nobody defined or a text that is not a period; refused for a territory beyond the mandate.',
  })
  async indicatorRollUp(@Context() caller: Caller, @Args() { indicatorId, period: code, ...args }: RollUpArgs) {
    const period = parsePeriod(code);
    await mustReach(this.db, caller, args.territoryId ?? REPUBLIC);
    if (!period) return null;
    const { kind, territoryId } = { ...args, territoryId: args.territoryId ?? REPUBLIC };
    const facts = await findRollUpFacts(this.db, caller.asOf, { indicatorId, territoryId, period, kind: kind ?? null });
    if (!facts) return null;
    const { members } = facts;
    const multiplier = facts.indicator.multiplier ?? (isPercent(facts.indicator.unit) ? '100' : null);
    const indicator = { ...facts.indicator, multiplier };
    const whole = rollUpOf(indicator, period, members);
    const { result, missing, ...rollUp } = whole;
    const { readings, formerReadings } = facts.indicator;
    const own = figureOf(indicator, period, { territoryId, readings: [...readings, ...formerReadings] });
    // A contradicted or inexact reading of its own is not passed over: no progress is said then.
    const isAnswered = ({ why }: { why: string }) => why === 'CONFLICT_UNRESOLVED' || why === 'INEXACT_VALUE';
    const hasOwn = own.figure !== undefined || own.excluded.some(isAnswered);
    const about = { period: code, hasOwn, rollUp: whole, members };
    const judged = progressByPeriod(
      indicator,
      indicator.targets,
      about,
      await conventionOn(this.db, 'PROGRESS', caller),
    );
    const namesOf = new Map(members.map((member) => [member.territoryId, member.names]));
    return {
      ...{ period: code, territoryRule: indicator.territoryRule, own: own.figure ?? null, ...rollUp, ...result },
      rolledUp: 'value' in result ? result : null,
      notRolledUp: 'notRolledUp' in result ? result.notRolledUp : null,
      missing: missing.map((id) => ({ territoryId: id, names: namesOf.get(id)! })),
      excluded: [...own.excluded, ...rollUp.excluded],
      progress: judged.map((one) => ({ progress: null, notJudged: null, ...one })),
    };
  }
}
