import {
  addDays,
  authorOf,
  type CalendarDate,
  type Command,
  type Decider,
  type Period,
  parsePeriod,
  refuse,
} from '@baikoo/kernel';
import type { CalendarEvent, CycleFrequency, CycleSettings } from './calendar.events.js';
import type { PlanStatus } from './cycle.js';
import { daysToReport as standardDays, type ReportingDays } from './reporting-days.js';

/** How many cycles a calendar may announce at most: a plan of forty years reported on by quarters. */
const MOST_PERIODS = 160;

export type CalendarCommand = Command<
  'SetReportingCalendar',
  {
    planId: string;
    planStatus: PlanStatus;
    frequency: CycleFrequency;
    startsOn: CalendarDate;
    /** Null: what the convention says. */
    daysToReport: number | null;
    reporting?: ReportingDays;
    opensAfterDays: number;
    settings: CycleSettings;
    illustrative: boolean;
  }
>;

export type CalendarRefusal =
  'UNKNOWN_PLAN' | 'NOT_ADOPTED' | 'OPENS_AFTER_DUE' | 'REMINDER_OUTSIDE_CYCLE' | 'SAME_CALENDAR';

export type ReportingCalendar = CalendarEvent['data'] | undefined;

/** A calendar that is set anew changes the cycles that are not announced yet; those that are stay as they were announced. */
export const calendar: Decider<ReportingCalendar, CalendarCommand, CalendarEvent, CalendarRefusal> = {
  initial: undefined,
  decide(calendar, command) {
    const { planId, planStatus, frequency, startsOn, opensAfterDays, settings, illustrative, by } = command;
    if (planStatus === 'UNKNOWN') return refuse('UNKNOWN_PLAN', 'planId', { id: planId });
    // A draft binds nobody, so nobody owes a report on it.
    if (planStatus === 'DRAFT' || planStatus === 'CONSULTATION') return refuse('NOT_ADOPTED', 'planId');
    const daysToReport = command.daysToReport ?? standardDays(command.reporting);
    if (opensAfterDays >= daysToReport) return refuse('OPENS_AFTER_DUE', 'opensAfterDays');
    if (settings.remindDaysBefore.some((days) => days > daysToReport - opensAfterDays))
      return refuse('REMINDER_OUTSIDE_CYCLE', 'remindDaysBefore');
    const data = { planId, frequency, startsOn, daysToReport, opensAfterDays, settings, illustrative };
    const { setBy: _, ...former } = calendar ?? { setBy: undefined };
    if (JSON.stringify(sorted(former)) === JSON.stringify(sorted(data))) return refuse('SAME_CALENDAR', 'planId');
    return [{ type: 'ReportingCalendarSet', data: { ...data, setBy: authorOf(by) } }];
  },
  evolve: (_calendar, { data }) => data,
};

const sorted = (data: object) => Object.entries(data).toSorted(([a], [b]) => (a < b ? -1 : 1));

const CODES: Record<CycleFrequency, (year: string) => readonly string[]> = {
  QUARTER: (year) => [1, 2, 3, 4].map((number) => `${year}-Q${number}`),
  HALF_YEAR: (year) => [1, 2].map((number) => `${year}-H${number}`),
  YEAR: (year) => [year],
};

/** The periods of a calendar that have begun by `today` and lie within the plan, earliest first. */
export function periodsOf(
  { frequency, startsOn }: Pick<CalendarEvent['data'], 'frequency' | 'startsOn'>,
  planTo: CalendarDate,
  today: CalendarDate,
): readonly Period[] {
  const periods: Period[] = [];
  const last = today < planTo ? today : planTo;
  for (let year = Number(startsOn.slice(0, 4)); year <= Number(last.slice(0, 4)); year++)
    for (const code of CODES[frequency](String(year))) {
      const period = parsePeriod(code);
      if (period && period.from >= startsOn && period.from <= today && period.to <= planTo) periods.push(period);
    }
  return periods.slice(0, MOST_PERIODS);
}

export const datesOfCycle = (
  { to }: Period,
  { daysToReport, opensAfterDays }: Pick<CalendarEvent['data'], 'daysToReport' | 'opensAfterDays'>,
) => ({
  opensOn: addDays(to, opensAfterDays),
  dueOn: addDays(to, daysToReport),
});

/** A cycle that a calendar announces is named by its plan and its period. */
export const scheduledCycleId = (planId: string, period: string) => `${planId}-${period}`;
