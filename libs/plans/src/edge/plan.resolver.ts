import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import { type Caller, CommandGateway, Outcome, FromReadModels } from '@baikoo/edge';
import { scopeOf } from '@baikoo/identity';
import { findPlan } from '../read/plans.js';
import { AskPlan, planStream } from './plan.handler.js';
import { AddDirectionInput, AddTaskInput, AdoptPlanInput, DraftPlanInput } from './plan.inputs.js';
import { DirectionType, PlanType, TaskType } from './plan.types.js';

@Resolver(() => PlanType)
export class PlanResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly db: Database,
  ) {}

  @FromReadModels()
  @Query(() => PlanType, { nullable: true })
  plan(@Context() caller: Caller, @Args('id', { type: () => ID }) id: string) {
    return findPlan(this.db, id, caller.asOf, scopeOf(caller));
  }

  @FromReadModels()
  @Query(() => DirectionType, { nullable: true })
  async direction(
    @Context() caller: Caller,
    @Args('planId', { type: () => ID }) planId: string,
    @Args('id', { type: () => ID }) id: string,
  ) {
    const plan = await findPlan(this.db, planId, caller.asOf, scopeOf(caller));
    return plan?.directions.find((direction) => direction.id === id);
  }

  @FromReadModels()
  @Query(() => TaskType, { nullable: true })
  async task(
    @Context() caller: Caller,
    @Args('planId', { type: () => ID }) planId: string,
    @Args('id', { type: () => ID }) id: string,
  ) {
    const plan = await findPlan(this.db, planId, caller.asOf, scopeOf(caller));
    return plan?.directions.flatMap(({ tasks }) => tasks).find((task) => task.id === id);
  }

  @Mutation(() => Outcome, { description: 'Begins a plan as a draft.' })
  draftPlan(@Context() caller: Caller, @Args('input') input: DraftPlanInput) {
    return this.gateway.send(caller, {
      command: 'DraftPlan',
      rules: DraftPlanInput,
      input,
      subject: planStream(input.planId),
      message: (fields, who, cause) => new AskPlan({ type: 'DraftPlan', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Adds a direction to a plan that is still a draft.' })
  addDirection(@Context() caller: Caller, @Args('input') input: AddDirectionInput) {
    return this.gateway.send(caller, {
      command: 'AddDirection',
      rules: AddDirectionInput,
      input,
      subject: planStream(input.planId),
      message: (fields, who, cause) => new AskPlan({ type: 'AddDirection', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Adds a task to a direction of a plan that is still a draft.' })
  addTask(@Context() caller: Caller, @Args('input') input: AddTaskInput) {
    return this.gateway.send(caller, {
      command: 'AddTask',
      rules: AddTaskInput,
      input,
      subject: planStream(input.planId),
      message: (fields, who, cause) => new AskPlan({ type: 'AddTask', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Adopts a plan by a legal act. From then on it changes only by amendment.' })
  adoptPlan(@Context() caller: Caller, @Args('input') input: AdoptPlanInput) {
    return this.gateway.send(caller, {
      command: 'AdoptPlan',
      rules: AdoptPlanInput,
      input,
      subject: planStream(input.planId),
      message: (fields, who, cause) => new AskPlan({ type: 'AdoptPlan', ...fields, ...who }, cause),
    });
  }
}
