import type { CalendarDate, Moment } from '@baikoo/kernel';
import type { ReadModel } from '@baikoo/projections';
import type { CalendarEvent, CycleSettings } from '../domain/calendar.events.js';
import type { CycleEvent } from '../domain/cycle.events.js';

type CycleRow = {
  readonly id: string;
  readonly plan_id: string;
  readonly period: string;
  readonly starts_on: CalendarDate;
  readonly ends_on: CalendarDate;
  readonly opens_on: CalendarDate | null;
  readonly due_on: CalendarDate;
  readonly status: 'SCHEDULED' | 'OPEN' | 'CLOSED' | 'FINALISED';
  readonly illustrative: boolean;
  readonly settings: CycleSettings | null;
  /** Null: the cycle names none, and those of the convention hold. */
  readonly remind_days: readonly number[] | null;
  readonly changed_at: Moment;
  readonly revision: number;
};

/** One row for each reporting cycle. */
export const cycleModel: ReadModel<CycleRow, CycleEvent> = {
  table: 'cycle',
  keys: ({ stream, data }) => (stream.startsWith('cycle-') ? [data.cycleId] : []),
  evolve(row, { type, data, revision, recordedAt: changed_at }) {
    switch (type) {
      case 'CycleScheduled': {
        const { cycleId: id, planId: plan_id, period, from: starts_on, to: ends_on, dueOn: due_on } = data;
        const { opensOn: opens_on, illustrative, settings } = data;
        const dates = { starts_on, ends_on, opens_on, due_on };
        const remind_days = settings.remindDaysBefore;
        return {
          ...{ id, plan_id, period, ...dates, status: 'SCHEDULED', illustrative, settings, remind_days },
          ...{ changed_at, revision },
        };
      }
      case 'CycleOpened': {
        const { cycleId: id, planId: plan_id, period, from: starts_on, to: ends_on, dueOn: due_on } = data;
        const { illustrative, remindDaysBefore: remind_days = null } = data;
        const dates = { starts_on, ends_on, opens_on: row?.opens_on ?? null, due_on };
        const settings = row?.settings ?? null;
        return {
          ...{ id, plan_id, period, ...dates, status: 'OPEN', illustrative, settings, remind_days },
          ...{ changed_at, revision },
        };
      }
      case 'ObligationIssued':
      case 'ObligationExempted':
      case 'ExemptionRevoked':
      case 'ReminderSent':
      case 'DeadlineMissed':
        return row && { ...row, changed_at, revision };
      case 'CycleClosed':
        return row && { ...row, status: 'CLOSED', changed_at, revision };
      case 'CycleFinalised':
        return row && { ...row, status: 'FINALISED', changed_at, revision };
    }
  },
};

type ObligationRow = {
  readonly id: string;
  readonly cycle_id: string;
  readonly organisation_id: string;
  readonly territory_id: string | null;
  readonly issued_at: Moment;
  readonly exemption: string | null;
  readonly endorsed_by: readonly string[];
  readonly reminded_on: readonly CalendarDate[];
  readonly missed_at: Moment | null;
};

/** One row for each report that somebody owes. */
export const obligationModel: ReadModel<ObligationRow, CycleEvent> = {
  table: 'obligation',
  keys: ({ stream, data }) =>
    stream.startsWith('cycle-') && 'organisationId' in data ? [`${data.cycleId}.${data.organisationId}`] : [],
  evolve(row, { type, data, recordedAt }, id) {
    switch (type) {
      case 'ObligationIssued': {
        const { cycleId: cycle_id, organisationId: organisation_id, territoryId: territory_id } = data;
        const whose = { id, cycle_id, organisation_id, territory_id, endorsed_by: data.endorsedBy ?? [] };
        return { ...whose, issued_at: recordedAt, exemption: null, reminded_on: [], missed_at: null };
      }
      case 'ObligationExempted':
        return row && { ...row, exemption: data.why };
      case 'ExemptionRevoked':
        return row && { ...row, exemption: null };
      case 'ReminderSent':
        return row && { ...row, reminded_on: [...row.reminded_on, data.remindOn] };
      case 'DeadlineMissed':
        return row && { ...row, missed_at: recordedAt };
      case 'CycleScheduled':
      case 'CycleOpened':
      case 'CycleClosed':
      case 'CycleFinalised':
        return row;
    }
  },
};

type CalendarRow = {
  readonly id: string;
  readonly frequency: string;
  readonly starts_on: CalendarDate;
  readonly days_to_report: number;
  readonly opens_after_days: number;
  readonly settings: CycleSettings;
  readonly illustrative: boolean;
  readonly revision: number;
};

/** One row for each plan that has a reporting calendar. */
export const calendarModel: ReadModel<CalendarRow, CalendarEvent> = {
  table: 'reporting_calendar',
  keys: ({ stream, data }) => (stream.startsWith('calendar-') ? [data.planId] : []),
  evolve(_row, { data, revision }, id) {
    const { frequency, startsOn: starts_on, daysToReport: days_to_report, opensAfterDays: opens_after_days } = data;
    const { settings, illustrative } = data;
    return { id, frequency, starts_on, days_to_report, opens_after_days, settings, illustrative, revision };
  },
};
