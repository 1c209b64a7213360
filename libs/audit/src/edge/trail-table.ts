import type { Database } from '@baikoo/database';
import type { EventStore } from '@baikoo/event-store';
import type { Language } from '@baikoo/kernel';
import { translatorFor } from '@baikoo/languages';
import type { AnyReadModel } from '@baikoo/projections';
import { findLines } from '../trail/find-lines.js';
import type { TrailQuestion } from '../trail/question.js';
import { withNames } from '../words/names.js';
import { told } from './tell.js';
import type { TrailLineType } from './trail.types.js';

const COLUMNS = [
  ...(['at', 'effectiveAt', 'outcome', 'about', 'what', 'changes', 'person', 'role', 'organisation'] as const),
  ...(['onBehalfOf', 'reason', 'legalAct', 'position', 'correlationId'] as const),
] as const;

/** Lines that are fetched, and told, at once: what a table needs of memory does not grow with its length. */
const PAGE = 200;

/**
 * A trail as rows of a table in the reader's language, headings first, row by row as they are fetched. After `most` lines a
 * row says that it was cut; `question.limit` does not count.
 */
export async function* trailRows(
  ports: { readonly db: Database; readonly store: EventStore },
  models: readonly AnyReadModel[],
  question: TrailQuestion,
  { language, most }: { readonly language: Language; readonly most: number },
): AsyncGenerator<readonly string[]> {
  const translator = translatorFor(language);
  yield COLUMNS.map((column) => translator.say(`trail.column.${column === 'legalAct' ? 'legalBasis' : column}`));
  let { after } = question;
  for (let left = most; left > 0;) {
    const { rows, hasNextPage } = await findLines(ports, models, { ...question, after, limit: Math.min(PAGE, left) });
    const lines = await withNames(ports.db, language, (speechOf) => rows.map((line) => told(line, speechOf)));
    for (const line of lines) yield rowOf(line, language);
    if (!hasNextPage) return;
    left -= rows.length;
    after = rows.at(-1)?.key;
  }
  yield [translator.say('trail.cut', { limit: translator.number(String(most)) })];
}

function rowOf(line: TrailLineType, language: Language): readonly string[] {
  const translator = translatorFor(language);
  const changes = line.changes.map(
    ({ label, beforeText, afterText }) =>
      `${label}: ${beforeText ?? translator.say('report.none')} → ${afterText ?? translator.say('report.none')}`,
  );
  const effective = line.effectiveAt ?? '';
  return [
    ...[translator.moment(line.at), effective === '' ? '' : whenInWords(effective, language)],
    ...[translator.say(`trail.outcome.${line.outcome}`), line.about ?? '', line.sentence, changes.join('\n')],
    ...[line.personId ?? '', line.role ?? '', line.organisation ?? '', line.onBehalfOf ?? '', line.reason ?? ''],
    ...[line.legalAct ?? '', line.position ?? '', line.correlationId ?? ''],
  ];
}

const whenInWords = (text: string, language: Language): string =>
  text.length === 10 ? translatorFor(language).date(text) : translatorFor(language).moment(text);
