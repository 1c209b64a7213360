import { type CellStyle, type DataValidation, type WriteSheet, writeXlsx as write } from 'hucre/xlsx';

export type OutCell = {
  readonly text: string;
  /** A person fills it: unlocked, and tinted so that it is found. */
  readonly input?: boolean;
  readonly heading?: boolean;
  /** What a person reads when pointing at it. */
  readonly note?: string;
};

/** Whatever a drop-down or a rule of Excel offers; what counts is judged when the file comes back. */
export type OutValidation = Pick<DataValidation, 'type' | 'operator' | 'formula1' | 'formula2' | 'values' | 'range'> & {
  readonly hint: string;
  /** What is outside of the list or rule may be typed all the same. */
  readonly advice?: boolean;
};

export type OutSheet = {
  readonly name: string;
  readonly rows: readonly (readonly (OutCell | string)[])[];
  /** In characters. */
  readonly widths?: readonly number[];
  readonly validations?: readonly OutValidation[];
  /** Locked but for the cells that a person fills. */
  readonly locked?: boolean;
  readonly hidden?: boolean;
  /** Rows that stay in view. */
  readonly frozenRows?: number;
};

/** Of everything that is written: the same content is the same file, whenever it was made. */
const MADE = new Date(0);

/**
 * A workbook in which every cell is a text, so that `1/2`, a long number or `=A1` stays what it is. Nothing in it is a
 * formula.
 */
export async function writeXlsx(sheets: readonly OutSheet[]): Promise<Buffer> {
  const bytes = await write({
    sheets: sheets.map(sheetOf),
    properties: { creator: 'Baikoo', created: MADE, modified: MADE },
    workbookProtection: { lockStructure: sheets.some(({ locked }) => locked) },
  });
  return Buffer.from(bytes);
}

function sheetOf({ name, rows, widths, validations, locked, hidden, frozenRows }: OutSheet): WriteSheet {
  const cells = new Map<string, NonNullable<WriteSheet['cells']> extends Map<string, infer C> ? C : never>();
  rows.forEach((row, r) =>
    row.forEach((cell, c) => {
      const { text, note, ...looks } = typeof cell === 'string' ? { text: cell, note: undefined } : cell;
      const value = escaped(text);
      const comment = note === undefined ? {} : { comment: { author: 'Baikoo', text: note } };
      cells.set(`${r},${c}`, { value: value === '' ? null : value, style: styleOf(looks), ...comment });
    }),
  );
  return {
    name,
    rows: rows.map((row) => row.map((cell) => escaped(typeof cell === 'string' ? cell : cell.text) || null)),
    cells,
    columns: (widths ?? []).map((width) => ({ width })),
    dataValidations: (validations ?? []).map(({ hint, advice, ...rule }) => ({
      ...rule,
      ...{
        allowBlank: true,
        showErrorMessage: !advice,
        errorMessage: hint,
        showInputMessage: true,
        inputMessage: hint,
      },
    })),
    ...(locked && { protection: { sheet: true, formatColumns: false, formatRows: false } }),
    ...(hidden && { veryHidden: true }),
    ...(frozenRows && { freezePane: { rows: frozenRows } }),
  };
}

const INPUT: CellStyle = {
  protection: { locked: false },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFF8DC' } },
};
const HEADING: CellStyle = { font: { bold: true } };

const styleOf = ({ input, heading }: Pick<OutCell, 'input' | 'heading'>): CellStyle => ({
  ...{ numFmt: '@', alignment: { vertical: 'top', wrapText: true } },
  ...(input && INPUT),
  ...(heading && HEADING),
});

/**
 * Characters that XML cannot hold, and texts that look like the way in which Excel writes those: `_x000D_` stands for a
 * carriage return in a workbook (ECMA-376, ST_Xstring).
 */
const escaped = (text: string): string =>
  text
    .replaceAll(/_x[0-9A-Fa-f]{4}_/g, (mark) => `_x005F${mark}`)
    .replaceAll(CONTROL, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);

const CONTROL = /(?![\t\n])\p{Cc}|[\uFFFE\uFFFF]/gu;
