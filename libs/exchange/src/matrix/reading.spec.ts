import { describe, expect, test } from '@jest/globals';
import { headingOf } from './columns.js';
import { Names } from './names.js';
import { readAmount } from './read-amount.js';
import { readDates } from './read-date.js';
import { readFigure } from './read-figure.js';

describe('a heading', () => {
  test.each([
    ['№ п/п', 'number'],
    ['Наименование мероприятия', 'measure'],
    ['Меры', 'measure'],
    ['Задачи', 'task'],
    ['Приоритетное направление', 'direction'],
    ['Срок исполнения', 'deadline'],
    ['Срок начала', 'start'],
    ['Ответственные исполнители', 'executor'],
    ['Соисполнители', 'coExecutors'],
    ['Объём финансирования (тыс. сом)', 'amount'],
    ['Источник\nфинансирования', 'source'],
    ['Источник верификации', 'verification'],
    ['Ожидаемый результат', 'expectedResult'],
    ['Базовое значение индикатора', 'baseline'],
    ['Целевой показатель', 'target'],
    ['Показатели', 'indicator'],
    ['Иш-чаралар', 'measure'],
    ['Милдеттер', 'task'],
    ['Багыттар', 'direction'],
    ['Аткаруу мөөнөтү', 'deadline'],
    ['Аткаруу м??н?т?', 'deadline'],
    ['Жооптуу аткаруучулар', 'executor'],
    ['Кошо аткаруучулар', 'coExecutors'],
    ['Каржылоо булагы', 'source'],
    ['Каржылоо көлөмү', 'amount'],
    ['Күтүлүүчү натыйжа', 'expectedResult'],
    ['Ырастоо каражаты', 'verification'],
    ['Көрсөткүч', 'indicator'],
    ['Responsible executor', 'executor'],
    ['Means of verification', 'verification'],
    ['Co-executors', 'coExecutors'],
  ])('«%s» is the column %s', (text, column) => expect(headingOf(text, 'ru')?.column).toBe(column));
  test.each(['Утверждаю', 'План на 2026 год', 'Примечание', ''])('«%s» is none', (text) =>
    expect(headingOf(text, 'ru')).toBeUndefined(),
  );
  test('tells the language of its texts, the unit of its amounts and the period of its figures', () =>
    expect([
      headingOf('Мероприятие (ky)', 'ru'),
      headingOf('Сумма, тыс. сом', 'ru'),
      headingOf('Базовое значение (2025)', 'ru'),
    ]).toMatchObject([{ textLanguage: 'ky' }, { power: 3 }, { period: '2025' }]));
});

describe('a deadline', () => {
  const END = '2027-12-31';
  test.each([
    ['31.12.2026', '2026-12-31'],
    ['1/7/26', '2026-07-01'],
    ['2026-12-31', '2026-12-31'],
    ['31 декабря 2026 г.', '2026-12-31'],
    ['15 мая 2026', '2026-05-15'],
    ['2026-жылдын 31-декабры', '2026-12-31'],
    ['December 31, 2026', '2026-12-31'],
  ])('«%s» is surely %s', (text, to) => expect(readDates(text, END)).toEqual({ from: undefined, to, sure: true }));
  test.each([
    ['IV квартал 2026', '2026-10-01', '2026-12-31'],
    ['4 кв. 2026 г.', '2026-10-01', '2026-12-31'],
    ['2026-жылдын III чейреги', '2026-07-01', '2026-09-30'],
    ['Q2 2026', '2026-04-01', '2026-06-30'],
    ['II полугодие 2026 года', '2026-07-01', '2026-12-31'],
    ['1-е полугодие 2026', '2026-01-01', '2026-06-30'],
    ['декабрь 2026', '2026-12-01', '2026-12-31'],
    ['до конца 2026 г.', undefined, '2026-12-31'],
    ['2026-жылдын аягына чейин', undefined, '2026-12-31'],
    ['2026 год', '2026-01-01', '2026-12-31'],
    ['в течение 2025–2027 гг.', '2025-01-01', '2027-12-31'],
    ['2025-2027-жылдар', '2025-01-01', '2027-12-31'],
    ['постоянно', undefined, END],
    ['дайыма', undefined, END],
    ['до 1 июля 2026 г.', undefined, '2026-07-01'],
  ])('«%s» is taken to end as the text suggests, and that is said', (text, from, to) =>
    expect(readDates(text, END)).toEqual({ from, to, sure: false }),
  );
  test('may name both days', () =>
    expect(readDates('01.02.2026 – 31.12.2026', END)).toEqual({ from: '2026-02-01', to: '2026-12-31', sure: true }));
  test.each(['31.02.2026', '2027-2025', 'V квартал 2026', 'скоро', '31.12', ''])('«%s» is not a date', (text) =>
    expect(readDates(text, END)).toBeUndefined(),
  );
});

describe('an amount', () => {
  test.each([
    ['500000', '500000', true],
    ['1 200 000,50', '1200000.50', true],
    ['1,200,000.50', '1200000.50', true],
    ['1.200.000', '1200000', true],
    ['500 тыс. сом', '500000', false],
    ['1,5 млн сом', '1500000', false],
    ['300 миң сом', '300000', false],
    ['500 000 сомов', '500000', true],
    ['1,200', '1200', false],
    ['0,5', '0.5', true],
  ])('«%s» is %s som', (text, amount, sure) => expect(readAmount(text)).toEqual({ amount, year: undefined, sure }));
  test('may say its year', () =>
    expect(readAmount('2026: 500 000')).toEqual({ amount: '500000', year: 2026, sure: true }));
  test('takes the unit of its heading', () =>
    expect(readAmount('12,5', 3)).toMatchObject({ amount: '12500', sure: false }));
  test.each(['-', 'в рамках текущего финансирования', 'каржылоо талап кылынбайт'])(
    '«%s» is no money of its own',
    (text) => expect(readAmount(text)).toBe('NONE'),
  );
  test.each(['много', '-500', '1,2,3', '500 долларов', '1 2e5', '0,005'])('«%s» is not an amount', (text) =>
    expect(readAmount(text)).toBeUndefined(),
  );
});

test.each([
  ['82 925 (2021)', '82925', '2021'],
  ['2024-H1: 12,5 %', '12.5', '2024-H1'],
  ['214, 2025', '214', '2025'],
  ['0.125', '0.125', undefined],
  ['12,5', '12.5', undefined],
])('the figure «%s» is %s of %s', (text, value, period) => expect(readFigure(text)).toEqual({ value, period }));

describe('a name', () => {
  const names = new Names([
    { id: 'mvd', names: { ru: 'Министерство внутренних дел', ky: 'Ички иштер министрлиги' } },
    { id: 'a-1', names: { ru: 'Акимиат' } },
    { id: 'a-2', names: { ru: 'Акимиат' } },
  ]);
  test('is known in any language, by id, and whatever its signs', () =>
    expect(
      ['Министерство  внутренних дел.', 'ИЧКИ ИШТЕР МИНИСТРЛИГИ', 'mvd', 'Акимиат [a-2]'].map((text) =>
        names.find(text),
      ),
    ).toEqual([{ found: 'mvd' }, { found: 'mvd' }, { found: 'mvd' }, { found: 'a-2' }]));
  test('of several is none', () => expect(names.find('акимиат')).toEqual({ several: ['a-1', 'a-2'] }));
  test('that reads almost alike is asked about, never taken', () =>
    expect(names.find('Министрество внутренних дел')).toEqual({ close: 'Министерство внутренних дел' }));
  test('that reads like nothing is unknown', () => expect(names.find('Ромашка')).toEqual({ close: undefined }));
});
