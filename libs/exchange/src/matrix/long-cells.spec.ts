import { describe, expect, test } from '@jest/globals';
import { partsIn } from '../forms/parts.js';
import { LIMITS } from '../workbook/limits.js';
import { headingOf } from './columns.js';
import { Names } from './names.js';
import { plainNumber, readAmount } from './read-amount.js';
import { readDates } from './read-date.js';
import { readFigure } from './read-figure.js';
import { readMatrix } from './read-matrix.js';

/** As long as a cell may be, of what the readers look for: whoever tries again at every sign would take minutes. */
const filledWith = (text: string) => text.repeat(Math.ceil(LIMITS.text / text.length)).slice(0, LIMITS.text);
const CELLS = [
  ...['1', ' ', '1 ', '1.', '1,000', '12.', '-', '(', '((', '[', 'до ', 'год ', '20', '2026 ', '2026-', '1.1.2026 '],
  ...['iv ', 'квартал ', 'i квартал', 'тыс', 'а', 'а 1 ', '1а ', '/', ':', ' /', ':1', 'sex/', '31 декабря ', '\u00a0'],
].map((text) => [text, filledWith(text)] as const);

/**
 * A plan may have ten thousand rows: one cell must not cost more than a moment. A pattern that tries again at every sign
 * costs seconds to minutes. Counted is the time of the processor, so that it does not matter what else runs.
 */
const MOMENT_MS = 500;

function processorTimeOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

const READERS: readonly (readonly [string, (text: string) => unknown])[] = [
  ['a heading', (text) => headingOf(text, 'ru')],
  ['a short heading', (text) => headingOf(text.slice(0, 200), 'ru')],
  ['a date', (text) => readDates(text, '2027-12-31')],
  ['an amount', (text) => readAmount(text)],
  ['a number', (text) => plainNumber(text)],
  ['a figure', (text) => readFigure(text)],
  ['parts', (text) => partsIn(text, [])],
  ['a name', (text) => new Names([{ id: 'mvd', names: { ru: 'Министерство внутренних дел' } }]).find(text)],
];

describe.each(READERS)('a cell as long as Excel allows, read as %s,', (_, read) => {
  test.each(CELLS)('full of «%s» takes no more than a moment', (_, text) => {
    for (const cell of [text, `${text.slice(1)}x`, `x${text.slice(1)}`])
      expect(processorTimeOf(() => read(cell))).toBeLessThan(MOMENT_MS);
  });
});

test.each(CELLS)('a matrix whose every cell is full of «%s» is read in a moment', (_, text) => {
  const sheet = { name: 'А', hidden: false, merges: [] };
  const heading = (word: string) => ({ kind: 'TEXT' as const, text: word });
  const words = ['Направление', 'Задача', 'Мероприятие', 'Начало', 'Срок', 'Исполнитель', 'Соисполнители', 'Сумма'];
  const head = [...words, 'Источник', 'Индикатор', 'Базовое значение', 'Целевое значение', 'Источник проверки'];
  const rows = [head.map(heading), head.map(() => heading(text))];
  const time = processorTimeOf(() => {
    readMatrix([{ ...sheet, rows }], { from: '2026-01-01', to: '2027-12-31' }, 'ru');
    readMatrix([{ ...sheet, rows: [[heading(text)], ...rows] }], { from: '2026-01-01', to: '2027-12-31' }, 'ru');
  });
  expect(time).toBeLessThan(4 * MOMENT_MS);
});
