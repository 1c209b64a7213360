import type { CalendarDate, Event } from '@baikoo/kernel';

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
      }
    >
  | Event<'ObligationIssued', { cycleId: string; organisationId: string; territoryId: string | null }>
  | Event<'CycleClosed', { cycleId: string }>;
