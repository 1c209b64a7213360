import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { recordedConvention } from '@baikoo/conventions';
import { Database } from '@baikoo/database';
import { type Cause, EventStore, execute, type Receipt, stateOf } from '@baikoo/event-store';
import { dateOf, type Refusal, refuse } from '@baikoo/kernel';
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
    if (!isFigure(command)) return execute(this.store, { decider: indicator, stream, command, cause });
    const plausible = await recordedConvention(this.store, 'FIGURES', dateOf(command.at));
    const { directionReference } = await stateOf(this.store, indicator, stream);
    // What a plan plans is set within its years; what was measured before it is older.
    const isTarget = command.type === 'SetTarget' || command.type === 'ReviseTarget';
    const plan =
      isTarget && directionReference !== null ? await findSpanOfDirection(this.db, directionReference) : undefined;
    const informed = { ...command, plausible, ...(plan && { plan }) };
    return execute(this.store, { decider: indicator, stream, command: informed, cause });
  }
}

type Figure = Extract<IndicatorCommand, { type: 'SetBaseline' | 'RestateBaseline' | 'SetTarget' | 'ReviseTarget' }>;

const isFigure = (command: IndicatorCommand): command is Figure =>
  ['SetBaseline', 'RestateBaseline', 'SetTarget', 'ReviseTarget'].includes(command.type);
