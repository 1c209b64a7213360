import type { About } from './question.js';
import { partOf, type SubjectKind } from './subject.js';

type Pattern = { readonly field?: string; readonly arguments: Readonly<Record<string, unknown>> };

/** Questions that hold an id of no kind that they say: the field says it. */
const FIELDS: Partial<Record<SubjectKind, readonly string[]>> = {
  PLAN: ['plan'],
  MEASURE: ['measure'],
  INDICATOR: ['indicator'],
  CYCLE: ['cycle'],
  SUBMISSION: ['submission'],
  TERRITORY: ['territory'],
  ORGANISATION: ['organisation'],
  PERSON: ['person', 'export/person'],
};
const FILES: Partial<Record<SubjectKind, readonly string[]>> = {
  PLAN: ['export/plan csv', 'export/plan xlsx'],
  PERSON: ['export/person json'],
};

/** What a kept question about a thing holds: any of these. Ids of another kind of thing may be the same. */
export function questionsAbout({ kind, id }: Pick<About, 'kind' | 'id'>): readonly Pattern[] {
  const [planId, part] = partOf(id);
  const fields = FIELDS[kind] ?? [];
  const files = (FILES[kind] ?? []).map((file) => file.split(' '));
  return [
    ...[kind, kind.toLowerCase()].map((named) => ({ arguments: { kind: named, id } })),
    { arguments: { about: { kind, id } } },
    { arguments: { [`${kind.toLowerCase()}Id`]: id } },
    // Of what a bundle proves.
    { arguments: { subject: `${kind}:${id}` } },
    ...fields.map((field) => ({ field, arguments: { id } })),
    ...files.map(([field, ending]) => ({
      ...(field !== undefined && { field }),
      arguments: { file: `${id}.${ending}` },
    })),
    ...(kind === 'DIRECTION' || kind === 'TASK'
      ? [{ field: kind.toLowerCase(), arguments: { planId, id: part } }]
      : []),
    ...(kind === 'REPORT'
      ? ['monitoringReport', 'compiledReports'].map((field) => ({ field, arguments: { cycleId: id } }))
      : []),
    ...(kind === 'PERSON' ? [{ arguments: { actorId: id } }, { arguments: { filter: { personId: id } } }] : []),
  ];
}
