import { isReadable, type Recorded } from '@baikoo/event-store';
import { type CalendarDate, dateOf, isCalendarDate } from '@baikoo/kernel';
import { type RefusalCode } from '@baikoo/languages';
import { refusalSentence } from '@baikoo/edge';
import { legalActIn } from '../read/legal-act.formula.js';
import type { ReadLine, RefusedLine } from '../trail/beside.js';
import type { Change } from '../trail/changes.js';
import type { FactLine, Line } from '../trail/find-lines.js';
import { keyText } from '../trail/question.js';
import { type Subject, subjectInWords, subjectOf } from '../words/about.js';
import { commandInWords, wordsFor } from '../words/facts.js';
import { inWords, type Speech } from '../words/in-words.js';
import { reasonOfRead } from '../words/kept-reason.js';
import { labelInRow } from '../words/map-labels.js';
import type { SpeechOf, When } from '../words/names.js';
import { questionInWords, subjectOfQuestion } from '../words/questions.js';
import { sentenceOf } from '../words/sentence.js';
import type { ChangeType } from './change.types.js';
import type { TrailLineType } from './trail.types.js';

/** When a fact happened, for the names that things had: its date is that on which it takes effect. */
export const whenOf = ({ position, recordedAt, cause }: Recorded): When => ({
  position,
  date: dateOfFact(recordedAt, cause),
});

const dateOfFact = (recordedAt: string, { effectiveAt }: Recorded['cause']): CalendarDate =>
  effectiveAt !== null && isCalendarDate(effectiveAt) ? effectiveAt : dateOf(recordedAt);

/** A line without the name of the person, which stands outside the record and is not everybody's to read. */
export type LineTold = Omit<TrailLineType, 'person'>;

/** A line of the trail as its reader is told it. */
export function told(line: Line, speechOf: SpeechOf): LineTold {
  const id = keyText(line.key);
  switch (line.outcome) {
    case 'ACCEPTED':
      return {
        id,
        ...factTold(
          line.fact,
          speechOf(() => whenOf(line.fact.event)),
        ),
      };
    case 'REFUSED':
      return { id, ...refusedTold(line.refused, speechOf()) };
    case 'READ':
      return { id, ...readTold(line.read, speechOf()) };
  }
}

type Told = Omit<LineTold, 'id'>;

function factTold({ event, changes }: FactLine, speech: Speech): Told {
  const { cause } = event;
  const data = event.written?.data ?? event.data;
  return {
    ...{ outcome: 'ACCEPTED', at: event.recordedAt, effectiveAt: cause.effectiveAt },
    ...{ ...aboutTold(subjectOf(event.stream, data), speech), stream: event.stream, known: isReadable(event) },
    ...{ type: event.type, what: wordsFor(event.type, speech.translator), sentence: sentenceOf(event, speech) },
    changes: changes.map((change) => changeTold(change, speech)),
    ...whoTold(cause.actorId, cause.roleAtTime, cause.organisationId, speech),
    ...{ territoryId: cause.territoryAtTime, onBehalfOfId: cause.onBehalfOf },
    onBehalfOf: cause.onBehalfOf === null ? null : inWords('on_behalf_of', cause.onBehalfOf, speech),
    ...{ reason: cause.reason ?? whyOf(data), legalBasis: cause.legalBasis, legalAct: actOf(event, speech) },
    ...{ position: String(event.position), revision: event.revision, eventId: event.eventId },
    ...{ correlationId: cause.correlationId, commandId: cause.commandId, causationId: cause.causationId },
    ...{ code: null, path: null, data: asJson(data, speech) },
  };
}

/** Where the reason is not that of the command, the fact itself may say why. */
function whyOf(data: object): string | null {
  const { why, reason } = data as { why?: unknown; reason?: unknown };
  const said = [why, reason].find((one) => typeof one === 'string');
  return (said as string | undefined) ?? null;
}

