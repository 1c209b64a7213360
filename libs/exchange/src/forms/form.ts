import { createHash } from 'node:crypto';
import type { Item } from '@baikoo/cycles';
import { isCalendarDate } from '@baikoo/kernel';
import type { FileProblem } from '@baikoo/languages';
import { plainNumber } from '../matrix/read-amount.js';
import { readDates } from '../matrix/read-date.js';
import { decimalIn, partsIn, writtenParts } from './parts.js';

/** Raised whenever an older form could be misread. */
export const FORM_VERSION = 2;

/** What a person fills in, by the kind of row, in the order of the columns. */
export const FIELDS = {
  MEASURE: [
    'percent',
    'text',
    'difficulties',
    'actionTaken',
    'explanation',
    'completedOn',
    'fileName',
    'mediaType',
    'bytes',
    'sha256',
    'address',
  ],
  MONEY: ['amount', 'explanation'],
  INDICATOR: ['value', 'numerator', 'denominator', 'parts', 'source', 'reference', 'explanation'],
} as const;
export type RowKind = keyof typeof FIELDS;
export type Field = (typeof FIELDS)[RowKind][number];
export type Filled = Partial<Record<Field, string>>;

/** What a row is about, and how it was filled in when the form was made. */
export type FormRow = {
  readonly kind: RowKind;
  /** Stands in the first column, so that the row is found wherever it was moved. */
  readonly key: string;
  readonly title: string;
  /** The measure, or the indicator. */
  readonly id: string;
  /** The funding line of MONEY, the period of INDICATOR. */
  readonly part: string;
  readonly made: Filled;
};

export type FormMeta = { readonly cycleId: string; readonly organisationId: string; readonly language: string };
export type Form = FormMeta & { readonly rows: readonly FormRow[] };

/** Tells a form whose hidden part was changed by hand. No secret: what counts is decided when the form comes back. */
export const checksumOf = (lines: readonly string[]): string =>
  createHash('sha256').update(lines.join('\n')).digest('hex');

/** The fields of a row as the report says them now. */
export function filledFrom(row: Pick<FormRow, 'kind' | 'id' | 'part'>, items: readonly Item[]): Filled {
  const filled: Filled = {};
  for (const item of items)
    if (item.kind === 'READING') {
      if (row.kind !== 'INDICATOR' || item.indicatorId !== row.id || item.period !== row.part) continue;
      const { value, numerator, denominator, source, explanation } = item;
      const parts = item.parts && writtenParts(item.parts);
      Object.assign(
        filled,
        given({ value, numerator, denominator, parts, source: source.title, reference: source.reference, explanation }),
      );
    } else if (item.measureId !== row.id) continue;
    else if (item.kind === 'EXPENDITURE') {
      if (row.kind === 'MONEY' && item.lineId === row.part)
        Object.assign(filled, given({ amount: item.amount, explanation: item.explanation }));
    } else if (row.kind === 'MEASURE' && item.kind === 'PROGRESS') {
      const { percent, text, difficulties, actionTaken, explanation } = item;
      Object.assign(filled, given({ percent: String(percent), text, difficulties, actionTaken, explanation }));
    } else if (row.kind === 'MEASURE' && item.kind === 'COMPLETION') {
      const { fileName, mediaType, bytes, sha256, address } = item.evidence;
      Object.assign(filled, {
        completedOn: item.completedOn,
        fileName,
        mediaType,
        bytes: String(bytes),
        sha256,
        address,
      });
    }
  return filled;
}

const given = (fields: Record<string, string | null | undefined>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null && value !== ''));

export type Unreadable = { readonly field: Field; readonly code: FileProblem; readonly text: string };
type Said = { readonly items: readonly Item[]; readonly unreadable: readonly Unreadable[] };

/** The items that a filled row says; `held` are those of the report, whose parts without a column stay. */
export function itemsFrom(row: FormRow, filled: Filled, held: readonly Item[]): Said {
  const unreadable: Unreadable[] = [];
  const fault = (field: Field, code: FileProblem) => void unreadable.push({ field, code, text: filled[field] ?? '' });
  const items =
    row.kind === 'MEASURE'
      ? [progressOf(row, filled, fault), completionOf(row, filled, held, fault)]
      : row.kind === 'MONEY'
        ? [spentOf(row, filled, fault)]
        : [readingOf(row, filled, held, fault)];
  return { items: items.filter((item) => item !== undefined), unreadable };
}

type Fault = (field: Field, code: FileProblem) => void;

