import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Cause, EventStore, execute, type Receipt, stateOf } from '@baikoo/event-store';
import { type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { territory, type TerritoryCommand } from '../domain/territory.js';

/** The one message through which any edge (GraphQL, import) asks something of a territory. */
export class AskTerritory extends Command<Receipt | Refusal<RefusalCode>> {
  constructor(
    readonly command: TerritoryCommand,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(AskTerritory)
export class AskTerritoryHandler implements ICommandHandler<AskTerritory> {
  constructor(private readonly store: EventStore) {}

  async execute({ command, cause }: AskTerritory): Promise<Receipt | Refusal<RefusalCode>> {
    const { territoryId, parentId } = command;
    if (parentId !== null) {
      const parent = await stateOf(this.store, territory, territoryStream(parentId));
      if (parent.status === 'UNKNOWN') return refuse('UNKNOWN_TERRITORY', 'parentId', { id: parentId });
    }
    return execute(this.store, { decider: territory, stream: territoryStream(territoryId), command, cause });
  }
}

export const territoryStream = (territoryId: string) => `territory-${territoryId}`;
