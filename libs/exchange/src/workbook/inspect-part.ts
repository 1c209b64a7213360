import { FileRefused } from '../problem.js';
import { LIMITS } from './limits.js';

/** Refuses a part of a workbook that holds what it should not; answers how many cells its rectangle has. */
export function inspectPart(name: string, bytes: Buffer): number {
  // Latin1 keeps each byte a character: enough to find marks of ASCII, at the price of one byte each.
  const text = bytes.toString('latin1');
  if (isNotUtf8(bytes) || /<!(DOCTYPE|ENTITY)/i.test(text)) throw new FileRefused('HAS_DTD');
  if (name === '[Content_Types].xml' && /macroEnabled|vbaProject/i.test(text)) throw new FileRefused('HAS_MACROS');
  if (/\.rels$/i.test(name)) inspectRelationships(text);
  if (name === 'xl/workbook.xml') atMost(count(text, /<(\w+:)?sheet\b/g), 'sheets', 'TOO_MANY_SHEETS');
  if (/sharedStrings\.xml$/i.test(name)) atMost(count(text, /<(\w+:)?si\b/g), 'sharedStrings', 'TOO_MANY_CELLS');
  return /worksheets\/[^/]+\.xml$/i.test(name) ? inspectSheet(text) : 0;
}

/** Excel writes UTF-8. Another encoding could hide every mark that is looked for here. */
const isNotUtf8 = (bytes: Buffer): boolean =>
  bytes.subarray(0, 4).includes(0) ||
  (bytes[0] === 0xfe && bytes[1] === 0xff) ||
  (bytes[0] === 0xff && bytes[1] === 0xfe) ||
  /^[^>]{0,200}encoding\s*=\s*["'](?!utf-8)/i.test(bytes.subarray(0, 256).toString('latin1'));

/** Addresses in a cell (hyperlinks) fetch nothing; everything else outside the file does, or may. */
function inspectRelationships(text: string): void {
  for (const [relationship] of text.matchAll(/<(?:\w+:)?Relationship\b[^<>]*>/g)) {
    if (/\bType\s*=\s*["'][^"']*vbaProject/i.test(relationship)) throw new FileRefused('HAS_MACROS');
    if (!/\bTargetMode\s*=\s*["']External["']/i.test(relationship)) continue;
    if (!/\bType\s*=\s*["'][^"']*\/hyperlink["']/.test(relationship)) throw new FileRefused('HAS_EXTERNAL_LINKS');
  }
}

/** A reader holds the whole rectangle from A1 to the farthest cell: two cells can ask for billions. */
function inspectSheet(text: string): number {
  let [farthestRow, farthestColumn, row, column] = [0, 0, 0, 0];
  for (const [, tag, attributes] of text.matchAll(/<(?:\w+:)?(row|c)\b([^<>]*)>/g)) {
    const address = /\br\s*=\s*["']([A-Z]*)(\d*)["']/.exec(attributes!);
    if (tag === 'row') {
      row = address ? Number(address[2]) : row + 1;
      column = 0;
    } else {
      column = address?.[1] ? columnNumber(address[1]) : column + 1;
      if (address?.[2]) row = Number(address[2]);
    }
    // A row or cell that is only formatted counts: readers keep a place for it.
    farthestRow = Math.max(farthestRow, row);
    farthestColumn = Math.max(farthestColumn, column);
  }
  atMost(farthestRow, 'rows', 'TOO_MANY_ROWS');
  atMost(farthestColumn, 'columns', 'TOO_MANY_COLUMNS');
  return farthestRow * farthestColumn;
}

const columnNumber = (letters: string): number =>
  [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);

/** Without a list of all that was found, which could be long. */
function count(text: string, pattern: RegExp): number {
  let found = 0;
  while (pattern.test(text)) found++;
  return found;
}

type Countable = 'sheets' | 'rows' | 'columns' | 'sharedStrings';
type TooMany = 'TOO_MANY_SHEETS' | 'TOO_MANY_ROWS' | 'TOO_MANY_COLUMNS' | 'TOO_MANY_CELLS';

function atMost(number: number, what: Countable, code: TooMany): void {
  if (number > LIMITS[what]) throw new FileRefused(code, { limit: String(LIMITS[what]) });
}
