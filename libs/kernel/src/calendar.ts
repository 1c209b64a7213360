import { Temporal } from 'temporal-polyfill';

/** All legal dates of the republic are dates of this zone. */
export const NATIONAL_ZONE = 'Asia/Bishkek';

/** A moment, ISO 8601 in UTC with milliseconds: `2026-11-22T06:00:00.000Z`. Sorts as text. */
export type Moment = string;

/** A date of the national calendar: `2026-11-22`. Sorts as text. */
export type CalendarDate = string;

/** Years that a date or period may lie in: what is outside is a slip of the pen, and not every database can hold it. */
export const isYearOfOurTime = (year: string): boolean => year >= '1900' && year <= '2199';

export const isCalendarDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || !isYearOfOurTime(text.slice(0, 4))) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
};

/** A moment that somebody wrote with its zone (`2026-07-15T12:00+06:00`), in UTC; undefined when it is none. */
export const parseMoment = (text: string): Moment | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  if (!isCalendarDate(text.slice(0, 10))) return undefined;
  try {
    return Temporal.Instant.from(text).toString({ smallestUnit: 'millisecond' });
  } catch {
    return undefined;
  }
};

/** The national calendar date of a moment. */
export const dateOf = (moment: Moment): CalendarDate =>
  Temporal.Instant.from(moment).toZonedDateTimeISO(NATIONAL_ZONE).toPlainDate().toString();

/** The first moment after a national date: what is due on a date is on time before this moment. */
export const endOfDay = (date: CalendarDate): Moment =>
  Temporal.PlainDate.from(date)
    .add({ days: 1 })
    .toZonedDateTime(NATIONAL_ZONE)
    .toInstant()
    .toString({ smallestUnit: 'millisecond' });

export const addDays = (date: CalendarDate, days: number): CalendarDate =>
  Temporal.PlainDate.from(date).add({ days }).toString();

/** Whole days from one date to another; negative when `to` comes first. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;

/** The last date of the month that `date` lies in. */
export const endOfMonth = (date: CalendarDate): CalendarDate => {
  const day = Temporal.PlainDate.from(date);
  return day.with({ day: day.daysInMonth }).toString();
};
