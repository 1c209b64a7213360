import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Cause, EventStore, execute, type Receipt, stateOf } from '@baikoo/event-store';
import { type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { plan, planStream } from '@baikoo/plans';
import { risk, type RiskCommand } from '../domain/risk.js';

/** The one message through which any edge (GraphQL, import) asks something of a risk. */
export class AskRisk extends Command<Receipt | Refusal<RefusalCode>> {
  constructor(
    readonly command: RiskCommand,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(AskRisk)
export class AskRiskHandler implements ICommandHandler<AskRisk> {
  constructor(private readonly store: EventStore) {}

  async execute({ command, cause }: AskRisk): Promise<Receipt | Refusal<RefusalCode>> {
    const { planId, riskId } = command;
    const { status } = await stateOf(this.store, plan, planStream(planId));
    if (status === 'UNKNOWN') return refuse('UNKNOWN_PLAN', 'planId', { id: planId });
    return execute(this.store, { decider: risk, stream: riskStream(riskId), command, cause });
  }
}

export const riskStream = (riskId: string) => `risk-${riskId}`;
