import { type Database, sql } from '@baikoo/database';
import type { CalendarDate, Moment } from '@baikoo/kernel';
import { rowsOf } from '@baikoo/projections';
import type { CalendarEvent, ObligationTemplate } from '../domain/calendar.events.js';
import { findOwing } from './owing.js';

/** What the clock has to look after, as the read models know it now; each command is decided on the record anyway. */
const NOW = undefined;

export type CalendarDue = Omit<CalendarEvent['data'], 'setBy'> & { planTo: CalendarDate; known: string[] };

/** The calendars of adopted plans, with the cycles that are known of each. */
export const findCalendars = (db: Database) =>
  db.query<CalendarDue>(sql`
    select calendar.id as "planId", frequency, calendar.starts_on as "startsOn", days_to_report as "daysToReport",
           opens_after_days as "opensAfterDays", calendar.settings, calendar.illustrative, plan.ends_on as "planTo",
           coalesce((select jsonb_agg(cycle.id) from ${rowsOf('cycle', NOW)} where cycle.plan_id = calendar.id), '[]')
             as known
    from reporting_calendar as calendar join ${rowsOf('plan', NOW)} on plan.id = calendar.id
    where plan.status = 'ADOPTED' order by calendar.id collate "C"`);

/** Announced cycles whose day has come. */
export const findOpening = (db: Database, today: CalendarDate) =>
  db.query<{ cycleId: string }>(sql`
    select id as "cycleId" from ${rowsOf('cycle', NOW)}
    where status = 'SCHEDULED' and opens_on <= ${today}::date order by id collate "C"`);

/** An open cycle of a calendar, and who of those that its template names owes no report yet. */
export type Unobliged = { cycleId: string; organisationIds: readonly string[] };

/**
 * Cycles in which somebody owes a report by the template and was not obliged: also whoever came to carry the plan out
 * after the cycle had opened, until it is due. Those who were exempted were obliged. After the due day nobody is added,
 * unless the clock stood still from the opening on: then all of them are late, and owe it all the same.
 */
export async function findUnobliged(db: Database, today: CalendarDate): Promise<readonly Unobliged[]> {
  const cycles = await db.query<{ id: string; planId: string; template: ObligationTemplate; obliged: string[] }>(sql`
    select cycle.id, plan_id as "planId", settings -> 'template' as template,
           coalesce(jsonb_agg(obligation.organisation_id) filter (where obligation.id is not null), '[]') as obliged
    from ${rowsOf('cycle', NOW)} left join ${rowsOf('obligation', NOW)} on obligation.cycle_id = cycle.id
    where status = 'OPEN' and settings is not null
    group by cycle.id, plan_id, settings, due_on having due_on >= ${today}::date or count(obligation.id) = 0
    order by cycle.id collate "C"`);
  const found: Unobliged[] = [];
  for (const { id: cycleId, planId, template, obliged } of cycles) {
    const held = new Set(obliged);
    const owing = (await findOwing(db, planId, template)).map(({ organisationId }) => organisationId);
    const organisationIds = owing.filter((organisationId) => !held.has(organisationId));
    if (organisationIds.length > 0) found.push({ cycleId, organisationIds });
  }
  return found;
}

type Owed = { cycleId: string; organisationId: string };

/**
 * Reminders of these last days that were not sent to those who have given nothing. A cycle that names no days of its own
 * has the standard ones.
 */
export const findReminders = (
  db: Database,
  today: CalendarDate,
  { graceDays, standard }: { readonly graceDays: number; readonly standard: readonly number[] },
) =>
  db.query<Owed & { remindOn: CalendarDate }>(sql`
    select obligation.cycle_id as "cycleId", obligation.organisation_id as "organisationId",
           (due_on - days::int)::text as "remindOn"
    from ${rowsOf('cycle', NOW)} join ${rowsOf('obligation', NOW)} on obligation.cycle_id = cycle.id
    cross join lateral jsonb_array_elements_text(coalesce(remind_days, ${JSON.stringify(standard)}::jsonb)) as days
    left join ${rowsOf('submission', NOW)} on submission.id = obligation.id
    where cycle.status = 'OPEN' and exemption is null and first_submitted_at is null
      and due_on - days::int between ${today}::date - ${graceDays}::int and ${today}::date and due_on >= ${today}::date
      and not reminded_on ? (due_on - days::int)::text
    order by obligation.id collate "C", days`);

/**
 * Deadlines that passed without a report and are not recorded as missed. Cycles of the time before there was a clock are
 * watched while they are open: what nobody watched and is closed is not judged afterwards.
 */
export const findMisses = (db: Database, now: Moment) =>
  db.query<Owed>(sql`
    select obligation.cycle_id as "cycleId", obligation.organisation_id as "organisationId"
    from ${rowsOf('cycle', NOW)} join ${rowsOf('obligation', NOW)} on obligation.cycle_id = cycle.id
    cross join lateral (select (due_on + 1)::timestamp at time zone 'Asia/Bishkek' as moment) as due
    left join ${rowsOf('submission', NOW)} on submission.id = obligation.id
    where (cycle.status = 'OPEN' or cycle.status = 'CLOSED' and remind_days is not null)
      and exemption is null and missed_at is null
      and due.moment <= ${now}::timestamptz and issued_at < due.moment
      and (first_submitted_at is null or first_submitted_at >= due.moment)
    order by obligation.id collate "C"`);

/** Reopened reports whose time has passed. */
export const findExpired = (db: Database, today: CalendarDate) =>
  db.query<Owed & { until: CalendarDate }>(sql`
    select cycle_id as "cycleId", organisation_id as "organisationId", reopened_until::text as until
    from ${rowsOf('submission', NOW)}
    where status in ('REOPENED', 'RETURNED') and reopened_until < ${today}::date order by id collate "C"`);
