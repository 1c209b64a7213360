import type { AskedField } from '@baikoo/edge';
import type { QueryName } from '@baikoo/identity';
import { type SubjectKind, SUBJECTS } from '../trail/subject.js';
import { readSubject } from '../trail/bundle-question.js';
import { nameOfSubject, type Subject, subjectInWords } from './about.js';
import { type Around, inWords, type Speech } from './in-words.js';
import { under } from './kinds.js';
import { labelOf } from './labels.js';

type Given = Readonly<Record<string, unknown>>;

/** How an answer is laid out says nothing of what was read. */
const LAYOUT: ReadonlySet<string> = new Set(['first', 'after', 'sort', 'orderBy', 'order', 'descending']);

/** Questions about one thing by its id. */
const ABOUT: Partial<Record<QueryName, SubjectKind>> = {
  plan: 'PLAN',
  direction: 'DIRECTION',
  task: 'TASK',
  measure: 'MEASURE',
  indicator: 'INDICATOR',
  cycle: 'CYCLE',
  submission: 'SUBMISSION',
  territory: 'TERRITORY',
  organisation: 'ORGANISATION',
  person: 'PERSON',
  'export/plan': 'PLAN',
  'export/person': 'PERSON',
};

/** Of what a list holds, for the words of a status. */
const HOLDS: Partial<Record<QueryName, string>> = {
  plans: 'plan',
  amendments: 'plan_amendment',
  measures: 'measure',
  cycles: 'cycle',
  submissions: 'submission',
  indicators: 'indicator',
  readings: 'reading',
  readingFlags: 'reading_flag',
};

/** Arguments that hold what a column of another name does. */
const COLUMNS: Readonly<Record<string, string>> = {
  statuses: 'status',
  executorId: 'organisation_id',
  recordedByOrganisationId: 'organisation_id',
  servesPlanId: 'plan_id',
  servesTaskId: 'task_id',
  actorId: 'person_id',
};

/** What somebody looked at, by its words and with whatever of the question is kept: `measures (within: Bishkek, red)`. */
export function questionInWords(asked: AskedField, speech: Speech): string {
  const { field, arguments: given } = asked;
  const name = questionName(field, speech);
  const subject = subjectOfQuestion(asked);
  const about =
    subject && (ABOUT[field as QueryName] ? nameOfSubject(subject, speech) : subjectInWords(subject, speech));
  const { servesPlanId, planId } = given;
  const around: Around = { of: HOLDS[field as QueryName] ?? '', beside: { planId: servesPlanId ?? planId } };
  const told = [...(about === undefined ? [] : [about]), ...argumentsInWords(withoutSubject(asked), speech, around)];
  return told.length === 0 ? name : `${name} (${told.join(', ')})`;
}

/** The one thing that a question is about, where it is about one. */
export function subjectOfQuestion({ field, arguments: given }: AskedField): Subject | undefined {
  const { about, subject } = given;
  const bundled = typeof subject === 'string' ? readSubject(subject) : undefined;
  if (bundled) return bundled;
  const { kind, id } = (isGiven(about) ? about : given) as Given;
  const named = SUBJECTS.find((one) => one === String(kind).toUpperCase());
  if (named !== undefined && typeof id === 'string') return { kind: named, id };
  const own = ABOUT[field as QueryName];
  const { file, planId } = given;
  const text = typeof id === 'string' ? id : typeof file === 'string' ? file.replace(/\.[a-z]+$/, '') : undefined;
  if (own === undefined || text === undefined) return undefined;
  return { kind: own, id: (own === 'DIRECTION' || own === 'TASK') && planId ? `${String(planId)}/${text}` : text };
}

function withoutSubject(asked: AskedField): Given {
  const { about, ...given } = asked.arguments;
  if (!subjectOfQuestion(asked)) return asked.arguments;
  const { kind: _kind, id: _id, ...rest } = given;
  if (isGiven(about)) return { ...(about['within'] === true && { whole: true }), ...rest };
  // Of a file the name says what it is of, and of a part its plan stands before it.
  const { file: _file, planId: _plan, subject: _subject, within, ...others } = rest;
  const isWhole = within === true || within === 'true';
  return { ...(within !== undefined && (isWhole ? { whole: true } : { within })), ...others };
}

function argumentsInWords(given: Given, speech: Speech, around: Around): readonly string[] {
  return Object.entries(given).flatMap(([name, value]) => {
    if (LAYOUT.has(name) || value === null || value === undefined) return [];
    if (isGiven(value)) return argumentsInWords(value, speech, around);
    const label = argumentName(name, speech);
    if (value === true || value === 'true') return [label];
    return [`${label}: ${inWords(under(COLUMNS, name) ?? name, value, speech, around)}`];
  });
}

const isGiven = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A question that this version does not know stands for itself. */
function questionName(field: string, { translator }: Speech): string {
  const key = `question.${field as QueryName}` as const;
  return translator.has(key) ? translator.say(key) : field;
}

function argumentName(name: string, { translator }: Speech): string {
  const key: string = `question.by.${name}`;
  return translator.has(key) ? translator.say(key) : labelOf(name, translator);
}
