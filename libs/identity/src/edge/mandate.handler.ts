import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Cause, EventStore, execute, type Receipt, stateOf } from '@baikoo/event-store';
import { type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { territory, territoryStream } from '@baikoo/territories';
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
      const { organisationId, territoryId } = command;
      const { status } = await stateOf(this.store, organisation, organisationStream(organisationId));
      if (status === 'UNKNOWN') return refuse('UNKNOWN_ORGANISATION', 'organisationId', { id: organisationId });
      if (territoryId !== null) {
        const { status } = await stateOf(this.store, territory, territoryStream(territoryId));
        if (status === 'UNKNOWN') return refuse('UNKNOWN_TERRITORY', 'territoryId', { id: territoryId });
      }
    }
    return execute(this.store, { decider: mandate, stream: mandateStream(command.mandateId), command, cause });
  }
}

export const mandateStream = (mandateId: string) => `mandate-${mandateId}`;
