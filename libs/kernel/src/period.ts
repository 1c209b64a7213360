import { addDays, type CalendarDate, endOfMonth, isCalendarDate, isYearOfOurTime } from './calendar.js';

/**
 * A stretch of the calendar, both ends included, under the code that people write:
 * `2025` · `2025-H1` · `2025-Q3` · `2025-11` · `2025-01..2025-11` · `2025-12-01` · `2025-01-01..2025-12-25`.
 */
export type Period = { readonly code: string; readonly from: CalendarDate; readonly to: CalendarDate };

/** Undefined when the code is none of the forms above, or ends before it begins. */
export function parsePeriod(code: string): Period | undefined {
  const [from, to, ...rest] = code.split('..');
  if (from === undefined || rest.length > 0) return undefined;
  if (to === undefined) return part(from, code);
  const [first, last] = [part(from, code), part(to, code)];
  if (!first || !last || from.length !== to.length || first.from > last.to) return undefined;
  return { code, from: first.from, to: last.to };
}

function part(text: string, code: string): Period | undefined {
  if (!isYearOfOurTime(text.slice(0, 4))) return undefined;
  if (/^\d{4}$/.test(text)) return { code, from: `${text}-01-01`, to: `${text}-12-31` };
  if (isCalendarDate(text)) return { code, from: text, to: text };
  const [, year, kind, number] = /^(\d{4})-([HQ]?)(\d{1,2})$/.exec(text) ?? [];
  if (!year || !number) return undefined;
  const months = { H: 6, Q: 3, '': 1 }[kind as 'H' | 'Q' | ''];
  const index = Number(number);
  if (index < 1 || index > 12 / months || (kind === '' && number.length !== 2)) return undefined;
  const month = (n: number) => `${year}-${String(n).padStart(2, '0')}-01`;
  return { code, from: month((index - 1) * months + 1), to: endOfMonth(month(index * months)) };
}

/** The dates of a period, whichever way its code is written: `2020` and `2020-01..2020-12` are the same. */
export const datesOf = ({ from, to }: Pick<Period, 'from' | 'to'>): string => `${from}..${to}`;

/** The half-year in which a date lies: the default length of a reporting cycle (Concept, section 7). */
export const halfYearOf = (date: CalendarDate): Period =>
  parsePeriod(`${date.slice(0, 4)}-H${date.slice(5, 7) <= '06' ? 1 : 2}`)!;

/** The half-year before the one in which a date lies. */
export const previousHalfYear = (date: CalendarDate): Period => halfYearOf(addDays(halfYearOf(date).from, -1));
