import { type MandateRow, standingOfMandate } from '@baikoo/identity';
import type { CalendarDate } from '@baikoo/kernel';

type Row = Readonly<Record<string, unknown>>;

/**
 * A row with what follows from the date on which it is looked at, and stands in no fact: a mandate begins and runs out by
 * itself, and whoever compares two moments wants to see that somebody was in office at the one and not at the other.
 */
export const onDate = (name: string, row: Row, date: CalendarDate): Row =>
  name.startsWith('mandate/') ? { ...row, standing: standingOfMandate(row as MandateRow, date) } : row;
