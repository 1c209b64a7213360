import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { type Caller, CommandGateway, Outcome } from '@baikoo/edge';
import {
  ClosePlanInput,
  OpenConsultationInput,
  RemoveDirectionInput,
  RemoveTaskInput,
  RewordDirectionInput,
  RewordTaskInput,
  SupersedePlanInput,
} from './draft.inputs.js';
import { AskPlan, planStream } from './plan.handler.js';

/** The further life of a draft, and the end of a plan. */
@Resolver()
export class DraftResolver {
  constructor(private readonly gateway: CommandGateway) {}

  @Mutation(() => Outcome, { description: 'Words a direction of a draft anew.' })
  rewordDirection(@Context() caller: Caller, @Args('input') input: RewordDirectionInput) {
    return this.gateway.send(caller, {
      command: 'RewordDirection',
      rules: RewordDirectionInput,
      input,
      subject: planStream(input.planId),
      message: (fields, who, cause) => new AskPlan({ type: 'RewordDirection', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Takes a direction without tasks out of a draft.' })
  removeDirection(@Context() caller: Caller, @Args('input') input: RemoveDirectionInput) {
    return this.gateway.send(caller, {
      command: 'RemoveDirection',
      rules: RemoveDirectionInput,
      input,
      subject: planStream(input.planId),
      message: (fields, who, cause) => new AskPlan({ type: 'RemoveDirection', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Words a task of a draft anew.' })
  rewordTask(@Context() caller: Caller, @Args('input') input: RewordTaskInput) {
    return this.gateway.send(caller, {
      command: 'RewordTask',
      rules: RewordTaskInput,
      input,
      subject: planStream(input.planId),
      message: (fields, who, cause) => new AskPlan({ type: 'RewordTask', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Takes a task without measures out of a draft.' })
  removeTask(@Context() caller: Caller, @Args('input') input: RemoveTaskInput) {
    return this.gateway.send(caller, {
      command: 'RemoveTask',
      rules: RemoveTaskInput,
      input,
      subject: planStream(input.planId),
      message: (fields, who, cause) => new AskPlan({ type: 'RemoveTask', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Sends a draft to consultation; it can still be changed.' })
  openConsultation(@Context() caller: Caller, @Args('input') input: OpenConsultationInput) {
    return this.gateway.send(caller, {
      command: 'OpenConsultation',
      rules: OpenConsultationInput,
      input,
      subject: planStream(input.planId),
      message: (fields, who, cause) => new AskPlan({ type: 'OpenConsultation', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Ends an adopted plan, with a reason.' })
  closePlan(@Context() caller: Caller, @Args('input') input: ClosePlanInput) {
    return this.gateway.send(caller, {
      command: 'ClosePlan',
      rules: ClosePlanInput,
      input,
      subject: planStream(input.planId),
      message: (fields, who, cause) => new AskPlan({ type: 'ClosePlan', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Ends an adopted plan in favour of another.' })
  supersedePlan(@Context() caller: Caller, @Args('input') input: SupersedePlanInput) {
    return this.gateway.send(caller, {
      command: 'SupersedePlan',
      rules: SupersedePlanInput,
      input,
      subject: planStream(input.planId),
      message: (fields, who, cause) => new AskPlan({ type: 'SupersedePlan', ...fields, ...who }, cause),
    });
  }
}
