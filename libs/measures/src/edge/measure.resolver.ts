import { Args, Context, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import {
  asConnection,
  asksFor,
  type Caller,
  CommandGateway,
  FromReadModels,
  keyOfCursor,
  momentOf,
  Outcome,
  pageSize,
} from '@baikoo/edge';
import { scopeOf } from '@baikoo/identity';
import type { GraphQLResolveInfo } from 'graphql';
import { findMeasure, findMeasures } from '../read/measures.js';
import { findUnappliedChanges } from '../read/unapplied.js';
import { MeasuresArgs } from './measure.args.js';
import { UnappliedChangeType } from './measure-parts.types.js';
import { AskMeasure, measureStream } from './measure.handler.js';
import {
  AddMeasureInput,
  AllocateFundingInput,
  PlanFundingInput,
  RejectCompletionInput,
  VerifyCompletionInput,
} from './measure.inputs.js';
import { MeasureConnection, MeasureType } from './measure.types.js';

@Resolver(() => MeasureType)
export class MeasureResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly db: Database,
  ) {}

  @FromReadModels()
  @Query(() => MeasureConnection, { description: 'Measures in an order, filtered and totalled. One statement.' })
  async measures(@Context() caller: Caller, @Args() args: MeasuresArgs, @Info() info: GraphQLResolveInfo) {
    const { first, after, mine, search, changedSince, ...rest } = args;
    const own = mine ? { executorId: caller.by?.organisationId ?? '' } : {};
    const filter = {
      ...rest,
      ...own,
      search: search?.slice(0, LONGEST_SEARCH) ?? null,
      changedSince: momentOf('changedSince', changedSince),
      scope: scopeOf(caller),
    };
    const order = `${rest.sort} ${rest.descending}`;
    const found = await findMeasures(this.db, {
      ...{ filter, today: caller.today, asOf: caller.asOf, sort: rest.sort, descending: rest.descending },
      ...{ limit: pageSize(first), after: keyOfCursor(after, order), totals: asksFor(info, 'totals') },
      parts: { coExecutors: asksFor(info, 'coExecutors'), funding: asksFor(info, 'funding') },
    });
    return { ...asConnection(found, order), alike: found.alike };
  }

  @FromReadModels()
  @Query(() => MeasureType, { nullable: true })
  measure(@Context() caller: Caller, @Args('id', { type: () => ID }) id: string) {
    return findMeasure(this.db, id, caller.today, caller.asOf, scopeOf(caller));
  }

  @FromReadModels()
  @Query(() => [UnappliedChangeType], {
    description:
      'What amendments of a plan asked of its measures in vain, and why; the first one first. Of measures that the ' +
      'caller may read.',
  })
  unappliedChanges(
    @Context() caller: Caller,
    @Args('planId', { type: () => ID }) planId: string,
    @Args('amendmentId', { type: () => ID, nullable: true }) amendmentId?: string | null,
  ) {
    return findUnappliedChanges(this.db, caller.asOf, { planId, amendmentId, scope: scopeOf(caller) });
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

const LONGEST_SEARCH = 200;
