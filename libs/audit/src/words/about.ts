import { partOf, type SubjectKind } from '../trail/subject.js';
import type { Speech } from './in-words.js';

/** What something is about: undefined kind for a history that this version does not know. */
export type Subject = { readonly kind: SubjectKind | undefined; readonly id: string };

/** The histories of the record by the first word of their names. */
const KINDS: Readonly<Record<string, SubjectKind>> = {
  plan: 'PLAN',
  measure: 'MEASURE',
  indicator: 'INDICATOR',
  series: 'SERIES',
  calendar: 'CALENDAR',
  cycle: 'CYCLE',
  submission: 'SUBMISSION',
  report: 'REPORT',
  risk: 'RISK',
  convention: 'CONVENTION',
  territory: 'TERRITORY',
  organisation: 'ORGANISATION',
  mandate: 'MANDATE',
  person: 'PERSON',
  keys: 'SIGNING_KEYS',
};

/** What a history is about. One change of the map concerns a territory that its data name. */
export function subjectOf(stream: string, data: object = {}): Subject {
  const cut = stream.indexOf('-');
  const kind = KINDS[stream.slice(0, cut)];
  const id = stream.slice(cut + 1);
  if (kind === 'SERIES') return { kind, id: id.replace('.', '/') };
  if (kind !== 'TERRITORY') return { kind, id: kind === undefined ? stream : id };
  const { territoryId, successorId } = data as { territoryId?: unknown; successorId?: unknown };
  const named = [territoryId, successorId].find((one) => typeof one === 'string');
  return { kind, id: (named as string | undefined) ?? id };
}

/** What it is called, without what kind of thing it is. */
export function nameOfSubject({ kind, id }: Subject, speech: Speech): string {
  switch (kind) {
    case 'PLAN':
    case 'DIRECTION':
    case 'TASK':
    case 'MEASURE':
    case 'INDICATOR':
    case 'CYCLE':
    case 'RISK':
    case 'ORGANISATION':
    case 'TERRITORY':
      return speech.nameOf(kind, id);
    case 'SERIES': {
      const [indicatorId, territoryId] = partOf(id);
      return `${speech.nameOf('INDICATOR', indicatorId)}, ${speech.nameOf('TERRITORY', territoryId)}`;
    }
    case 'SUBMISSION': {
      const [cycleId = '', ...rest] = id.split('.');
      return `${speech.nameOf('ORGANISATION', rest.join('.'))}, ${speech.nameOf('CYCLE', cycleId)}`;
    }
    case 'CALENDAR':
      return speech.nameOf('PLAN', id);
    case 'REPORT':
      return speech.nameOf('CYCLE', id);
    case 'AMENDMENT': {
      const [planId, amendmentId] = partOf(id);
      return `${amendmentId}, ${speech.nameOf('PLAN', planId)}`;
    }
    case 'CONVENTION': {
      const key: string = `convention.${id}`;
      return speech.translator.has(key) ? speech.translator.say(key) : id;
    }
    case 'MANDATE':
    case 'PERSON':
    case 'SIGNING_KEYS':
    case undefined:
      return id;
  }
}

/** The kind of thing and its name: `measure: Lighting of the yards`. */
export function subjectInWords(subject: Subject, speech: Speech): string {
  const name = nameOfSubject(subject, speech);
  return subject.kind === undefined ? name : `${speech.translator.say(`trail.subject.${subject.kind}`)}: ${name}`;
}
