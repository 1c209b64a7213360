import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { conventionOn } from '@baikoo/conventions';
import { Database } from '@baikoo/database';
import type { Cause } from '@baikoo/event-store';
import { Clock } from '@baikoo/identity';
import { type Actor, dateOf, isRefusal } from '@baikoo/kernel';
import type { Ticking } from '@baikoo/projections';
import { datesOfCycle, periodsOf, scheduledCycleId } from '../domain/calendar.js';
import { reminderGrace, remindDaysBefore } from '../domain/reporting-days.js';
import { findCalendars, findExpired, findMisses, findOpening, findReminders, findUnobliged } from '../read/due.js';
import { AskCycle, type CycleWish } from './cycle.handler.js';
import { AskSubmission } from './submission.handler.js';

/** The program itself, in nobody's place. */
const BY: Actor = {
  ...{ personId: 'installation', role: 'OPERATOR', organisationId: 'installation' },
  ...{ territoryId: null, onBehalfOf: null },
};

/**
 * What happens because a day has come: cycles are announced and opened, organisations reminded, missed deadlines
 * recorded, reopenings ended. What is to be done is read off the read models each time, so a clock that stood still
 * catches up; whether it is done is decided on the record, so two clocks do nothing twice. Command ids follow from the
 * cycle, the organisations, the kind and the date.
 */
@Injectable()
export class ReportingClock implements Ticking {
  readonly name = 'reporting-clock';

  constructor(
    private readonly db: Database,
    private readonly bus: CommandBus,
    private readonly clock: Clock,
  ) {}

  /** One look at the calendar. Returns how many of its commands were taken. */
  async tick(): Promise<number> {
    const now = this.clock.now();
    const today = dateOf(now);
    let given = 0;
    // A refusal says that somebody did it before, or that there is nothing to do: no reason to look again at once.
    const count = (answer: object) => {
      if (!isRefusal(answer)) given += 1;
    };
    const ask = async (wish: CycleWish, key: string) => {
      count(await this.bus.execute(new AskCycle(wish, causeOf(wish.type, key))));
    };
    const who = { by: BY, at: now };

    for (const { known, planTo, ...calendar } of await findCalendars(this.db))
      for (const period of periodsOf(calendar, planTo, today)) {
        const { planId, settings, illustrative } = calendar;
        const cycleId = scheduledCycleId(planId, period.code);
        if (known.includes(cycleId)) continue;
        const dates = datesOfCycle(period, calendar);
        const cycle = { cycleId, planId, period: period.code, ...dates, settings, illustrative };
        await ask({ type: 'ScheduleCycle', ...cycle, ...who }, cycleId);
      }
    for (const { cycleId } of await findOpening(this.db, today))
      await ask({ type: 'OpenScheduledCycle', cycleId, ...who }, cycleId);
    // The id follows from who is to be obliged: somebody who comes later on the same day is another command.
    for (const { cycleId, organisationIds } of await findUnobliged(this.db, today))
      await ask({ type: 'ApplyTemplate', cycleId, ...who }, `${cycleId}:${organisationIds.join(' ')}`);
    const reporting = await conventionOn(this.db, 'REPORTING', { asOf: undefined, today });
    const reminding = { graceDays: reminderGrace(reporting), standard: remindDaysBefore(reporting) };
    for (const { remindOn, ...owed } of await findReminders(this.db, today, reminding))
      await ask({ type: 'SendReminder', ...owed, remindOn, ...who }, `${keyOf(owed)}:${remindOn}`);
    for (const owed of await findMisses(this.db, now))
      await ask({ type: 'RecordMissedDeadline', ...owed, ...who }, keyOf(owed));
    for (const { until, ...owed } of await findExpired(this.db, today)) {
      const cause = causeOf('ExpireReopening', `${keyOf(owed)}:${until}`);
      count(await this.bus.execute(new AskSubmission({ type: 'ExpireReopening', ...owed, ...who }, cause)));
    }
    return given;
  }
}

const keyOf = ({ cycleId, organisationId }: { cycleId: string; organisationId: string }) =>
  `${cycleId}.${organisationId}`;

function causeOf(kind: string, key: string): Cause {
  const commandId = `clock:${kind}:${createHash('sha256').update(key).digest('hex').slice(0, 40)}`;
  return {
    ...{ commandId, correlationId: commandId, causationId: null, actorId: BY.personId },
    ...{ organisationId: BY.organisationId, roleAtTime: BY.role, territoryAtTime: null, onBehalfOf: null },
    ...{ reason: null, legalBasis: null, effectiveAt: null, fingerprint: null },
  };
}
