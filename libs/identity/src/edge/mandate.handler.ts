import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Cause, EventStore, execute, type Receipt, stateOf } from '@baikoo/event-store';
import { type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { findMap, mapOn } from '@baikoo/territories';
import { mandate, type MandateCommand } from '../domain/mandate.js';
import { organisation } from '../domain/organisation.js';
import { organisationStream } from './organisation.handler.js';

/** The one message through which any edge (GraphQL, import) asks something of a mandate. */
export class AskMandate extends Command<Receipt | Refusal<RefusalCode>> {
  constructor(
    readonly command: MandateCommand,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(AskMandate)
export class AskMandateHandler implements ICommandHandler<AskMandate> {
  constructor(private readonly store: EventStore) {}

  async execute({ command, cause }: AskMandate): Promise<Receipt | Refusal<RefusalCode>> {
    if (command.type === 'GrantMandate') {
      const { organisationId, territoryId, from } = command;
      const { status } = await stateOf(this.store, organisation, organisationStream(organisationId));
      if (status === 'UNKNOWN') return refuse('UNKNOWN_ORGANISATION', 'organisationId', { id: organisationId });
      if (territoryId !== null) {
        const map = await findMap(this.store);
        if (!map.units.some((unit) => unit.territoryId === territoryId))
          return refuse('UNKNOWN_TERRITORY', 'territoryId', { id: territoryId });
        // Nobody comes into office in a territory that no longer or not yet exists.
        if (!mapOn(map, from).get(territoryId)?.active)
          return refuse('TERRITORY_NOT_ACTIVE', 'territoryId', { id: territoryId, date: from });
      }
    }
    return execute(this.store, { decider: mandate, stream: mandateStream(command.mandateId), command, cause });
  }
}

export const mandateStream = (mandateId: string) => `mandate-${mandateId}`;
