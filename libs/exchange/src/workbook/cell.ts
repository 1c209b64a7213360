import type { CalendarDate } from '@baikoo/kernel';

/**
 * What stands in a cell, without its looks. The text of a number is what the person typed, to 15 digits as Excel keeps
 * them; that of a date is a {@link CalendarDate}. A formula has no text: what it last came to is nobody's word.
 */
export type Cell = {
  readonly kind: 'TEXT' | 'NUMBER' | 'DATE' | 'BOOLEAN' | 'FORMULA' | 'ERROR';
  readonly text: string | CalendarDate;
};

/** Rows from the first, cells from column A; an empty cell is undefined. */
export type Grid = readonly (readonly (Cell | undefined)[])[];

/** Both ends included, counted from 0. */
export type Merge = {
  readonly fromRow: number;
  readonly toRow: number;
  readonly fromColumn: number;
  readonly toColumn: number;
};

export type Sheet = {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: Grid;
  readonly merges: readonly Merge[];
};

/** `0` is A, `26` is AA. */
export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

/** The address that a person sees, from places counted from 0: `(4, 1)` is B5. */
export const addressOf = (row: number, column: number): string => `${columnName(column)}${row + 1}`;
