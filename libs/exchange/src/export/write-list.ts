import { type Language, textIn } from '@baikoo/kernel';
import { translatorFor } from '@baikoo/languages';
import type { MeasureView } from '@baikoo/measures';
import type { Named } from '../matrix/names.js';

/** Measures as rows of text, headings first: what the list says of each on the day of the question. */
export function measuresTable(
  measures: readonly MeasureView[],
  organisations: readonly Named[],
  language: Language,
): string[][] {
  const say = translatorFor(language);
  const names = new Map(organisations.map(({ id, names }) => [id, textIn(names, language)]));
  const yes = (it: boolean) => say.say(it ? 'sheet.list.yes' : 'sheet.list.no');
  const head = [
    ...([
      'list.id',
      'matrix.measure',
      'matrix.executor',
      'matrix.start',
      'matrix.deadline',
      'list.status',
      'list.percent',
    ] as const),
    ...(['list.progress', 'list.planned', 'list.allocated', 'list.spent', 'list.overdue'] as const),
  ];
  return [
    head.map((word) => say.say(`sheet.${word}`)),
    ...measures.map((measure) => [
      measure.id,
      textIn(measure.titles, language),
      names.get(measure.responsibleOrganisationId) ?? measure.responsibleOrganisationId,
      ...[
        measure.plannedStart,
        measure.deadline,
        statusOf(measure, language),
        measure.percent === null ? '' : String(measure.percent),
      ],
      ...[measure.progressText ?? '', measure.planned, measure.allocated, measure.spent, yes(measure.overdue)],
    ]),
  ];
}

/** In the words of the report where it has them; a status without words is shown by its code. */
function statusOf({ status }: MeasureView, language: Language): string {
  const say = translatorFor(language);
  const key = `report.status.${status}`;
  return say.has(key) ? say.say(key) : status;
}
