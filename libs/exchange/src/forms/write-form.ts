import { type CalendarDate, type Language } from '@baikoo/kernel';
import { type SheetWord, translatorFor } from '@baikoo/languages';
import type { OutCell, OutSheet, OutValidation } from '../workbook/write-xlsx.js';
import { columnName } from '../workbook/cell.js';
import { checksumOf, type Field, FIELDS, type Form, FORM_VERSION, type RowKind } from './form.js';

/** What a row shows beside what is filled in, in the order of the columns. */
export type ShownForm = Form & {
  readonly organisation: string;
  readonly period: string;
  readonly dueOn: CalendarDate;
  readonly shown: ReadonlyMap<string, readonly string[]>;
};

export const HIDDEN = '_baikoo';
/** Rows above the first that is filled in: title and headings. */
export const ABOVE = 2;

export const SHEET_OF = {
  MEASURE: 'form.measures',
  MONEY: 'form.money',
  INDICATOR: 'form.indicators',
} as const satisfies Record<RowKind, SheetWord>;
/** Columns that tell what a row is about, after its key and title. */
export const SHOWN = {
  MEASURE: ['form.deadline', 'form.last'],
  MONEY: ['form.line', 'form.planned', 'form.allocated', 'form.spent'],
  INDICATOR: ['form.unit', 'form.dimensions', 'form.period', 'form.last'],
} as const satisfies Record<RowKind, readonly SheetWord[]>;
const TITLE = { MEASURE: 'form.measure', MONEY: 'form.measure', INDICATOR: 'form.indicator' } as const satisfies Record<
  RowKind,
  SheetWord
>;

const HINTS: Partial<Record<Field, SheetWord>> = {
  percent: 'hint.percent',
  completedOn: 'hint.completed',
  mediaType: 'hint.mediaType',
  sha256: 'hint.sha256',
  address: 'hint.address',
  bytes: 'hint.number',
  amount: 'hint.amount',
  value: 'hint.number',
  numerator: 'hint.number',
  denominator: 'hint.number',
  parts: 'hint.parts',
  explanation: 'hint.explanation',
};

const MEDIA_TYPES = ['application/pdf', 'image/jpeg', 'image/png', 'application/zip', 'text/plain'];
export const firstField = (kind: RowKind): number => 2 + SHOWN[kind].length;

/** The sheets of a form: one for each kind of row, and the hidden one by which it is known again. */
export function formSheets(form: ShownForm): readonly OutSheet[] {
  const language = form.language as Language;
  const kinds = (['MEASURE', 'MONEY', 'INDICATOR'] as const).filter(
    (kind) => kind === 'MEASURE' || form.rows.some((row) => row.kind === kind),
  );
  return [
    ...kinds.map((kind) => sheetOf(kind, form, language)),
    { name: HIDDEN, hidden: true, locked: true, rows: hiddenRows(form) },
  ];
}

function sheetOf(kind: RowKind, form: ShownForm, language: Language): OutSheet {
  const say = translatorFor(language);
  const rows = form.rows.filter((row) => row.kind === kind);
  const title = say.say('sheet.form.title', {
    organisation: form.organisation,
    period: form.period,
    date: say.date(form.dueOn),
  });
  const headings: OutCell[] = [
    { text: '№', heading: true },
    ...[TITLE[kind], ...SHOWN[kind]].map((word) => ({ text: say.say(`sheet.${word}`), heading: true })),
    ...FIELDS[kind].map((field) => {
      const hint = HINTS[field];
      return { text: say.say(`sheet.form.${field}`), heading: true, ...(hint && { note: say.say(`sheet.${hint}`) }) };
    }),
  ];
  const lines = rows.map((row) => [
    ...[row.key, row.title, ...SHOWN[kind].map((_, i) => form.shown.get(row.key)?.[i] ?? '')],
    ...FIELDS[kind].map((field) => ({ text: row.made[field] ?? '', input: true })),
  ]);
  return {
    name: say.say(`sheet.${SHEET_OF[kind]}`),
    rows: [[{ text: title, heading: true }], headings, ...lines],
    widths: headings.map((_, column) => (column === 0 ? 6 : column === 1 ? 45 : 20)),
    validations: rows.length === 0 ? [] : validationsOf(kind, rows.length, language),
    ...{ locked: true, frozenRows: ABOVE },
  };
}

/** Help while typing; what counts is judged when the form comes back. */
function validationsOf(kind: RowKind, rows: number, language: Language): readonly OutValidation[] {
  const say = translatorFor(language);
  const rangeOf = (field: Field) => {
    const letter = columnName(firstField(kind) + (FIELDS[kind] as readonly Field[]).indexOf(field));
    return `${letter}${ABOVE + 1}:${letter}${ABOVE + rows}`;
  };
  const rules: OutValidation[] = [];
  if (kind === 'MEASURE') {
    const percents = Array.from({ length: 21 }, (_, i) => String(i * 5));
    rules.push(
      { type: 'list', values: MEDIA_TYPES, range: rangeOf('mediaType'), hint: say.say('sheet.hint.mediaType') },
      {
        type: 'textLength',
        operator: 'equal',
        formula1: '64',
        range: rangeOf('sha256'),
        hint: say.say('sheet.hint.sha256'),
      },
      {
        type: 'textLength',
        operator: 'lessThanOrEqual',
        formula1: '4000',
        range: rangeOf('text'),
        hint: say.say('sheet.form.text'),
      },
    );
    // A list that any whole number may leave: shown as help, never as a bar.
    rules.push({
      type: 'list',
      values: percents,
      range: rangeOf('percent'),
      hint: say.say('sheet.hint.percent'),
      advice: true,
    });
  }
  return rules;
}

/** The form's own memory: version and checksum, what it is of, and each row with what it said when it was made. */
function hiddenRows({ cycleId, organisationId, language, rows }: Form): readonly string[][] {
  const lines = [{ cycleId, organisationId, language }, ...rows].map((line) => JSON.stringify(line));
  return [['baikoo-form', String(FORM_VERSION), checksumOf(lines)], ...lines.map(inCells)];
}

/** A cell holds 32 767 characters. */
const inCells = (line: string): string[] => line.match(/.{1,8000}/gsu) ?? [];
