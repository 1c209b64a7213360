import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Database } from '@baikoo/database';
import { type Cause, EventStore, execute, type Receipt, stateOf } from '@baikoo/event-store';
import { type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { findSpanOfDirection } from '@baikoo/plans';
import { findTerritory } from '@baikoo/territories';
import { indicator, type IndicatorCommand } from '../domain/indicator.js';
import { indicatorStream } from './streams.js';

/** The one message through which any edge (GraphQL, import) asks something of an indicator. */
export class AskIndicator extends Command<Receipt | Refusal<RefusalCode>> {
  constructor(
    readonly command: IndicatorCommand,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(AskIndicator)
export class AskIndicatorHandler implements ICommandHandler<AskIndicator> {
  constructor(
    private readonly store: EventStore,
    private readonly db: Database,
  ) {}

  async execute({ command, cause }: AskIndicator) {
    if ('territoryId' in command && !(await findTerritory(this.db, command.territoryId)))
      return refuse('UNKNOWN_TERRITORY', 'territoryId', { id: command.territoryId });
    const stream = indicatorStream(command.indicatorId);
    if (command.type !== 'SetTarget' && command.type !== 'ReviseTarget')
      return execute(this.store, { decider: indicator, stream, command, cause });
    const { directionReference } = await stateOf(this.store, indicator, stream);
    const plan = directionReference === null ? undefined : await findSpanOfDirection(this.db, directionReference);
    const informed = { ...command, ...(plan && { plan }) };
    return execute(this.store, { decider: indicator, stream, command: informed, cause });
  }
}
