import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Database } from '@baikoo/database';
import { type Cause, EventStore, execute, type Receipt, stateOf } from '@baikoo/event-store';
import { findOrganisation } from '@baikoo/identity';
import { type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { plan, planStream } from '@baikoo/plans';
import { cycle, type CycleCommand } from '../domain/cycle.js';

type OpenCycle = Extract<CycleCommand, { type: 'OpenCycle' }>;
type IssueObligation = Extract<CycleCommand, { type: 'IssueObligation' }>;
/** What a caller says; the plan's state and the organisation's territory are looked up here. */
export type CycleWish =
  Omit<OpenCycle, 'planStatus'> | Omit<IssueObligation, 'territoryId'> | Extract<CycleCommand, { type: 'CloseCycle' }>;

/** The one message through which any edge asks something of a reporting cycle. */
export class AskCycle extends Command<Receipt | Refusal<RefusalCode>> {
  constructor(
    readonly wish: CycleWish,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(AskCycle)
export class AskCycleHandler implements ICommandHandler<AskCycle> {
  constructor(
    private readonly store: EventStore,
    private readonly db: Database,
  ) {}

  async execute({ wish, cause }: AskCycle) {
    const stream = cycleStream(wish.cycleId);
    switch (wish.type) {
      case 'OpenCycle': {
        const command = async () => {
          const { status: planStatus } = await stateOf(this.store, plan, planStream(wish.planId));
          return { ...wish, planStatus };
        };
        return execute(this.store, { decider: cycle, stream, command, cause, restsOn: [planStream(wish.planId)] });
      }
      case 'IssueObligation': {
        const { organisationId: id } = wish;
        const organisation = await findOrganisation(this.db, id);
        if (!organisation) return refuse('UNKNOWN_ORGANISATION', 'organisationId', { id });
        const command = { ...wish, territoryId: organisation.territoryId };
        return execute(this.store, { decider: cycle, stream, command, cause });
      }
      case 'CloseCycle':
        return execute(this.store, { decider: cycle, stream, command: wish, cause });
    }
  }
}

export const cycleStream = (cycleId: string) => `cycle-${cycleId}`;
