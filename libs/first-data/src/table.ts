import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { projectFile } from '@baikoo/database/light';
import type { LocalizedText } from '@baikoo/kernel';

/** A row of a table of `data/`: every cell is text, an empty one is unknown. */
export type TableRow = Readonly<Record<string, string>>;

/** Reads a CSV file of `data/`. Throws where a row has more or fewer cells than the header. */
export async function readTable(file: string): Promise<readonly TableRow[]> {
  const text = await readFile(projectFile(`data/${file}`), 'utf8');
  return parse(text, { columns: true, bom: true, skip_empty_lines: true }) as TableRow[];
}

/** A cell that must be there. */
export function cell(row: TableRow, column: string): string {
  const value = row[column];
  if (!value) throw new Error(`A row of the first data has no ${column}: ${JSON.stringify(row)}`);
  return value;
}

/** A cell that may be unknown. */
export const optional = (row: TableRow, column: string): string | null => row[column] || null;

/** The columns `<name>_ky`, `<name>_ru`, `<name>_en` as one text, whose Kyrgyz is machine-made unless the row says so. */
export function words(row: TableRow, name: string): LocalizedText {
  const text = { ky: row[`${name}_ky`] || null, ru: row[`${name}_ru`] || null, en: row[`${name}_en`] || null };
  return text.ky && row['ky_unconfirmed'] !== 'no' ? { ...text, unconfirmed: ['ky'] } : text;
}

/** The text, or null where no language has words. */
export function optionalWords(row: TableRow, name: string): LocalizedText | null {
  const text = words(row, name);
  return text.ky || text.ru || text.en ? text : null;
}
