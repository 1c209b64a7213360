import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Database } from '@baikoo/database';
import { type Cause, EventStore, execute, type Receipt, stateOf } from '@baikoo/event-store';
import { parsePeriod, type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { findTerritory, findTerritoryProblem, reaches } from '@baikoo/territories';
import { indicator } from '../domain/indicator.js';
import type { SeriesRequest } from '../domain/series.commands.js';
import { series } from '../domain/series.js';
import { indicatorStream, seriesStream } from './streams.js';

/** The one message through which any edge (GraphQL, import, an accepted report) asks something of a series. */
export class AskSeries extends Command<Receipt | Refusal<RefusalCode>> {
  constructor(
    readonly command: SeriesRequest,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(AskSeries)
export class AskSeriesHandler implements ICommandHandler<AskSeries> {
  constructor(
    private readonly store: EventStore,
    private readonly db: Database,
  ) {}

  async execute({ command, cause }: AskSeries) {
    const { indicatorId, territoryId } = command;
    const stream = seriesStream(indicatorId, territoryId);
    if (!(await findTerritory(this.db, territoryId)))
      return refuse('UNKNOWN_TERRITORY', 'territoryId', { id: territoryId });
    // Whatever is said in a territory's own name is said within the territory of the mandate (rule 2).
    if (command.type === 'DeclareReadingMissing' || command.type === 'ResolveFlag')
      if (!(await reaches(this.db, command.by, territoryId))) return refuse('FOREIGN_TERRITORY', 'territoryId');
    if (command.type === 'ConfirmReading' || command.type === 'RetractReading' || command.type === 'ResolveFlag')
      return execute(this.store, { decider: series, stream, command, cause });

    // A reading is of a unit that existed in its period: the successor's figures are its own.
    const period = 'period' in command ? parsePeriod(command.period) : undefined;
    const nowhere = period && (await findTerritoryProblem(this.db, territoryId, period));
    if (nowhere) return nowhere;
    // From the record itself, not from a read model: a definition that was just revised counts at once.
    const knowledge = await stateOf(this.store, indicator, indicatorStream(indicatorId));
    const informed = { ...command, indicator: knowledge };
    return execute(this.store, { decider: series, stream, command: informed, cause });
  }
}