function progressOf(
  { id: measureId }: FormRow,
  { percent, text, difficulties, actionTaken, explanation }: Filled,
  fault: Fault,
): Item | undefined {
  if (!percent && !text && !difficulties && !actionTaken && !explanation) return undefined;
  const [, digits] = /^(\d{1,3}) ?%?$/.exec(percent ?? '') ?? [];
  if (!percent) fault('percent', 'VALUE_MISSING');
  else if (digits === undefined || Number(digits) > 100) fault('percent', 'UNREADABLE_PERCENT');
  if (!text) fault('text', 'VALUE_MISSING');
  const said = { measureId, percent: Number(digits), text: text ?? '', difficulties: difficulties ?? null };
  return { kind: 'PROGRESS', ...said, ...(actionTaken && { actionTaken }), ...(explanation && { explanation }) };
}

const EVIDENCE = ['completedOn', 'fileName', 'mediaType', 'bytes', 'sha256', 'address'] as const;

function completionOf(
  { id: measureId }: FormRow,
  filled: Filled,
  held: readonly Item[],
  fault: Fault,
): Item | undefined {
  if (!EVIDENCE.some((field) => filled[field])) return undefined;
  for (const field of EVIDENCE) if (!filled[field]) fault(field, 'VALUE_MISSING');
  const { completedOn = '', fileName = '', mediaType = '', bytes = '', sha256 = '', address = '' } = filled;
  const day = isCalendarDate(completedOn) ? completedOn : readDates(completedOn, '2199-12-31');
  if (completedOn && (!day || (typeof day !== 'string' && !day.sure))) fault('completedOn', 'UNREADABLE_DATE');
  if (bytes && !/^\d{1,12}$/.test(bytes)) fault('bytes', 'UNREADABLE_NUMBER');
  const evidence = { fileName, mediaType, bytes: Number(bytes), sha256: sha256.toLowerCase(), address };
  // A form has columns for one file; the others stay as they were reported.
  const before = held.find((item) => item.kind === 'COMPLETION' && item.measureId === measureId);
  const further = before?.kind === 'COMPLETION' && before.furtherEvidence;
  // The explanation in the row is that of the progress: what a completion was explained with has no column and stays.
  const explained = before?.explanation ? { explanation: before.explanation } : {};
  const said = { completedOn: typeof day === 'string' ? day : (day?.to ?? ''), evidence };
  return { kind: 'COMPLETION', measureId, ...said, ...(further && { furtherEvidence: further }), ...explained };
}

function spentOf(
  { id: measureId, part: lineId }: FormRow,
  { amount, explanation }: Filled,
  fault: Fault,
): Item | undefined {
  if (!amount && !explanation) return undefined;
  const read = plainNumber(amount ?? '');
  if (!amount) fault('amount', 'VALUE_MISSING');
  // A form has no room to ask what `1.250` means, and nobody looks at an amount twice that was taken without a word.
  else if (!read?.sure) fault('amount', 'UNREADABLE_AMOUNT');
  const said = { measureId, lineId, amount: read?.text ?? '' };
  return { kind: 'EXPENDITURE', ...said, ...(explanation && { explanation }) };
}

function readingOf(
  { id: indicatorId, part: period }: FormRow,
  filled: Filled,
  held: readonly Item[],
  fault: Fault,
): Item | undefined {
  if (!FIELDS.INDICATOR.some((field) => filled[field])) return undefined;
  const number = (field: 'value' | 'numerator' | 'denominator') => {
    const text = filled[field];
    const read = text ? decimalIn(text) : undefined;
    if (text && read === undefined) fault(field, 'UNREADABLE_NUMBER');
    return read;
  };
  if (!filled.value) fault('value', 'VALUE_MISSING');
  if (!filled.source) fault('source', 'VALUE_MISSING');
  const [value = '', numerator, denominator] = [number('value'), number('numerator'), number('denominator')];
  const before = held.find(
    (item) => item.kind === 'READING' && item.indicatorId === indicatorId && item.period === period,
  );
  const parts = partsIn(filled.parts, before?.kind === 'READING' ? (before.parts ?? []) : []);
  if (parts === undefined) fault('parts', 'UNREADABLE_PARTS');
  const source = { title: filled.source ?? '', reference: filled.reference ?? null };
  return {
    ...{ kind: 'READING', indicatorId, period, value, source },
    ...(numerator && { numerator }),
    ...(denominator && { denominator }),
    ...(filled.explanation && { explanation: filled.explanation }),
    ...(parts && parts.length > 0 && { parts }),
  };
}
