import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Recorded } from '@baikoo/event-store';
import { isRefusal } from '@baikoo/kernel';
import type { Process } from '@baikoo/projections';
import type { MeasureEvent } from '../domain/measure.events.js';
import { AskMeasure } from './measure.handler.js';

type Reallocated = Extract<MeasureEvent, { type: 'FundingReallocated' }>['data'];

/**
 * Brings money that one measure gave away into the history of the one that receives it. The read models show both ends
 * from the giving fact on; this makes the receiver know of it when it decides. Doing it again changes nothing.
 */
@Injectable()
export class ReallocationProcess implements Process {
  readonly name = 'reallocations';

  constructor(private readonly bus: CommandBus) {}

  answers(event: Recorded): boolean {
    if (event.type !== 'FundingReallocated') return false;
    const { measureId, to } = event.data as Reallocated;
    return to.measureId !== measureId;
  }

  async react(given: Recorded): Promise<void> {
    const { measureId: fromMeasureId, lineId: fromLineId, to, amount, reallocationId } = given.data as Reallocated;
    const { actorId, organisationId, roleAtTime: role, territoryAtTime: territoryId, onBehalfOf } = given.cause;
    const by = { personId: actorId, role, organisationId, territoryId, onBehalfOf };
    const moved = { ...to, fromMeasureId, fromLineId, amount, reallocationId };
    const answer = await this.bus.execute(
      new AskMeasure(
        { type: 'ReceiveFunding', ...moved, by, at: given.recordedAt },
        {
          ...given.cause,
          ...{ commandId: `reallocation:${given.eventId}`, causationId: given.eventId, fingerprint: null },
        },
      ),
    );
    if (isRefusal(answer) && answer.refused !== 'ALREADY_ADDED')
      throw new Error(`${to.measureId} cannot take the money it was given: ${answer.refused}.`);
  }
}
