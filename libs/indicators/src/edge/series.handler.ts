import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { recordedConvention } from '@baikoo/conventions';
import { Database } from '@baikoo/database';
import { type Cause, EventStore, execute, type Receipt, stateOf } from '@baikoo/event-store';
import { dateOf, parsePeriod, type Refusal, refuse } from '@baikoo/kernel';
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
    const foreign = await this.#findForeign(command);
    if (foreign) return foreign;
    if (command.type === 'ConfirmReading' || command.type === 'RetractReading' || command.type === 'ResolveFlag')
      return execute(this.store, { decider: series, stream, command, cause });

    // A reading is of a unit that existed in its period: the successor's figures are its own.
    const period = 'period' in command ? parsePeriod(command.period) : undefined;
    const nowhere = period && (await findTerritoryProblem(this.db, territoryId, period));
    if (nowhere) return nowhere;
    // From the record itself, not from a read model: a definition that was just revised counts at once.
    const knowledge = await stateOf(this.store, indicator, indicatorStream(indicatorId));
    const checks = await recordedConvention(this.store, 'CHECKS', dateOf(command.at));
    const plausible = await recordedConvention(this.store, 'FIGURES', dateOf(command.at));
    const informed = { ...command, indicator: knowledge, checks, plausible };
    return execute(this.store, { decider: series, stream, command: informed, cause });
  }

  /**
   * Whatever is said of a territory, in its name or in judgement, is said within the territory of the mandate (rule 2). A
   * ministry has none: it speaks for the indicators that it answers for and for the readings that it reported itself.
   */
  async #findForeign(command: SeriesRequest) {
    const { type, indicatorId, territoryId, by } = command;
    if (type !== 'DeclareReadingMissing' && type !== 'ResolveFlag' && type !== 'ConfirmReading') return undefined;
    if (await reaches(this.db, by, territoryId)) return undefined;
    if (type === 'ConfirmReading' || by.territoryId !== null) return refuse('FOREIGN_TERRITORY', 'territoryId');
    const { responsibleOrganisationId } = await stateOf(this.store, indicator, indicatorStream(indicatorId));
    if (responsibleOrganisationId === by.organisationId) return undefined;
    const { readings } = await stateOf(this.store, series, seriesStream(indicatorId, territoryId));
    const reading = type === 'ResolveFlag' ? readings.get(command.readingId) : undefined;
    return reading?.recordedBy.organisationId === by.organisationId
      ? undefined
      : refuse('NOT_YOUR_INDICATOR', 'indicatorId');
  }
}
