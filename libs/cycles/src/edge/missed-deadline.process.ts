import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Database } from '@baikoo/database';
import { EventStore, type Recorded, stateOf } from '@baikoo/event-store';
import { dateOf, isRefusal } from '@baikoo/kernel';
import { AskMeasure, findMeasures } from '@baikoo/measures';
import type { Process } from '@baikoo/projections';
import { cycle } from '../domain/cycle.js';
import type { CycleEvent } from '../domain/cycle.events.js';

/** The most measures of one organisation in one plan that are told of a missed report. */
const MOST = 1_000;

type Missed = Extract<CycleEvent, { type: 'DeadlineMissed' }>['data'];

/**
 * Tells each measure underway of an organisation that its report is missing. Command ids follow from the missed
 * deadline, so doing it again after a crash changes nothing; a measure that the cycle reported on meanwhile refuses.
 */
@Injectable()
export class MissedDeadlineProcess implements Process {
  readonly name = 'missed-deadlines';

  constructor(
    private readonly store: EventStore,
    private readonly db: Database,
    private readonly bus: CommandBus,
  ) {}

  answers({ type }: Recorded): boolean {
    return type === 'DeadlineMissed';
  }

  async react(missed: Recorded): Promise<void> {
    const { cycleId, organisationId } = missed.data as Missed;
    const { planId } = await stateOf(this.store, cycle, missed.stream);
    const today = dateOf(missed.recordedAt);
    const query = { filter: { planId, organisationId }, today, asOf: undefined, limit: MOST };
    const { rows } = await findMeasures(this.db, query);
    const by = actorOf(missed);
    for (const { id: measureId, status } of rows) {
      if (status !== 'PLANNED' && status !== 'IN_PROGRESS') continue;
      const answer = await this.bus.execute(
        new AskMeasure(
          { type: 'RecordMissedReport', measureId, cycleId, by, at: missed.recordedAt },
          {
            ...missed.cause,
            ...{ commandId: `missed:${missed.eventId}:${measureId}`, causationId: missed.eventId, fingerprint: null },
          },
        ),
      );
      if (isRefusal(answer) && answer.refused === 'CHANGED_MEANWHILE')
        throw new Error(`${measureId} meets too many writers; its missed report is recorded later.`);
    }
  }
}

const actorOf = ({ cause }: Recorded) => ({
  ...{ personId: cause.actorId, role: cause.roleAtTime, organisationId: cause.organisationId },
  ...{ territoryId: cause.territoryAtTime, onBehalfOf: cause.onBehalfOf },
});
