import { type CalendarDate, parsePeriod } from '@baikoo/kernel';
import type { FigureLine, IndicatorLine, MoneyLine, Written } from './matrix.js';
import { readAmount } from './read-amount.js';
import { readFigure } from './read-figure.js';
import type { RowReader } from './row-reader.js';

type Term = { readonly start: CalendarDate; readonly deadline: CalendarDate };

const SOURCES: readonly (readonly [RegExp, MoneyLine['source']])[] = [
  [/республ|republic|state budget|госбюджет|государственн\p{L}* бюджет/iu, 'REPUBLICAN_BUDGET'],
  [/мест|жергилик|local|айыл|муниципал/iu, 'LOCAL_BUDGET'],
  [/донор|donor|грант|grant|международн|эл аралык/iu, 'DONOR'],
  [/^(ин[ао]|друг|проч|башка|other)/iu, 'OTHER'],
];

/** Amounts and their sources, line by line. One source may stand for all amounts of a cell. */
export function readMoney(reader: RowReader, { start, deadline }: Term): readonly MoneyLine[] {
  const [amounts, sources] = [reader.list('amount'), reader.list('source')];
  const power = reader.columnOf('amount')?.power ?? 0;
  const numeric = reader.cell('amount')?.kind === 'NUMBER';
  const lines = amounts.flatMap(({ text, place }) => {
    const read = readAmount(text, power);
    if (read === undefined) reader.problem(place, 'UNREADABLE_AMOUNT', { text: text.slice(0, 100) });
    if (read === 'NONE' && /\p{L}/u.test(text)) reader.warn(place, 'NO_AMOUNT', { text: text.slice(0, 100) });
    if (read === undefined || read === 'NONE') return [];
    if (!read.sure && !(numeric && power === 0)) reader.warn(place, 'AMOUNT_READ_AS', { text, amount: read.amount });
    const year = read.year ?? Number(deadline.slice(0, 4));
    if (read.year === undefined && start.slice(0, 4) !== deadline.slice(0, 4))
      reader.warn(place, 'YEAR_READ_AS', { year: String(year) });
    return [{ amount: read.amount, year, place }];
  });
  if (lines.length === 0) return [];
  if (sources.length > 1 && sources.length !== amounts.length) {
    reader.problem('amount', 'LINES_DO_NOT_MATCH', countsOf(amounts, sources, 'source'));
    return [];
  }
  return lines.map((line, i) => ({ ...line, source: sourceOf(reader, sources.length > 1 ? sources[i] : sources[0]) }));
}

function sourceOf(reader: RowReader, written: Written | undefined): MoneyLine['source'] {
  if (!written) return 'OTHER';
  const known = SOURCES.find(([pattern]) => pattern.test(written.text));
  if (!known) reader.warn(written.place, 'SOURCE_READ_AS_OTHER', { text: written.text.slice(0, 100) });
  return known?.[1] ?? 'OTHER';
}

/** Divides the targets of one indicator: `10 (2026) | 12 (2027)`. */
const TARGETS = '|';

/** Indicators with their baselines and targets, line by line; `-` keeps a line without a figure. */
export function readIndicators(reader: RowReader, { deadline }: Term): readonly IndicatorLine[] {
  const indicators = reader.list('indicator');
  const figures = (column: 'baseline' | 'target'): readonly (readonly FigureLine[])[] => {
    const written = reader
      .text(column)
      .split(/[\r\n;]+/)
      .map((text) => text.trim())
      .filter((text) => text !== '');
    if (written.length === 0) return [];
    if (indicators.length === 0) reader.problem(column, 'FIGURE_WITHOUT_INDICATOR');
    else if (written.length !== indicators.length)
      reader.problem(column, 'LINES_DO_NOT_MATCH', countsOf(written, indicators, 'indicator'));
    else
      return written.map((text) =>
        (column === 'target' ? text.split(TARGETS) : [text])
          .map((one) => figureIn(reader, column, one.trim(), deadline))
          .filter((figure) => figure !== undefined),
      );
    return [];
  };
  const [baselines, targets] = [figures('baseline'), figures('target')];
  return indicators.map((indicator, i) => ({ ...indicator, baseline: baselines[i]?.[0], targets: targets[i] ?? [] }));
}

function figureIn(reader: RowReader, column: 'baseline' | 'target', text: string, deadline: CalendarDate) {
  if (/^[-–—]$/.test(text)) return undefined;
  const place = reader.place(column);
  const read = readFigure(text);
  if (!read) {
    reader.problem(place, 'UNREADABLE_FIGURE', { text: text.slice(0, 100) });
    return undefined;
  }
  const said = read.period ?? reader.columnOf(column)?.period;
  // What something was before is nothing to guess; what is wanted is wanted by the deadline.
  const period = said ?? (column === 'target' ? deadline.slice(0, 4) : undefined);
  if (!period || !parsePeriod(period)) reader.problem(place, 'PERIOD_OF_FIGURE', { text: text.slice(0, 100) });
  else if (!said) reader.warn(place, 'TARGET_PERIOD_READ_AS', { period });
  return period ? { value: read.value, period, place } : undefined;
}

const countsOf = (here: readonly unknown[], there: readonly unknown[], column: string) => ({
  ...{ here: String(here.length), there: String(there.length), column },
});
