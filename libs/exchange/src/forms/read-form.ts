import type { Language } from '@baikoo/kernel';
import { translatorFor } from '@baikoo/languages';
import { FileRefused, type Place, type Problem, problem } from '../problem.js';
import { addressOf, type Cell, type Sheet } from '../workbook/cell.js';
import { checksumOf, type Field, FIELDS, type Filled, type Form, type FormRow, FORM_VERSION } from './form.js';
import { ABOVE, firstField, HIDDEN, SHEET_OF } from './write-form.js';

/** A row as it came back, with where each of its fields stands. */
export type ReadRow = { readonly row: FormRow; readonly filled: Filled; readonly placeOf: (field: Field) => Place };
export type ReadForm = Form & { readonly read: readonly ReadRow[]; readonly problems: readonly Problem[] };

/** Throws {@link FileRefused} for what is no form of this version, or one whose memory was changed. */
export function readForm(sheets: readonly Sheet[]): ReadForm {
  const { meta, rows } = readHidden(sheets);
  const problems: Problem[] = [];
  const read = rows.flatMap((row) => {
    const name = translatorFor(meta.language as Language).say(`sheet.${SHEET_OF[row.kind]}`);
    const sheet = sheets.find((candidate) => candidate.name === name);
    const at = sheet?.rows.findIndex((cells, r) => r >= ABOVE && cells[0]?.text === row.key) ?? -1;
    if (!sheet || at < 0) {
      problems.push(problem({ sheet: name, cell: null }, 'ROW_MISSING', { title: row.title.slice(0, 200) }));
      return [];
    }
    const placeOf = (field: Field): Place => ({ sheet: name, cell: addressOf(at, columnOf(row, field)) });
    const filled: Filled = {};
    for (const field of FIELDS[row.kind]) {
      const cell = sheet.rows[at]?.[columnOf(row, field)];
      if (cell?.kind === 'FORMULA') problems.push(problem(placeOf(field), 'FORMULA_IN_CELL'));
      else if (cell?.kind === 'ERROR') problems.push(problem(placeOf(field), 'ERROR_IN_CELL'));
      else if (cell) filled[field] = textOf(cell, row.made[field]);
      // What was typed as nothing but spaces is nothing.
      if (filled[field]?.trim() === '' && filled[field] !== row.made[field]) delete filled[field];
    }
    return [{ row, filled, placeOf }];
  });
  return { ...meta, rows, read, problems };
}

const columnOf = ({ kind }: FormRow, field: Field): number =>
  firstField(kind) + (FIELDS[kind] as readonly Field[]).indexOf(field);

/** Excel ends lines with `\n` only: that alone is no change of a text. */
const textOf = ({ text }: Cell, made: string | undefined): string =>
  made !== undefined && made.replaceAll(/\r\n?/g, '\n') === text ? made : text;

function readHidden(sheets: readonly Sheet[]): {
  readonly meta: Omit<Form, 'rows'>;
  readonly rows: readonly FormRow[];
} {
  const hidden = sheets.find(({ name }) => name === HIDDEN);
  const [head, ...memory] = hidden?.rows ?? [];
  if (head?.[0]?.text !== 'baikoo-form') throw new FileRefused('NOT_A_FORM');
  const version = head[1]?.text ?? '';
  if (version !== String(FORM_VERSION)) throw new FileRefused('FORM_VERSION', { version });
  const lines = memory.map((cells) => cells.map((cell) => cell?.text ?? '').join(''));
  if (checksumOf(lines) !== head[2]?.text) throw new FileRefused('FORM_DAMAGED');
  const [meta, ...rows] = lines.map((line) => JSON.parse(line) as unknown);
  return { meta: meta as Omit<Form, 'rows'>, rows: rows as FormRow[] };
}
