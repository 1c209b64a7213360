import { type Language, LANGUAGES, type LocalizedText, textIn } from '@baikoo/kernel';
import type { MessageKey, Translator } from '@baikoo/languages';
import { readerOf } from '@baikoo/reports';
import { CODES, DECIMALS, MONEY, type Named, PERIODS, REFERENCES, STATUSES, under } from './kinds.js';
import { columnOf, labelOf } from './labels.js';

/** How one reader is spoken to of one moment: names are those of then. */
export type Speech = {
  readonly language: Language;
  readonly translator: Translator;
  /** Nobody reads what is told: it is only listened to what is named in it. */
  readonly isDraft?: true;
  /** The name of something then, or its id where nobody gave it one. */
  nameOf(kind: Named, id: string): string;
};

type Fields = Readonly<Record<string, unknown>>;

/** Where a value stands: the table or fact that it is of, and the fields beside it. */
export type Around = { readonly of?: string; readonly beside?: Fields };

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * A value of a column or of a field of an event as its reader expects it: dates, money and shares written out, codes in words,
 * ids by their names, objects as what they say. Never JSON; the raw value stands beside it.
 */
export function inWords(field: string, value: unknown, speech: Speech, around: Around = {}): string {
  const { translator } = speech;
  if (value === null || value === undefined || value === '') return translator.say('report.none');
  if (typeof value === 'boolean') return translator.say(value ? 'code.yes' : 'code.no');
  if (Array.isArray(value)) return listInWords(field, value, speech, around);
  if (typeof value === 'object') return objectInWords(value as Fields, speech, around);
  return textInWords(columnOf(field), String(value), speech, around);
}

function listInWords(field: string, values: readonly unknown[], speech: Speech, around: Around): string {
  if (values.length === 0) return speech.translator.say('code.none');
  const told = values.map((value) => inWords(field, value, speech, around));
  return told.join(values.some((value) => typeof value === 'object') ? '; ' : ', ');
}

function textInWords(column: string, text: string, speech: Speech, around: Around): string {
  const { translator, language } = speech;
  const code = codeInWords(column, text, speech, around);
  if (code !== undefined) return code;
  const named = referenceOf(column, around);
  if (named !== undefined) return speech.nameOf(named, inPlan(named, text, around));
  if (PERIODS.has(column)) return readerOf(language).period(text);
  if (DATE.test(text)) return translator.date(text);
  if (MOMENT.test(text)) return translator.moment(text);
  if (column === 'percent') return translator.percent(shareOf(text));
  if (column === 'minimum_coverage') return translator.percent(text);
  if (MONEY.has(column)) return NUMBER.test(text) ? translator.money(text) : text;
  if (DECIMALS.has(column)) return NUMBER.test(text) ? translator.number(text) : text;
  return joinedInWords(column, text, speech) ?? text;
}

