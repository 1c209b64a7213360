import type { Language } from '@baikoo/kernel';
import { type Problem, problem, type Warning } from '../problem.js';
import { addressOf, type Cell, type Merge, type Sheet } from '../workbook/cell.js';
import { type Column, type Heading, headingOf } from './columns.js';

/** A title, an approval and an address stand above a table at most so far. */
const HEAD_ROWS = 60;

/** One column of the table: where it is, and what its heading said. */
export type TableColumn = Heading & { readonly at: number; readonly text: string };

/** The table of a sheet. Rows are those below its headings, counted from 0 as in the sheet. */
export type Table = {
  readonly sheet: Sheet;
  readonly columns: readonly TableColumn[];
  readonly firstRow: number;
  /** That most of its headings are in. */
  readonly language: Language;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Warning[];
};

/** A matrix needs these to be one; a sheet without them holds something else. */
const TELLING: readonly Column[] = ['measure', 'deadline', 'executor', 'task', 'direction'];

/** Undefined for a sheet without a row of headings. */
export function findTable(sheet: Sheet, prefer: Language): Table | undefined {
  for (let row = 0; row < Math.min(sheet.rows.length, HEAD_ROWS); row++) {
    const headings = headingsIn(sheet, row, prefer);
    const found = new Set(headings.map(({ column }) => column));
    if (found.has('measure') && TELLING.filter((column) => found.has(column)).length >= 2)
      return tableAt(sheet, row, headings, prefer);
  }
  return undefined;
}

/** The last row of the headings: a cell that is merged downwards makes them as high. */
const bottomOf = ({ merges }: Sheet, row: number): number =>
  Math.max(row, ...merges.filter(({ fromRow, toRow }) => fromRow === row && toRow - row < 4).map(({ toRow }) => toRow));

function headingsIn(sheet: Sheet, row: number, prefer: Language): readonly TableColumn[] {
  const width = Math.max(...sheet.rows.slice(row, row + 4).map((cells) => cells.length));
  const found: TableColumn[] = [];
  for (let at = 0; at < width; at++) {
    // Of two rows of headings the lower one tells more: «Финансирование» over «сумма» and «источник».
    for (let r = bottomOf(sheet, row); r >= row; r--) {
      const text = cellAt(sheet, r, at)?.text.trim();
      const heading = text ? headingOf(text, prefer) : undefined;
      if (!text || !heading) continue;
      found.push({ ...heading, at, text });
      break;
    }
  }
  return found;
}

function tableAt(sheet: Sheet, row: number, headings: readonly TableColumn[], prefer: Language): Table {
  const columns: TableColumn[] = [];
  const warnings: Warning[] = [];
  for (const heading of headings) {
    const twice = columns.some(
      ({ column, textLanguage }) => column === heading.column && textLanguage === heading.textLanguage,
    );
    if (!twice) columns.push(heading);
    // A heading that is merged sideways is one heading.
    else if (sheet.rows[row]?.[heading.at])
      warnings.push({ ...placeOf(sheet, row, heading.at), code: 'COLUMN_TWICE', details: { column: heading.text } });
  }
  sheet.rows[row]?.forEach((cell, at) => {
    if (cell?.text && !headings.some((heading) => heading.at === at))
      warnings.push({ ...placeOf(sheet, row, at), code: 'COLUMN_IGNORED', details: { text: cell.text.slice(0, 100) } });
  });
  const has = (column: Column) => columns.some((candidate) => candidate.column === column);
  const problems = (['deadline', 'executor'] as const)
    .filter((column) => !has(column))
    .map((column) => problem(placeOf(sheet, row), 'COLUMN_MISSING', { column }));
  const votes = (language: Language) => columns.filter((heading) => heading.language === language).length;
  const language = (['ky', 'ru', 'en'] as const).toSorted(
    (a, b) => votes(b) - votes(a) || Number(b === prefer) - Number(a === prefer),
  )[0]!;
  return { sheet, columns, firstRow: firstRowBelow(sheet, bottomOf(sheet, row)), language, problems, warnings };
}

/** Some number the columns in a row of its own: 1, 2, 3 … */
function firstRowBelow(sheet: Sheet, headings: number): number {
  const next = (sheet.rows[headings + 1] ?? []).filter((cell) => cell !== undefined);
  const numbered = next.length > 2 && next.every(({ text }, i) => Number(text) === Number(next[0]!.text) + i);
  return headings + (numbered ? 2 : 1);
}

export const placeOf = ({ name }: Sheet, row: number, column?: number) => ({
  sheet: name,
  cell: column === undefined ? null : addressOf(row, column),
});

/** The merged areas of a sheet by the rows that they touch: a long matrix has thousands, and each cell asks. */
const mergesByRow = new WeakMap<Sheet, ReadonlyMap<number, readonly Merge[]>>();

function mergesIn(sheet: Sheet, row: number): readonly Merge[] {
  const known = mergesByRow.get(sheet);
  if (known) return known.get(row) ?? [];
  const byRow = new Map<number, Merge[]>();
  for (const merge of sheet.merges)
    // What a merge claims beyond the last row holds no cell.
    for (let r = merge.fromRow; r <= Math.min(merge.toRow, sheet.rows.length - 1); r++)
      byRow.set(r, [...(byRow.get(r) ?? []), merge]);
  mergesByRow.set(sheet, byRow);
  return byRow.get(row) ?? [];
}

export const mergeAt = (sheet: Sheet, row: number, column: number): Merge | undefined =>
  mergesIn(sheet, row).find(({ fromColumn, toColumn }) => column >= fromColumn && column <= toColumn);

/** The cell as a person sees it: every cell of a merged area shows what its first one holds. */
export function cellAt(sheet: Sheet, row: number, column: number): Cell | undefined {
  const own = sheet.rows[row]?.[column];
  if (own || sheet.merges.length === 0) return own;
  const merge = mergeAt(sheet, row, column);
  return merge && sheet.rows[merge.fromRow]?.[merge.fromColumn];
}
