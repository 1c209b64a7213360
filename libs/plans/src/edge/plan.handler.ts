import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Cause, EventStore, execute, type Receipt, stateOf } from '@baikoo/event-store';
import { Database } from '@baikoo/database';
import { type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { findTerritory, reaches } from '@baikoo/territories';
import { plan, type PlanWish } from '../domain/plan.js';

/** The one message through which any edge (GraphQL, import) asks something of a plan. */
export class AskPlan extends Command<Receipt | Refusal<RefusalCode>> {
  constructor(
    readonly wish: PlanWish,
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

  async execute({ wish, cause }: AskPlan) {
    if (wish.type === 'DraftPlan' && !(await findTerritory(this.db, wish.territoryId)))
      return refuse('UNKNOWN_TERRITORY', 'territoryId', { id: wish.territoryId });
    const stream = planStream(wish.planId);
    const territoryId =
      wish.type === 'DraftPlan' ? wish.territoryId : (await stateOf(this.store, plan, stream)).territoryId;
    const command = { ...wish, withinMandate: await reaches(this.db, wish.by, territoryId) };
    return execute(this.store, { decider: plan, stream, command, cause });
  }
}

export const planStream = (planId: string) => `plan-${planId}`;
