import { isEmptyText, type Language, type LocalizedText } from '@baikoo/kernel';
import type { FileProblem } from '@baikoo/languages';
import { type Place, type Problem, problem, type Warning } from '../problem.js';
import type { Cell } from '../workbook/cell.js';
import type { Column } from './columns.js';
import { cellAt, mergeAt, placeOf, type Table, type TableColumn } from './find-table.js';
import type { Written } from './matrix.js';

/** One row of a table, asked column by column. What is wrong or was interpreted is noted as it is met. */
export class RowReader {
  constructor(
    private readonly table: Table,
    readonly row: number,
    private readonly noted: { readonly problems: Problem[]; readonly warnings: Warning[] },
  ) {}

  columnOf(column: Column): TableColumn | undefined {
    return this.table.columns.find((candidate) => candidate.column === column);
  }

  place(column: Column): Place {
    return placeOf(this.table.sheet, this.row, this.columnOf(column)?.at);
  }

  cell(column: Column): Cell | undefined {
    const at = this.columnOf(column)?.at;
    return at === undefined ? undefined : cellAt(this.table.sheet, this.row, at);
  }

  /** The text of a cell that may be believed: a formula's last value is nobody's word. */
  text(column: Column): string {
    return this.#checked(this.cell(column), this.place(column));
  }

  /** Whether the cell continues that of the row above. */
  continues(column: Column): boolean {
    const at = this.columnOf(column)?.at;
    const merge = at === undefined ? undefined : mergeAt(this.table.sheet, this.row, at);
    return merge !== undefined && merge.fromRow < this.row;
  }

  /** The text in every language that the table has a column for. */
  localized(column: Column): LocalizedText | null {
    const text: Partial<Record<Language, string>> = {};
    for (const { textLanguage, at } of this.table.columns.filter((candidate) => candidate.column === column)) {
      const written = this.#checked(cellAt(this.table.sheet, this.row, at), placeOf(this.table.sheet, this.row, at));
      const language = textLanguage ?? this.table.language;
      if (written && !text[language]) text[language] = written;
    }
    return isEmptyText(text) ? null : text;
  }

  /** What is listed in one cell, one below the other or divided by semicolons. */
  list(column: Column): readonly Written[] {
    const place = this.place(column);
    return this.text(column)
      .split(/[\r\n;]+/)
      .map((part) => part.trim().replace(/^[-–—•]\s+|,$/g, ''))
      .filter((text) => text !== '')
      .map((text) => ({ text, place }));
  }

  problem(at: Column | Place, code: FileProblem, details: Record<string, string> = {}): void {
    this.noted.problems.push(problem(typeof at === 'string' ? this.place(at) : at, code, details));
  }

  warn(at: Column | Place, code: FileProblem, details: Record<string, string> = {}): void {
    this.noted.warnings.push({ ...(typeof at === 'string' ? this.place(at) : at), code, details });
  }

  #checked(cell: Cell | undefined, place: Place): string {
    if (cell?.kind === 'FORMULA') this.noted.problems.push(problem(place, 'FORMULA_IN_CELL'));
    if (cell?.kind === 'ERROR') this.noted.problems.push(problem(place, 'ERROR_IN_CELL'));
    const text = cell && cell.kind !== 'FORMULA' && cell.kind !== 'ERROR' ? cell.text.trim() : '';
    // Between letters of one word nobody asks.
    if (/\p{Script=Cyrillic}\?\p{Script=Cyrillic}/u.test(text))
      this.noted.warnings.push({ ...place, code: 'LOST_LETTERS', details: { text: text.slice(0, 100) } });
    return text;
  }
}
