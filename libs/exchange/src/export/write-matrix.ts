import type { IndicatorView } from '@baikoo/indicators';
import { type CalendarDate, type Language, LANGUAGES, type LocalizedText } from '@baikoo/kernel';
import { type Translator, translatorFor } from '@baikoo/languages';
import type { MeasureView } from '@baikoo/measures';
import type { PlanView } from '@baikoo/plans';
import type { Column } from '../matrix/columns.js';
import type { Named } from '../matrix/names.js';
import { Names } from '../matrix/names.js';

/** What of a measure the matrix shows. */
export type MatrixMeasure = Pick<
  MeasureView,
  | 'directionId'
  | 'taskId'
  | 'titles'
  | 'responsibleOrganisationId'
  | 'territoryId'
  | 'plannedStart'
  | 'deadline'
  | 'expectedResult'
> & {
  readonly funding: readonly Pick<MeasureView['funding'][number], 'year' | 'planned' | 'source'>[];
  readonly coExecutorIds?: readonly string[];
  readonly meansOfVerification?: LocalizedText | null;
  readonly indicatorIds?: readonly string[];
};

type FigureOfPeriod = Pick<IndicatorView['targets'][number], 'value' | 'period'>;

export type MatrixContent = {
  readonly plan: Pick<PlanView, 'directions' | 'territoryId'>;
  readonly measures: readonly MatrixMeasure[];
  readonly organisations: readonly Named[];
  readonly territories: readonly Named[];
  readonly indicators: readonly (Pick<IndicatorView, 'id'> & {
    readonly baseline: FigureOfPeriod | null;
    readonly targets: readonly FigureOfPeriod[];
  })[];
};

/** Columns whose texts may be there in several languages: each gets a column of its own. */
const LOCALIZED = ['direction', 'task', 'measure', 'expectedResult', 'verification'] as const;
type Localized = (typeof LOCALIZED)[number];
const ORDER: readonly Column[] = [
  'number',
  'direction',
  'task',
  'measure',
  'expectedResult',
  'start',
  'deadline',
  'executor',
  'coExecutors',
  'territory',
  'amount',
  'source',
  'indicator',
  'baseline',
  'target',
  'verification',
];

/** The matrix of a plan as rows of text, headings first, such that importing it makes the same plan. */
export function matrixTable(content: MatrixContent, language: Language): string[][] {
  const say = translatorFor(language);
  const texts = rowsOf(content);
  const languagesOf = (column: Localized) => [
    language,
    ...LANGUAGES.filter((other) => other !== language && texts.some((row) => row.texts[column]?.[other])),
  ];
  type Shown = { readonly column: Column; readonly shown: Language; readonly heading: string };
  const columns = ORDER.flatMap((column): readonly Shown[] =>
    isLocalized(column)
      ? languagesOf(column).map((shown, i) => ({
          column,
          shown,
          heading: i === 0 ? heading(say, column) : `${heading(say, column)} (${shown})`,
        }))
      : [{ column, shown: language, heading: heading(say, column) }],
  );
  const cells = new Cells(content, language);
  return [
    columns.map((column) => column.heading),
    ...texts.map((row, i) =>
      columns.map(({ column, shown }) => {
        if (!isLocalized(column)) return column === 'number' ? String(i + 1) : cells.of(row.measure, column);
        const text = row.texts[column]?.[shown] ?? '';
        const reference = column === 'direction' ? row.direction : column === 'task' ? row.task : undefined;
        return reference === undefined || text === '' ? text : `${reference}. ${text}`;
      }),
    ),
  ];
}

const isLocalized = (column: Column): column is Localized => (LOCALIZED as readonly Column[]).includes(column);
const heading = (say: Translator, column: Column) => say.say(`sheet.matrix.${column}`);

/** Measures in the order of the plan, each with all its texts. */
function rowsOf({ plan, measures }: MatrixContent) {
  return plan.directions.flatMap((direction) =>
    direction.tasks.flatMap((task) =>
      measures
        .filter(({ directionId, taskId }) => directionId === direction.id && taskId === task.id)
        .toSorted(byDeadlineAndWords)
        .map((measure) => {
          const { titles, expectedResult, meansOfVerification: verification = null } = measure;
          const texts: Record<Localized, LocalizedText | null> = {
            direction: direction.titles,
            task: task.titles,
            measure: titles,
            expectedResult,
            verification,
          };
          return { measure, texts, direction: direction.reference, task: task.reference };
        }),
    ),
  );
}

/** Never by id: the plan that is made of the matrix has other ids and must have the same order. */
function byDeadlineAndWords(a: MatrixMeasure, b: MatrixMeasure): number {
  const [keyOfA, keyOfB] = [a, b].map(({ deadline, titles }) => `${deadline} ${titles.ru ?? titles.ky ?? titles.en}`);
  return keyOfA! < keyOfB! ? -1 : Number(keyOfA! > keyOfB!);
}

class Cells {
  readonly #organisations: ReadonlyMap<string, string>;
  readonly #territories: ReadonlyMap<string, string>;

  constructor(
    private readonly content: MatrixContent,
    private readonly language: Language,
  ) {
    this.#organisations = namesOf(content.organisations, language);
    this.#territories = namesOf(content.territories, language);
  }

  of(measure: MatrixMeasure, column: Exclude<Column, Localized | 'number'>): string {
    const organisation = (id: string) => this.#organisations.get(id) ?? id;
    const indicators = measure.indicatorIds ?? [];
    switch (column) {
      case 'start':
        return written(measure.plannedStart);
      case 'deadline':
        return written(measure.deadline);
      case 'executor':
        return organisation(measure.responsibleOrganisationId);
      case 'coExecutors':
        return (measure.coExecutorIds ?? []).map(organisation).join('\n');
      case 'territory':
        return measure.territoryId === this.content.plan.territoryId
          ? ''
          : (this.#territories.get(measure.territoryId) ?? measure.territoryId);
      case 'amount':
        return measure.funding.map(({ year, planned }) => `${year}: ${planned}`).join('\n');
      case 'source':
        return measure.funding
          .map(({ source }) => translatorFor(this.language).say(`sheet.source.${source}`))
          .join('\n');
      case 'indicator':
        return indicators.join('\n');
      case 'baseline':
        return this.#figures(indicators, ({ baseline }) => (baseline ? [baseline] : []));
      case 'target':
        return this.#figures(indicators, ({ targets }) => targets);
    }
  }

  #figures(
    ids: readonly string[],
    figures: (of: MatrixContent['indicators'][number]) => readonly FigureOfPeriod[],
  ): string {
    const found = ids
      .map((id) => this.content.indicators.find((indicator) => indicator.id === id))
      .map((of) => (of ? figures(of) : []));
    const inOneLine = (of: (typeof found)[number]) => of.map(({ value, period }) => `${value} (${period})`).join(' | ');
    return found.some((of) => of.length > 0) ? found.map((of) => inOneLine(of) || '-').join('\n') : '';
  }
}

/** A name that means one thing only and stands in one line; else the id, which always does. */
function namesOf(things: readonly Named[], language: Language): ReadonlyMap<string, string> {
  const names = new Names(things);
  return new Map(
    things.map((thing) => {
      const name = thing.names[language] ?? thing.names.ru ?? thing.names.ky ?? thing.id;
      return [thing.id, 'found' in names.find(name) && !/[;\r\n]|^[-–—•]|,$/.test(name) ? name : thing.id];
    }),
  );
}

const written = (date: CalendarDate): string => date.split('-').toReversed().join('.');
