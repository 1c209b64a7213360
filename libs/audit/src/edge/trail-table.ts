import type { Language } from '@baikoo/kernel';
import { translatorFor } from '@baikoo/languages';
import type { AnyReadModel } from '@baikoo/projections';
import type { TrailQuestion } from '../trail/question.js';
import { withOfficeHolders } from './office-holders.js';
import { type Ports, type Reader, tellPage } from './tell-page.js';
import type { TrailLineType } from './trail.types.js';

const COLUMNS = [
  ...(['at', 'effectiveAt', 'outcome', 'about', 'what', 'changes', 'person', 'name', 'role', 'organisation'] as const),
  ...(['onBehalfOf', 'reason', 'legalBasis', 'position', 'correlationId', 'moment'] as const),
] as const;

/** Lines that are fetched, and told, at once: what a table needs of memory does not grow with its length. */
const PAGE = 200;

/** `names`: with a column of the names and offices of people; for those alone who are told them. */
export type TableOptions = Reader & { readonly most: number; readonly names?: boolean };

/**
 * A trail as rows of a table in the reader's language, headings first, row by row as they are fetched. After `most` lines a
 * row says that it was cut; `question.limit` does not count.
 */
export async function* trailRows(
  ports: Ports,
  models: readonly AnyReadModel[],
  question: TrailQuestion,
  { language, most, names = false, reading }: TableOptions,
): AsyncGenerator<readonly string[]> {
  const translator = translatorFor(language);
  const columns = COLUMNS.filter((column) => names || column !== 'name');
  yield columns.map((column) => translator.say(`trail.column.${column}`));
  let { after } = question;
  for (let left = most; left > 0;) {
    const asked = { ...question, after, limit: Math.min(PAGE, left) };
    const { rows, lines: found } = await tellPage(ports, models, asked, { language, reading });
    const shown = rows.map(({ told }) => told);
    const lines = await withOfficeHolders(ports.db, shown, ({ personId }) => personId, { language, names });
    for (const line of lines) {
      const cells = cellsOf(line, language);
      yield columns.map((column) => cells[column]);
    }
    if (!found.hasNextPage) return;
    left -= rows.length;
    after = rows.at(-1)?.line.key;
  }
  yield [translator.say('trail.cut', { limit: translator.number(String(most)) })];
}

function cellsOf(line: TrailLineType, language: Language): Readonly<Record<(typeof COLUMNS)[number], string>> {
  const translator = translatorFor(language);
  const none = translator.say('report.none');
  const changes = line.changes
    // Of something new: what it has none of yet.
    .filter(({ before, afterText }) => before !== null || afterText !== translator.say('code.none'))
    .map(({ label, beforeText, afterText }) => `${label}: ${beforeText ?? none} → ${afterText ?? none}`);
  return {
    at: translator.moment(line.at),
    effectiveAt: line.effectiveAt === null ? '' : whenInWords(line.effectiveAt, language),
    outcome: translator.say(`trail.outcome.${line.outcome}`),
    about: line.about ?? '',
    what: line.sentence,
    // A measure and its funding line say the same of one amount.
    changes: [...new Set(changes)].join('\n'),
    person: line.personId ?? '',
    name: [line.person?.name, line.person?.position].filter(Boolean).join(', '),
    role: line.role ?? '',
    organisation: line.organisation ?? '',
    onBehalfOf: line.onBehalfOf ?? '',
    reason: line.reason ?? '',
    legalBasis: line.legalAct ?? '',
    position: line.position ?? '',
    correlationId: line.correlationId ?? '',
    // What a program sorts by: to the millisecond, whatever the reader's language.
    moment: line.at,
  };
}

const whenInWords = (text: string, language: Language): string =>
  text.length === 10 ? translatorFor(language).date(text) : translatorFor(language).moment(text);
