import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Cause, EventStore, execute, type Receipt } from '@baikoo/event-store';
import { Database } from '@baikoo/database';
import { type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { findTerritory } from '@baikoo/territories';
import { plan, type PlanCommand } from '../domain/plan.js';

/** The one message through which any edge (GraphQL, import) asks something of a plan. */
export class AskPlan extends Command<Receipt | Refusal<RefusalCode>> {
  constructor(
    readonly command: PlanCommand,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(AskPlan)
export class AskPlanHandler implements ICommandHandler<AskPlan> {
  constructor(
    private readonly store: EventStore,
    private readonly db: Database,
  ) {}

  async execute({ command, cause }: AskPlan) {
    if (command.type === 'DraftPlan' && !(await findTerritory(this.db, command.territoryId)))
      return refuse('UNKNOWN_TERRITORY', 'territoryId', { id: command.territoryId });
    return execute(this.store, { decider: plan, stream: planStream(command.planId), command, cause });
  }
}

export const planStream = (planId: string) => `plan-${planId}`;
