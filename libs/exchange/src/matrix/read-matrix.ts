import { type CalendarDate, type Language, textIn } from '@baikoo/kernel';
import { FileRefused, type Problem, type Warning } from '../problem.js';
import type { Sheet } from '../workbook/cell.js';
import { type Column, folded } from './columns.js';
import { findTable, placeOf, type Table } from './find-table.js';
import type { Heading, Matrix, MatrixRow } from './matrix.js';
import { readIndicators, readMoney } from './read-lines.js';
import { readDates } from './read-date.js';
import { RowReader } from './row-reader.js';

export type Period = { readonly from: CalendarDate; readonly to: CalendarDate };

type Noted = { readonly problems: Problem[]; readonly warnings: Warning[] };
type Draft = { -readonly [Key in keyof MatrixRow]: MatrixRow[Key] };

/** Whatever a line may continue: the measure above goes on in these columns. */
const LINES: readonly Column[] = ['amount', 'source', 'indicator', 'baseline', 'target'];

/** Every measure of every sheet that holds a matrix, with everything that is wrong or was interpreted. */
export function readMatrix(sheets: readonly Sheet[], plan: Period, prefer: Language): Matrix {
  const tables = sheets
    .filter(({ hidden }) => !hidden)
    .map((sheet) => findTable(sheet, prefer))
    .filter((table) => table !== undefined);
  if (tables.length === 0) throw new FileRefused('NO_MATRIX');
  const noted: Noted = { problems: [], warnings: [] };
  const rows = tables.flatMap((table) => {
    noted.problems.push(...table.problems);
    noted.warnings.push(...table.warnings);
    return readTable(table, plan, noted);
  });
  const [{ language, sheet }] = tables as [Table, ...Table[]];
  return { rows, language, sheet: sheet.name, ...noted };
}

function readTable(table: Table, plan: Period, noted: Noted): readonly MatrixRow[] {
  const { sheet } = table;
  const rows: Draft[] = [];
  let [direction, task]: (Heading | undefined)[] = [];
  let withoutStart = false;
  for (let r = table.firstRow; r < sheet.rows.length; r++) {
    if (!sheet.rows[r]!.some((cell) => cell?.text || cell?.kind === 'FORMULA')) continue;
    const reader = new RowReader(table, r, noted);
    const banner = bannerOf(sheet, r);
    if (banner !== undefined) {
      const kind = bannerKind(banner);
      const heading = headingFrom({ [table.language]: withoutWord(banner) }, placeOf(sheet, r, 0));
      if (kind === 'task') task = heading;
      else if (kind === 'direction') [direction, task] = [heading, undefined];
      else if (/\p{L}/u.test(banner)) reader.warn(placeOf(sheet, r, 0), 'ROW_IGNORED', { text: banner.slice(0, 100) });
      continue;
    }
    const [ownDirection, ownTask] = [headingIn(reader, 'direction'), headingIn(reader, 'task')];
    // A new direction has tasks of its own.
    if (ownDirection && !sameText(ownDirection, direction)) [direction, task] = [ownDirection, undefined];
    if (ownTask) task = ownTask;
    if (reader.continues('measure') || isOnlyLines(reader)) {
      const above = rows.at(-1);
      if (above) addLines(above, reader);
      continue;
    }
    const titles = reader.localized('measure');
    if (!titles && !reader.text('deadline') && !reader.text('executor')) continue;
    if (!titles) reader.problem('measure', 'VALUE_MISSING', { column: 'measure' });
    if (!direction) reader.problem('direction', 'VALUE_MISSING', { column: 'direction' });
    if (!task && direction) {
      task = { ...direction, reference: undefined };
      reader.warn('task', 'TASK_IS_DIRECTION');
    }
    const dates = readTerm(reader, plan);
    withoutStart ||= dates?.implied === true;
    const executors = reader.list('executor');
    if (executors.length === 0 && reader.columnOf('executor'))
      reader.problem('executor', 'VALUE_MISSING', { column: 'executor' });
    if (!titles || !direction || !task || !dates) continue;
    rows.push({
      row: r + 1,
      ...{ direction, task, titles, start: dates.start, deadline: dates.deadline, executors },
      coExecutors: reader.list('coExecutors'),
      money: readMoney(reader, dates),
      indicators: readIndicators(reader, dates),
      territory: reader.list('territory')[0],
      expectedResult: reader.localized('expectedResult'),
      verification: reader.localized('verification'),
      placeOf: (column) => reader.place(column as Column),
    });
  }
  if (withoutStart)
    noted.warnings.push({ ...placeOf(sheet, table.firstRow), code: 'START_OF_PLAN', details: { date: plan.from } });
  return rows;
}

