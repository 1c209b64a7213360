import { Args, ArgsType, Context, Field, ID, Info, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { conventionOn } from '@baikoo/conventions';
import { Database } from '@baikoo/database';
import {
  asConnection,
  type Caller,
  CommandGateway,
  DateScalar,
  keyOfCursor,
  Outcome,
  pageSize,
  FromReadModels,
} from '@baikoo/edge';
import type { CalendarDate } from '@baikoo/kernel';
import type { GraphQLResolveInfo } from 'graphql';
import type { IndicatorStatus, Sensitivity } from '../domain/indicator.events.js';
import { findIndicator, findIndicators, type IndicatorOrder } from '../read/indicators.js';
import { IndicatorOrderEnum, IndicatorStatusEnum } from './definition.enums.js';
import { mayShowFigures } from './figures-access.js';
import { SensitivityEnum } from './indicator.enums.js';
import { AskIndicator } from './indicator.handler.js';
import {
  ActivateIndicatorInput,
  DefineIndicatorInput,
  RestateBaselineInput,
  RetireIndicatorInput,
  ReviseDefinitionInput,
  ReviseTargetInput,
  SetBaselineInput,
  SetTargetInput,
} from './indicator.inputs.js';
import { IndicatorListType, IndicatorType } from './indicator.types.js';
import { withFormulas } from './shown.js';
import { indicatorStream } from './streams.js';

@ArgsType()
class IndicatorsArgs {
  @Field(() => ID, { nullable: true, description: 'Of which territory the figures are; the republic unless said.' })
  territoryId?: string | null;

  @Field(() => String, { nullable: true, description: 'Only those that belong to this section of the Concept: 5.2.' })
  directionReference?: string | null;

  @Field(() => SensitivityEnum, { nullable: true })
  sensitivity?: Sensitivity | null;

  @Field(() => IndicatorStatusEnum, { nullable: true })
  status?: IndicatorStatus | null;

  @Field(() => ID, { nullable: true, description: 'Only those that this organisation answers for.' })
  responsibleOrganisationId?: string | null;

  @Field(() => String, { nullable: true, description: 'Only those defined by the document of this title.' })
  sourceTitle?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'With (or, false, without) open flags in the territory.' })
  withOpenFlags?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Without (or, false, with) a target for the territory.' })
  withoutTarget?: boolean | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Only what changed on this date or later: the indicator or a reading of the territory.',
  })
  changedSince?: CalendarDate | null;

  @Field(() => IndicatorOrderEnum, { nullable: true, description: 'By code unless said.' })
  orderBy?: IndicatorOrder | null;

  @Field(() => Int, { nullable: true, description: 'Rows a page, 50 unless said, 200 at most.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'The `endCursor` of the page before.' })
  after?: string | null;
}

@Resolver(() => IndicatorType)
export class IndicatorResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly db: Database,
  ) {}

  @FromReadModels()
  @Query(() => IndicatorListType, {
    description:
      'Indicators with their figures in one territory. Definitions are open; figures beyond the mandate are refused.',
  })
  async indicators(
    @Context() caller: Caller,
    @Args() { first, after, ...filter }: IndicatorsArgs,
    @Info() info: GraphQLResolveInfo,
  ) {
    const figures = await mayShowFigures(this.db, caller, filter, info);
    const order = filter.orderBy ?? 'CODE';
    const cut = { first: pageSize(first), after: keyOfCursor(after, order) };
    const [page, by] = await Promise.all([
      findIndicators(this.db, caller.asOf, { ...filter, ...cut, figures }),
      conventionOn(this.db, 'PROGRESS', caller),
    ]);
    return {
      ...asConnection({ ...page, rows: page.rows.map((row) => withFormulas(row, by)) }, order),
      totals: page.totals,
    };
  }

  @FromReadModels()
  @Query(() => IndicatorType, {
    nullable: true,
    description: 'Its definition is open; its figures in a territory beyond the mandate are refused.',
  })
  async indicator(
    @Context() caller: Caller,
    @Info() info: GraphQLResolveInfo,
    @Args('id', { type: () => ID }) id: string,
    @Args('territoryId', { type: () => ID, nullable: true }) territoryId?: string | null,
  ) {
    const indicator = await findIndicator(this.db, id, territoryId ?? undefined, caller.asOf);
    if (!indicator) return undefined;
    const { responsibleOrganisationId } = indicator;
    await mayShowFigures(this.db, caller, { territoryId: territoryId ?? null, responsibleOrganisationId }, info);
    return withFormulas(indicator, await conventionOn(this.db, 'PROGRESS', caller));
  }

  @Mutation(() => Outcome, { description: 'Defines what is measured and how. Its definition has version 1.' })
  defineIndicator(@Context() caller: Caller, @Args('input') input: DefineIndicatorInput) {
    return this.gateway.send(caller, {
      command: 'DefineIndicator',
      rules: DefineIndicatorInput,
      input,
      subject: indicatorStream(input.indicatorId),
      message: ({ draft, ...fields }, who, cause) =>
        new AskIndicator({ type: 'DefineIndicator', ...fields, ...(draft && { status: 'DRAFT' }), ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Changes how an indicator is counted from a period on.' })
  reviseDefinition(@Context() caller: Caller, @Args('input') input: ReviseDefinitionInput) {
    return this.gateway.send(caller, {
      command: 'ReviseDefinition',
      rules: ReviseDefinitionInput,
      input,
      subject: indicatorStream(input.indicatorId),
      message: (fields, who, cause) => new AskIndicator({ type: 'ReviseDefinition', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Sets the value that later ones are compared with. Once for a territory.' })
  setBaseline(@Context() caller: Caller, @Args('input') input: SetBaselineInput) {
    return this.gateway.send(caller, {
      command: 'SetBaseline',
      rules: SetBaselineInput,
      input,
      subject: indicatorStream(input.indicatorId),
      message: (fields, who, cause) => new AskIndicator({ type: 'SetBaseline', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Sets the value to be reached. Once for a territory and period.' })
  setTarget(@Context() caller: Caller, @Args('input') input: SetTargetInput) {
    return this.gateway.send(caller, {
      command: 'SetTarget',
      rules: SetTargetInput,
      input,
      subject: indicatorStream(input.indicatorId),
      message: (fields, who, cause) => new AskIndicator({ type: 'SetTarget', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Puts a draft into use: readings can be recorded from now on.' })
  activateIndicator(@Context() caller: Caller, @Args('input') input: ActivateIndicatorInput) {
    return this.gateway.send(caller, {
      command: 'ActivateIndicator',
      rules: ActivateIndicatorInput,
      input,
      subject: indicatorStream(input.indicatorId),
      message: (fields, who, cause) => new AskIndicator({ type: 'ActivateIndicator', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Ends an indicator. What was recorded stays; nothing more is.' })
  retireIndicator(@Context() caller: Caller, @Args('input') input: RetireIndicatorInput) {
    return this.gateway.send(caller, {
      command: 'RetireIndicator',
      rules: RetireIndicatorInput,
      input,
      subject: indicatorStream(input.indicatorId),
      message: (fields, who, cause) => new AskIndicator({ type: 'RetireIndicator', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, {
    description: 'Puts another baseline in the place of one that was set; the former stays in its chain.',
  })
  restateBaseline(@Context() caller: Caller, @Args('input') input: RestateBaselineInput) {
    return this.gateway.send(caller, {
      command: 'RestateBaseline',
      rules: RestateBaselineInput,
      input,
      subject: indicatorStream(input.indicatorId),
      message: (fields, who, cause) => new AskIndicator({ type: 'RestateBaseline', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, {
    description: 'Puts another target in the place of one that was set; the former stays in its chain.',
  })
  reviseTarget(@Context() caller: Caller, @Args('input') input: ReviseTargetInput) {
    return this.gateway.send(caller, {
      command: 'ReviseTarget',
      rules: ReviseTargetInput,
      input,
      subject: indicatorStream(input.indicatorId),
      message: (fields, who, cause) => new AskIndicator({ type: 'ReviseTarget', ...fields, ...who }, cause),
    });
  }
}