/** Whole per cents as a share, without a float: 29 is 0.29. */
function shareOf(percent: string): string {
  const [whole = '0', rest = ''] = percent.split('.');
  const digits = whole.padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}${rest}`;
}

function codeInWords(column: string, text: string, { translator }: Speech, { of = '' }: Around): string | undefined {
  const areas = column === 'status' ? [STATUSES[of] ?? 'code.planStatus'] : (under(CODES, column) ?? []);
  for (const area of areas) {
    const key: string = `${area}.${text}`;
    if (translator.has(key)) return saidWhole(key, translator) ?? text;
  }
  return undefined;
}

/** A sentence that has no places to fill: those of a refusal are not kept with its code. */
function saidWhole(key: MessageKey, translator: Translator): string | undefined {
  try {
    // Headings of the report say where a long word may break; whoever looks for the word in a table does not expect it.
    return translator.say(key).replaceAll('\u00AD', '').replace(/\.$/, '');
  } catch {
    return undefined;
  }
}

/** A plan is succeeded by a plan, a territory by a territory. */
const referenceOf = (column: string, { of }: Around): Named | undefined =>
  column === 'successor_id' && (of === 'plan' || of === 'PlanSuperseded') ? 'PLAN' : under(REFERENCES, column);

/** Ids of directions and tasks are unique within their plan only. */
function inPlan(named: Named, id: string, { beside = {} }: Around): string {
  const planId = beside['planId'] ?? beside['plan_id'];
  return (named === 'DIRECTION' || named === 'TASK') && typeof planId === 'string' ? `${planId}/${id}` : id;
}

/** Ids that are made of others: `PROGRESS.<measure>`, `<indicator>.<territory>.<period>.<n>`, `<cycle>.<organisation>`. */
function joinedInWords(column: string, text: string, speech: Speech): string | undefined {
  const parts = text.split('.');
  const [first = '', second = ''] = parts;
  const { period } = readerOf(speech.language);
  switch (column) {
    case 'item_id': {
      const kind = codeInWords('kind', first, speech, {});
      if (kind === undefined || second === '') return undefined;
      if (first === 'READING')
        return `${kind}: ${speech.nameOf('INDICATOR', second)}, ${period(parts.slice(2).join('.'))}`;
      // Lines of money hold no stop, ids of measures that came from elsewhere may.
      const [measure, line] = first === 'EXPENDITURE' ? [parts.slice(1, -1), parts.at(-1)] : [parts.slice(1)];
      return `${kind}: ${speech.nameOf('MEASURE', measure.join('.'))}${line === undefined ? '' : `, ${line}`}`;
    }
    case 'reading_id':
    case 'holds':
    case 'against':
    case 'supersedes':
    case 'superseded_by': {
      const when = parts.slice(2, -1).join('.');
      if (when === '') return undefined;
      const place = speech.nameOf('TERRITORY', second);
      return `${speech.nameOf('INDICATOR', first)}, ${place}, ${period(when)} (${parts.at(-1)})`;
    }
    case 'submission_id':
    case 'claimed_in':
    case 'obligation_id':
      return second === ''
        ? undefined
        : `${speech.nameOf('ORGANISATION', parts.slice(1).join('.'))}, ${speech.nameOf('CYCLE', first)}`;
    default:
      return undefined;
  }
}

const LANGUAGE_KEYS: ReadonlySet<string> = new Set([...LANGUAGES, 'unconfirmed']);
const isText = (value: Fields): value is LocalizedText =>
  Object.keys(value).length > 0 && Object.keys(value).every((key) => LANGUAGE_KEYS.has(key));

function objectInWords(value: Fields, speech: Speech, around: Around): string {
  const { translator, language } = speech;
  if (isText(value)) return textIn(value, language) || translator.say('report.none');
  const { titles, number, date, personId, organisationId, title, reference, fileName } = value;
  const keys = Object.keys(value);
  if (typeof personId === 'string' && typeof organisationId === 'string' && keys.length === 2)
    return translator.say('code.person', {
      person: personId,
      organisation: speech.nameOf('ORGANISATION', organisationId),
    });
  if (titles && keys.length === 3 && 'number' in value && 'date' in value)
    return translator.say('code.legalAct', {
      ...{ title: inWords('titles', titles, speech), number: typeof number === 'string' ? number : 'none' },
      date: typeof date === 'string' ? translator.date(date) : 'none',
    });
  if (typeof title === 'string' && keys.every((key) => key === 'title' || key === 'reference'))
    return typeof reference === 'string' && reference !== '' ? `${title} (${reference})` : title;
  if (typeof fileName === 'string') return fileName;
  return fieldsInWords(value, speech, around);
}

/** Whatever else has fields: each that holds something, by its name. */
function fieldsInWords(value: Fields, speech: Speech, around: Around): string {
  const { of, beside } = around;
  const within: Around = { ...(of !== undefined && { of }), beside: { ...beside, ...value } };
  const told = Object.entries(value).filter(([, held]) => held !== null && held !== undefined && held !== '');
  if (told.length === 0) return speech.translator.say('code.none');
  // First what it is and what it is about, in whatever order the database gives the fields.
  const rank = ([name]: readonly [string, unknown]) =>
    name === 'kind' ? 0 : under(REFERENCES, columnOf(name)) ? 1 : 2;
  return told
    .toSorted((a, b) => rank(a) - rank(b))
    .map(([name, held]) => `${nameOfField(name, speech, around)}: ${inWords(name, held, speech, within)}`)
    .join(', ');
}

/** The values of a convention have names of their own. */
function nameOfField(field: string, { translator }: Speech, { beside = {} }: Around): string {
  const key: string = `convention.${String(beside['convention'])}.${field}`;
  return translator.has(key) ? translator.say(key) : labelOf(field, translator);
}