/** Start and deadline, and whether the start is only implied. Undefined when the deadline cannot be read. */
function readTerm(reader: RowReader, plan: Period) {
  const written = reader.text('deadline');
  const term = datesIn(reader, 'deadline', plan);
  if (!term) {
    if (!written && reader.columnOf('deadline')) reader.problem('deadline', 'VALUE_MISSING', { column: 'deadline' });
    return undefined;
  }
  if (!term.sure) reader.warn('deadline', 'DEADLINE_READ_AS', { text: written, date: term.to });
  const begins = datesIn(reader, 'start', plan);
  if (begins && !begins.sure)
    reader.warn('start', 'START_READ_AS', { text: reader.text('start'), date: begins.from ?? begins.to });
  // «2025 год» in a plan that begins in March means from March on.
  const meant = term.from !== undefined && term.from < plan.from && !term.sure ? plan.from : term.from;
  const start = (begins && (begins.from ?? begins.to)) ?? meant;
  if (!begins && start && !term.sure) reader.warn('deadline', 'START_READ_AS', { text: written, date: start });
  return { start: start ?? plan.from, deadline: term.to, implied: start === undefined };
}

function datesIn(reader: RowReader, column: 'start' | 'deadline', plan: Period) {
  const cell = reader.cell(column);
  const text = reader.text(column);
  if (!text) return undefined;
  if (cell?.kind === 'DATE') return { from: undefined, to: text, sure: true };
  const dates = readDates(text, plan.to);
  if (!dates) reader.problem(column, 'UNREADABLE_DATE', { text: text.slice(0, 100) });
  return dates;
}

function headingIn(reader: RowReader, column: 'direction' | 'task'): Heading | undefined {
  const titles = reader.localized(column);
  return titles ? headingFrom(titles, reader.place(column)) : undefined;
}

/** «4.1. Название» has its number in front; «12 дворов» has none. */
const NUMBERED = /^(\d+(?:[./-]\d+)+|\d+(?=[.)]))[.)]*\s*(?=\p{L}|["«])/u;

function headingFrom(titles: Heading['titles'], place: Heading['place']): Heading {
  const [found] = Object.values(titles).map((text) =>
    typeof text === 'string' ? NUMBERED.exec(text)?.[1] : undefined,
  );
  const without = Object.fromEntries(
    Object.entries(titles).map(([language, text]) => [
      language,
      typeof text === 'string' ? text.replace(NUMBERED, '') : text,
    ]),
  );
  return { reference: found, titles: without, place };
}

const sameText = (a: Heading, b: Heading | undefined): boolean =>
  b !== undefined && folded(textIn(a.titles, 'ru')) === folded(textIn(b.titles, 'ru'));

/** A single text over the whole table, often merged: «Направление 1. …». */
function bannerOf(sheet: Sheet, row: number): string | undefined {
  const filled = sheet.rows[row]!.filter((cell) => cell?.text);
  const merged = sheet.merges.some(
    ({ fromRow, toRow, fromColumn, toColumn }) => fromRow === row && toRow === row && toColumn - fromColumn >= 2,
  );
  const [only] = filled;
  return filled.length === 1 && only && (merged || bannerKind(only.text)) ? only.text.trim() : undefined;
}

const WORD_OF_DIRECTION =
  /^(направлени[ея]|компонент|приоритет\p{L}*|проблема|багыт\p{L}*|көйгөй|direction|component|priority)(?!\p{L})/iu;
const WORD_OF_TASK = /^(задача|милдет|task|objective)(?!\p{L})/iu;

const bannerKind = (text: string): 'direction' | 'task' | undefined =>
  WORD_OF_DIRECTION.test(text.trim()) ? 'direction' : WORD_OF_TASK.test(text.trim()) ? 'task' : undefined;

const withoutWord = (text: string): string =>
  text
    .replace(WORD_OF_DIRECTION, '')
    .replace(WORD_OF_TASK, '')
    .replace(/^[\s№:.]+/u, '')
    .trim() || text;

const isOnlyLines = (reader: RowReader): boolean =>
  !reader.cell('measure')?.text &&
  !reader.cell('deadline')?.text &&
  !reader.cell('executor')?.text &&
  LINES.some((column) => reader.cell(column)?.text);

function addLines(above: Draft, reader: RowReader): void {
  const dates = { start: above.start, deadline: above.deadline };
  const own = (column: Column) => !reader.continues(column) && reader.cell(column)?.text;
  if (own('amount')) above.money = [...above.money, ...readMoney(reader, dates)];
  if (own('indicator')) above.indicators = [...above.indicators, ...readIndicators(reader, dates)];
}
