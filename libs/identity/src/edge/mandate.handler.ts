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
    const stream = mandateStream(command.mandateId);
    if (command.type !== 'GrantMandate') {
      // Whoever loses an office, and whoever audits that, is told why.
      if (command.type === 'RevokeMandate' && !cause.reason) return refuse('REASON_REQUIRED', 'reason');
      return execute(this.store, { decider: mandate, stream, command, cause });
    }
    const { organisationId, territoryId, from } = command;
    const {
      status,
      kind,
      territoryId: home,
    } = await stateOf(this.store, organisation, organisationStream(organisationId));
    if (status === 'UNKNOWN') return refuse('UNKNOWN_ORGANISATION', 'organisationId', { id: organisationId });
    const map = await findMap(this.store);
    if (territoryId !== null) {
      if (!map.units.some((unit) => unit.territoryId === territoryId))
        return refuse('UNKNOWN_TERRITORY', 'territoryId', { id: territoryId });
      // Nobody comes into office in a territory that no longer or not yet exists.
      if (!mapOn(map, from).get(territoryId)?.active)
        return refuse('TERRITORY_NOT_ACTIVE', 'territoryId', { id: territoryId, date: from });
    }
    // An organisation without a territory, such as a ministry, acts anywhere; a mandate without one reaches nowhere.
    const holdsTerritory = territoryId === null || home === null || liesIn(mapOn(map, from), territoryId, home);
    const informed = { ...command, organisation: { kind, holdsTerritory } };
    return execute(this.store, { decider: mandate, stream, command: informed, cause });
  }
}

type Places = ReturnType<typeof mapOn>;

/** Whether a territory is another or lies in it, by the map of a day. Bounded: no line of the map is that long. */
function liesIn(places: Places, territoryId: string, homeId: string): boolean {
  let at: string | null | undefined = territoryId;
  for (let steps = 0; at && steps < 20; steps++) {
    if (at === homeId) return true;
    at = places.get(at)?.parentId;
  }
  return false;
}

export const mandateStream = (mandateId: string) => `mandate-${mandateId}`;
