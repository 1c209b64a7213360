import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Cause, EventStore, execute, type Receipt } from '@baikoo/event-store';
import { type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { findMap } from '@baikoo/territories';
import { organisation, type OrganisationCommand } from '../domain/organisation.js';

/** The one message through which any edge (GraphQL, import) asks something of an organisation. */
export class AskOrganisation extends Command<Receipt | Refusal<RefusalCode>> {
  constructor(
    readonly command: OrganisationCommand,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(AskOrganisation)
export class AskOrganisationHandler implements ICommandHandler<AskOrganisation> {
  constructor(private readonly store: EventStore) {}

  async execute({ command, cause }: AskOrganisation): Promise<Receipt | Refusal<RefusalCode>> {
    const { organisationId, territoryId } = command;
    if (territoryId !== null) {
      const { units } = await findMap(this.store);
      if (!units.some((unit) => unit.territoryId === territoryId))
        return refuse('UNKNOWN_TERRITORY', 'territoryId', { id: territoryId });
    }
    return execute(this.store, { decider: organisation, stream: organisationStream(organisationId), command, cause });
  }
}

export const organisationStream = (organisationId: string) => `organisation-${organisationId}`;
