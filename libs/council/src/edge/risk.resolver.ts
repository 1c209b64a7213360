import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import { type Caller, CommandGateway, Outcome, FromReadModels } from '@baikoo/edge';
import { scopeOf } from '@baikoo/identity';
import { findRisks } from '../read/risks.js';
import { AskRisk, riskStream } from './risk.handler.js';
import { RegisterRiskInput } from './risk.inputs.js';
import { RiskType } from './risk.types.js';

@Resolver(() => RiskType)
export class RiskResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly db: Database,
  ) {}

  @FromReadModels()
  @Query(() => [RiskType], { description: 'Risks in the order in which they were registered.' })
  risks(@Context() caller: Caller, @Args('planId', { type: () => ID, nullable: true }) planId?: string | null) {
    return findRisks(this.db, caller.asOf, { ...(planId && { planId }), scope: scopeOf(caller) });
  }

  @Mutation(() => Outcome, { description: 'Registers a risk to a plan.' })
  registerRisk(@Context() caller: Caller, @Args('input') input: RegisterRiskInput) {
    return this.gateway.send(caller, {
      command: 'RegisterRisk',
      rules: RegisterRiskInput,
      input,
      subject: riskStream(input.riskId),
      message: (fields, who, cause) => new AskRisk({ type: 'RegisterRisk', ...fields, ...who }, cause),
    });
  }
}
