import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { type Caller, CommandGateway, Outcome } from '@baikoo/edge';
import {
  AdoptAmendmentInput,
  ProposeAmendmentInput,
  RejectAmendmentInput,
  WithdrawAmendmentInput,
} from './amendment.inputs.js';
import { changesOf } from './change.inputs.js';
import { AskPlan, planStream } from './plan.handler.js';

/** Amendments of adopted plans. */
@Resolver()
export class AmendmentResolver {
  constructor(private readonly gateway: CommandGateway) {}

  @Mutation(() => Outcome, { description: 'Proposes changes of an adopted plan, with a reason.' })
  proposeAmendment(@Context() caller: Caller, @Args('input') input: ProposeAmendmentInput) {
    return this.gateway.send(caller, {
      command: 'ProposeAmendment',
      rules: ProposeAmendmentInput,
      input,
      subject: planStream(input.planId),
      message: (fields, who, cause) =>
        new AskPlan({ type: 'ProposeAmendment', ...fields, changes: changesOf(fields.changes), ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Withdraws a proposal; only the organisation that made it.' })
  withdrawAmendment(@Context() caller: Caller, @Args('input') input: WithdrawAmendmentInput) {
    return this.gateway.send(caller, {
      command: 'WithdrawAmendment',
      rules: WithdrawAmendmentInput,
      input,
      subject: planStream(input.planId),
      message: (fields, who, cause) => new AskPlan({ type: 'WithdrawAmendment', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Rejects a proposal and says why. Never by its proposer.' })
  rejectAmendment(@Context() caller: Caller, @Args('input') input: RejectAmendmentInput) {
    return this.gateway.send(caller, {
      command: 'RejectAmendment',
      rules: RejectAmendmentInput,
      input,
      subject: planStream(input.planId),
      message: (fields, who, cause) => new AskPlan({ type: 'RejectAmendment', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Adopts a proposal by a legal act. Never by its proposer.' })
  adoptAmendment(@Context() caller: Caller, @Args('input') input: AdoptAmendmentInput) {
    return this.gateway.send(caller, {
      command: 'AdoptAmendment',
      rules: AdoptAmendmentInput,
      input,
      subject: planStream(input.planId),
      message: (fields, who, cause) => new AskPlan({ type: 'AdoptAmendment', ...fields, ...who }, cause),
    });
  }
}
