import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Database } from '@baikoo/database';
import { EventStore, type Recorded, stateOf } from '@baikoo/event-store';
import { dateOf, isRefusal } from '@baikoo/kernel';
import { AskMeasure, findMeasures, type MeasurePage } from '@baikoo/measures';
import { type Process, waitForProjection } from '@baikoo/projections';
import { cycle } from '../domain/cycle.js';
import type { CycleEvent } from '../domain/cycle.events.js';

/** Measures that are read at a time. */
const PAGE = 200;
/** How long their read model may take to reach the missed deadline before it is tried again later. */
const WAIT_MS = 5_000;

type Missed = Extract<CycleEvent, { type: 'DeadlineMissed' }>['data'];

/**
 * Tells each measure that was underway, when a deadline was missed, that the report of its organisation is missing: as
 * the record stood at that fact, however long ago it is. Command ids follow from the missed deadline, so doing it again
 * after a crash changes nothing; a measure that the cycle reported on, or that has ended, meanwhile refuses.
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
    const by = actorOf(missed);
    for await (const measureId of this.#underway(planId, organisationId, missed)) {
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

  async *#underway(planId: string, organisationId: string, missed: Recorded): AsyncGenerator<string> {
    const { position } = missed;
    if (!(await waitForProjection(this.db, 'measures', position, WAIT_MS)))
      throw new Error(`The read model of measures has not reached ${position}; what was missed is told later.`);
    const filter = { planId, organisationId, statuses: ['PLANNED', 'IN_PROGRESS'] } as const;
    const query = { filter, today: dateOf(missed.recordedAt), asOf: { position }, limit: PAGE };
    for (let after: string | undefined; ;) {
      const { rows, hasNextPage }: MeasurePage = await findMeasures(this.db, { ...query, after });
      yield* rows.map(({ id }) => id);
      after = rows.at(-1)?.cursor;
      if (!hasNextPage) return;
    }
  }
}

const actorOf = ({ cause }: Recorded) => ({
  ...{ personId: cause.actorId, role: cause.roleAtTime, organisationId: cause.organisationId },
  ...{ territoryId: cause.territoryAtTime, onBehalfOf: cause.onBehalfOf },
});
