import { type Cell as ReadCell, type CellValue, readXlsx as read } from 'hucre/xlsx';
import { FileRefused } from '../problem.js';
import type { Cell, Sheet } from './cell.js';
import { inspectContainer } from './inspect-container.js';

/** The sheets of a workbook, hidden ones included. Refuses what {@link inspectContainer} refuses. */
export async function readXlsx(bytes: Buffer): Promise<readonly Sheet[]> {
  await inspectContainer(bytes);
  const workbook = await read(bytes).catch(() => {
    throw new FileRefused('NOT_A_WORKBOOK');
  });
  return workbook.sheets.map(({ name, rows, cells, merges, hidden, veryHidden }) => ({
    name,
    hidden: Boolean(hidden || veryHidden),
    rows: rows.map((row, r) => row.map((value, c) => cellOf(value, cells?.get(`${r},${c}`)))),
    merges: (merges ?? []).map(({ startRow, endRow, startCol, endCol }) => ({
      ...{ fromRow: startRow, toRow: endRow, fromColumn: startCol, toColumn: endCol },
    })),
  }));
}

function cellOf(value: CellValue, more: ReadCell | undefined): Cell | undefined {
  if (more?.formula !== undefined || more?.type === 'formula') return { kind: 'FORMULA', text: '' };
  if (more?.type === 'error') return { kind: 'ERROR', text: String(value ?? '') };
  if (value === null || value === undefined || value === '') return undefined;
  if (value instanceof Date) return dateCell(value);
  if (typeof value === 'number') return { kind: 'NUMBER', text: plainNumber(value) };
  if (typeof value === 'boolean') return { kind: 'BOOLEAN', text: String(value) };
  return { kind: 'TEXT', text: value };
}

/** A serial number with a date's format. One that is no day of the calendar stays visible as a fault of the cell. */
const dateCell = (date: Date): Cell =>
  Number.isNaN(date.getTime()) ? { kind: 'ERROR', text: '' } : { kind: 'DATE', text: date.toISOString().slice(0, 10) };

/** Excel keeps 15 digits: what binary adds beyond them was typed by nobody. */
const plainNumber = (value: number): string => {
  const text = String(Number(value.toPrecision(15)));
  return /e/i.test(text) ? Number(text).toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 }) : text;
};
