import { Args, ArgsType, Context, Field, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import {
  asConnection,
  type Caller,
  CommandGateway,
  keyOfCursor,
  Outcome,
  pageSize,
  FromReadModels,
} from '@baikoo/edge';
import { compareWithBaseline } from '../domain/comparison.formula.js';
import { progress } from '../domain/progress.formula.js';
import type { IndicatorView } from '../read/indicator.views.js';
import { findIndicator, findIndicators } from '../read/indicators.js';
import { AskIndicator } from './indicator.handler.js';
import { DefineIndicatorInput, ReviseDefinitionInput, SetBaselineInput, SetTargetInput } from './indicator.inputs.js';
import { IndicatorConnection, IndicatorType } from './indicator.types.js';
import { indicatorStream } from './streams.js';

@ArgsType()
class IndicatorsArgs {
  @Field(() => ID, { nullable: true, description: 'Of which territory the figures are; the republic unless said.' })
  territoryId?: string | null;

  @Field(() => String, { nullable: true, description: 'Only those that belong to this section of the Concept: 5.2.' })
  directionReference?: string | null;

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
  @Query(() => IndicatorConnection, { description: 'Indicators by code, with their figures in one territory.' })
  async indicators(@Context() caller: Caller, @Args() { first, after, ...filter }: IndicatorsArgs) {
    const cut = { first: pageSize(first), after: keyOfCursor(after) };
    const page = await findIndicators(this.db, caller.asOf, { ...filter, ...cut });
    return asConnection({ ...page, rows: page.rows.map(withFormulas) });
  }

  @FromReadModels()
  @Query(() => IndicatorType, { nullable: true })
  async indicator(
    @Context() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
    @Args('territoryId', { type: () => ID, nullable: true }) territoryId?: string | null,
  ) {
    const indicator = await findIndicator(this.db, id, territoryId ?? undefined, caller.asOf);
    return indicator && withFormulas(indicator);
  }

  @Mutation(() => Outcome, { description: 'Defines what is measured and how. Its definition has version 1.' })
  defineIndicator(@Context() caller: Caller, @Args('input') input: DefineIndicatorInput) {
    return this.gateway.send(caller, {
      command: 'DefineIndicator',
      rules: DefineIndicatorInput,
      input,
      subject: indicatorStream(input.indicatorId),
      message: (fields, who, cause) => new AskIndicator({ type: 'DefineIndicator', ...fields, ...who }, cause),
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
}

const withFormulas = <View extends IndicatorView>(view: View) => ({
  ...view,
  breaks: view.definitions.filter(({ breakInSeries }) => breakInSeries),
  targets: view.targets.map((target) => ({ ...target, progress: progress(view, target) ?? null })),
  series: view.readings,
  change: compareWithBaseline(view),
});
