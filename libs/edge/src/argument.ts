import type { Position } from '@baikoo/event-store';
import { addDays, type CalendarDate, endOfDay, isCalendarDate, type Moment, parseMoment } from '@baikoo/kernel';

/** An argument of a query that says nothing: refused in the caller's language, never read as something else. */
export class UnreadableArgument extends Error {
  override readonly name = 'UnreadableArgument';

  constructor(
    readonly argument: string,
    readonly fault:
      'NOT_A_MOMENT' | 'NEITHER_MOMENT_NOR_DATE' | 'NOT_A_POSITION' | 'NOT_A_DATE' | 'ONE_OF_TWO' | 'BEYOND_THE_RECORD',
  ) {
    super(`${argument}: ${fault}`);
  }
}

/** A moment with its zone as a filter takes it; null where none is given. Throws {@link UnreadableArgument}. */
export function momentOf(argument: string, text: string | null | undefined): Moment | null {
  if (text == null) return null;
  const moment = parseMoment(text);
  if (moment) return moment;
  throw new UnreadableArgument(argument, 'NOT_A_MOMENT');
}

/** A date of the national calendar; null where none is given. Throws {@link UnreadableArgument}. */
export function dateOfArgument(argument: string, text: string | null | undefined): CalendarDate | null {
  if (text == null) return null;
  if (isCalendarDate(text)) return text;
  throw new UnreadableArgument(argument, 'NOT_A_DATE');
}

/** A moment, or a date as its last millisecond in Bishkek. Throws {@link UnreadableArgument}. */
export const momentOrEndOfDate = (argument: string, text: string): Moment =>
  isCalendarDate(text) ? new Date(Date.parse(endOfDay(text)) - 1).toISOString() : momentBesideDate(argument, text);

/** A moment, or a date as its first in Bishkek. Throws {@link UnreadableArgument}. */
export const momentOrStartOfDate = (argument: string, text: string): Moment =>
  isCalendarDate(text) ? endOfDay(addDays(text, -1)) : momentBesideDate(argument, text);

/** Where a date would have done as well, the refusal says so. */
function momentBesideDate(argument: string, text: string): Moment {
  const moment = parseMoment(text);
  if (moment) return moment;
  throw new UnreadableArgument(argument, 'NEITHER_MOMENT_NOR_DATE');
}

/** A place in the record. Throws {@link UnreadableArgument}. */
export function positionOf(argument: string, text: string): Position {
  if (/^(0|[1-9]\d{0,17})$/.test(text)) return BigInt(text);
  throw new UnreadableArgument(argument, 'NOT_A_POSITION');
}
