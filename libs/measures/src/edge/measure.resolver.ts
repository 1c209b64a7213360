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
import type { MeasureFilter } from '../read/measure.filter.js';
import { findMeasure, findMeasures } from '../read/measures.js';
import { AskMeasure, measureStream } from './measure.handler.js';
import {
  AddMeasureInput,
  AllocateFundingInput,
  PlanFundingInput,
  RejectCompletionInput,
  VerifyCompletionInput,
} from './measure.inputs.js';
import { MeasureConnection, MeasureType } from './measure.types.js';

@ArgsType()
class MeasuresArgs implements MeasureFilter {
  @Field(() => ID, { nullable: true })
  planId?: string | null;

  @Field(() => ID, { nullable: true })
  directionId?: string | null;

  @Field(() => ID, { nullable: true })
  taskId?: string | null;

  @Field(() => ID, { nullable: true })
  territoryId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The responsible organisation.' })
  organisationId?: string | null;

  @Field(() => Boolean, { nullable: true })
  overdue?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'Rows a page, 50 unless said, 200 at most.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'The `endCursor` of the page before.' })
  after?: string | null;
}

@Resolver(() => MeasureType)
export class MeasureResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly db: Database,
  ) {}

  @FromReadModels()
  @Query(() => MeasureConnection, { description: 'Measures by deadline.' })
  async measures(@Context() caller: Caller, @Args() { first, after, ...filter }: MeasuresArgs) {
    const page = { limit: pageSize(first), after: keyOfCursor(after) };
    return asConnection(await findMeasures(this.db, { filter, today: caller.today, asOf: caller.asOf, ...page }));
  }

  @FromReadModels()
  @Query(() => MeasureType, { nullable: true })
  measure(@Context() caller: Caller, @Args('id', { type: () => ID }) id: string) {
    return findMeasure(this.db, id, caller.today, caller.asOf);
  }

  @Mutation(() => Outcome, { description: 'Adds a measure to a task of a plan that is still a draft.' })
  addMeasure(@Context() caller: Caller, @Args('input') input: AddMeasureInput) {
    return this.gateway.send(caller, {
      command: 'AddMeasure',
      rules: AddMeasureInput,
      input,
      subject: measureStream(input.measureId),
      message: (fields, who, cause) => new AskMeasure({ type: 'AddMeasure', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Plans money of one source and year for a measure.' })
  planFunding(@Context() caller: Caller, @Args('input') input: PlanFundingInput) {
    return this.gateway.send(caller, {
      command: 'PlanFunding',
      rules: PlanFundingInput,
      input,
      subject: measureStream(input.measureId),
      message: (fields, who, cause) => new AskMeasure({ type: 'PlanFunding', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Allocates money on a planned line.' })
  allocateFunding(@Context() caller: Caller, @Args('input') input: AllocateFundingInput) {
    return this.gateway.send(caller, {
      command: 'AllocateFunding',
      rules: AllocateFundingInput,
      input,
      subject: measureStream(input.measureId),
      message: (fields, who, cause) => new AskMeasure({ type: 'AllocateFunding', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Confirms a claimed completion. Never by the one who claimed it.' })
  verifyCompletion(@Context() caller: Caller, @Args('input') input: VerifyCompletionInput) {
    return this.gateway.send(caller, {
      command: 'VerifyCompletion',
      rules: VerifyCompletionInput,
      input,
      subject: measureStream(input.measureId),
      message: (fields, who, cause) => new AskMeasure({ type: 'VerifyCompletion', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Rejects a claimed completion and says why.' })
  rejectCompletion(@Context() caller: Caller, @Args('input') input: RejectCompletionInput) {
    return this.gateway.send(caller, {
      command: 'RejectCompletion',
      rules: RejectCompletionInput,
      input,
      subject: measureStream(input.measureId),
      message: (fields, who, cause) => new AskMeasure({ type: 'RejectCompletion', ...fields, ...who }, cause),
    });
  }
}