/** The act that the fact rests on, with its title, number and date; what its author named where it has none. */
function actOf({ data, cause }: Recorded, speech: Speech): string | null {
  const { legalAct, decision, act } = data as Readonly<Record<string, unknown>>;
  const held = [legalAct, decision, act].find((one) => typeof one === 'object' && one !== null);
  if (held !== undefined) return inWords('legal_act', held, speech);
  return legalActIn(data, cause.legalBasis) === null ? null : cause.legalBasis;
}

function refusedTold(line: RefusedLine, speech: Speech): Told {
  const subject = subjectOf(line.subject);
  const why = whyRefused(line, speech);
  const command = commandInWords(line.command, speech.translator);
  const places = { command, subject: subjectInWords(subject, speech), why };
  return {
    ...{ outcome: 'REFUSED', at: line.at, effectiveAt: null, ...aboutTold(subject, speech), type: line.command },
    ...{ what: why, sentence: speech.translator.say('trail.refused', places), changes: [] },
    ...{ stream: line.subject, known: true },
    ...whoTold(line.personId, line.role, line.organisationId, speech),
    ...{ territoryId: null, onBehalfOfId: null, onBehalfOf: null, reason: null, legalBasis: null, legalAct: null },
    ...{ position: null, revision: null, eventId: null, correlationId: line.correlationId },
    ...{ commandId: line.commandId, causationId: null, code: line.code, path: line.path },
    data: asJson(line.details, speech),
  };
}

/** Why a command was refused: a code that this version has no words for stands for itself. */
export function whyRefused({ code, details }: Pick<RefusedLine, 'code' | 'details'>, speech: Speech): string {
  const key: string = `refusal.${code}`;
  if (!speech.translator.has(key)) return code;
  const organisation = (id: string) => speech.nameOf('ORGANISATION', id);
  return refusalSentence({ refused: code as RefusalCode, details }, speech.language, { organisation });
}

function readTold(line: ReadLine, speech: Speech): Told {
  const what = line.asked.map((asked) => questionInWords(asked, speech)).join('; ');
  const [only, ...others] = line.asked;
  const subject = only && others.length === 0 ? subjectOfQuestion(only) : undefined;
  const about = subject ? aboutTold(subject, speech) : { aboutKind: null, aboutId: null, about: null };
  return {
    ...{ outcome: 'READ', at: line.at, effectiveAt: null, ...about, type: line.kind },
    ...{ what, sentence: speech.translator.say('trail.read', { what }), changes: [], stream: null, known: true },
    ...whoTold(line.personId, line.role, line.organisationId, speech),
    ...{
      territoryId: null,
      onBehalfOfId: line.onBehalfOf,
      reason: reasonOfRead(line),
      legalBasis: null,
      legalAct: null,
    },
    onBehalfOf: line.onBehalfOf === null ? null : inWords('on_behalf_of', line.onBehalfOf, speech),
    ...{ position: line.asOf, revision: null, eventId: null, correlationId: line.correlationId },
    ...{ commandId: null, causationId: null, code: null, path: null, data: asJson(line.asked, speech) },
  };
}

const aboutTold = (subject: Subject, speech: Speech) => ({
  ...{ aboutKind: subject.kind ?? null, aboutId: subject.id, about: subjectInWords(subject, speech) },
});

const whoTold = (personId: string | null, role: string | null, organisationId: string | null, speech: Speech) => ({
  ...{ personId, roleCode: role, organisationId },
  role: role === null ? null : inWords('role', role, speech),
  organisation: organisationId === null ? null : speech.nameOf('ORGANISATION', organisationId),
});

/** A value that changed, in words and as it is. */
export function changeTold({ row, field, before, after }: Change, speech: Speech): ChangeType {
  const [table = ''] = row.split('/');
  const say = (value: unknown) => (value === null ? null : inWords(field, value, speech, { of: table }));
  const json = (value: unknown) => (value === null ? null : asJson(value, speech));
  return {
    ...{ row, field, label: labelInRow(row, field, speech), before: json(before), after: json(after) },
    ...{ beforeText: say(before), afterText: say(after) },
  };
}

/** In what nobody reads nothing has to be written out. */
const asJson = (value: unknown, { isDraft }: Speech): string => (isDraft ? '' : JSON.stringify(value));
