import type { Author, CalendarDate, Event } from '@baikoo/kernel';
import type { CycleSettings } from './calendar.events.js';

/** Everything that can have happened to a reporting cycle. Kept for ever: a changed shape takes an upcast beside this file. */
export type CycleEvent =
  | Event<
      'CycleOpened',
      {
        cycleId: string;
        planId: string;
        /** Code of the period that is reported on: `2026-H1`. */
        period: string;
        from: CalendarDate;
        to: CalendarDate;
        /** Reports are on time until the end of this day in Bishkek. */
        dueOn: CalendarDate;
        /** Opened to show how the system works; what is reported in it is not official. */
        illustrative: boolean;
        /** Days before the due day on which organisations are reminded; absent: nobody is. */
        remindDaysBefore?: readonly number[];
      }
    >
  /** Announced by the calendar of the plan: it opens by itself on `opensOn`. */
  | Event<
      'CycleScheduled',
      {
        cycleId: string;
        planId: string;
        period: string;
        from: CalendarDate;
        to: CalendarDate;
        opensOn: CalendarDate;
        dueOn: CalendarDate;
        illustrative: boolean;
        settings: CycleSettings;
      }
    >
  | Event<
      'ObligationIssued',
      {
        cycleId: string;
        organisationId: string;
        territoryId: string | null;
        /** The commissions whose endorsement comes before the acceptance, in this order. */
        endorsedBy?: readonly string[];
      }
    >
  | Event<'ObligationExempted', { cycleId: string; organisationId: string; why: string; exemptedBy: Author }>
  | Event<'ExemptionRevoked', { cycleId: string; organisationId: string; why: string; revokedBy: Author }>
  /** `remindOn` is the day that the reminder was for. */
  | Event<'ReminderSent', { cycleId: string; organisationId: string; remindOn: CalendarDate; dueOn: CalendarDate }>
  /** The due day passed without a report. A fact for ever, also when the report comes later. */
  | Event<'DeadlineMissed', { cycleId: string; organisationId: string; dueOn: CalendarDate }>
  | Event<'CycleClosed', { cycleId: string }>
  | Event<'CycleFinalised', { cycleId: string; finalisedBy: Author }>;
