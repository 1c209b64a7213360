import { CsvError, parse } from 'csv-parse/sync';
import { FileRefused } from '../problem.js';
import type { Cell, Sheet } from './cell.js';
import { megabytes } from './inspect-container.js';
import { LIMITS } from './limits.js';

/** The apostrophe before a sign at which Excel and its kin begin to calculate: {@link writeCsv} put it there. */
const SHIELDED = /^'(?='*[=+\-@\t\r])/;

/** The one sheet of a text file. Every cell is a text: a text file knows neither dates nor formulas. */
export function readCsv(bytes: Buffer, name = 'CSV'): readonly Sheet[] {
  if (bytes.length > LIMITS.bytes) throw new FileRefused('FILE_TOO_LARGE', { megabytes: megabytes(LIMITS.bytes) });
  const text = decode(bytes);
  if (text.includes('\0')) throw new FileRefused('NOT_A_TABLE');
  const records = parseRecords(text);
  const most = records.reduce((width, record) => Math.max(width, record.length), 0);
  if (records.length > LIMITS.rows) throw new FileRefused('TOO_MANY_ROWS', { limit: String(LIMITS.rows) });
  if (most > LIMITS.columns) throw new FileRefused('TOO_MANY_COLUMNS', { limit: String(LIMITS.columns) });
  return [{ name, hidden: false, rows: records.map((record) => record.map(cellOf)), merges: [] }];
}

/** UTF-8 where it is UTF-8; else what Excel writes in this country. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1251').decode(bytes);
  }
}

function parseRecords(text: string): string[][] {
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      // One more than is allowed, so that too many are seen.
      to: LIMITS.rows + 1,
      max_record_size: LIMITS.columns * LIMITS.text,
      skip_empty_lines: false,
      record_delimiter: ['\r\n', '\n', '\r'],
    });
  } catch (error) {
    if (error instanceof CsvError) throw new FileRefused('NOT_A_TABLE');
    throw error;
  }
}

/** The one that stands more often outside quotes, in the first lines. */
function delimiterOf(text: string): string {
  const plain = text.slice(0, 20_000).replaceAll(/"[^"]*"/g, '');
  const times = (sign: string) => plain.split(sign).length;
  return [';', ',', '\t'].toSorted((a, b) => times(b) - times(a))[0]!;
}

const cellOf = (text: string): Cell | undefined =>
  text === '' ? undefined : { kind: 'TEXT', text: text.replace(SHIELDED, '') };
