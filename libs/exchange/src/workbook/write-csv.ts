/**
 * A table as a text file that Excel opens by a double click: UTF-8 with its mark, and `;` as Excel expects it here.
 * What would be calculated is shielded by an apostrophe (OWASP, CSV injection); {@link readCsv} takes it off again.
 */
export function writeCsv(rows: readonly (readonly string[])[]): Buffer {
  return Buffer.from(CSV_MARK + rows.map(csvLine).join(''));
}

/** What such a file begins with: by it Excel knows the encoding. */
export const CSV_MARK = '\uFEFF';

/** One line of such a file, for tables that are written as they are found. */
export const csvLine = (row: readonly string[]): string => `${row.map(quote).join(';')}\r\n`;

/** An apostrophe of the person's own before such a sign is doubled, so that exactly one can be taken off. */
const shield = (text: string): string => (/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const quote = (text: string): string => {
  const shielded = shield(text);
  return /[";,\t\r\n]|^\s|\s$/.test(shielded) ? `"${shielded.replaceAll('"', '""')}"` : shielded;
};
