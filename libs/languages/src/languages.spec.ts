import { describe, expect, test } from '@jest/globals';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { LANGUAGES } from '@baikoo/kernel';
import { catalogues } from './catalogues.js';
import { type MessageKey, negotiateLanguage, translatorFor } from './index.js';

const keys = Object.keys(catalogues.en) as MessageKey[];

/** The names of a message's places, those inside its plural and select branches included. */
const placesOf = (elements: readonly MessageFormatElement[]): string[] =>
  elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    if (element.type === TYPE.tag) return [element.value, ...placesOf(element.children)];
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [element.value];
    return [element.value, ...Object.values(element.options).flatMap((option) => placesOf(option.value))];
  });
const places = (message: string): string[] => [...new Set(placesOf(parse(message)))].toSorted();

describe('the sentences', () => {
  test.each(LANGUAGES)('in %s are as many as in English', (language) =>
    expect(Object.keys(catalogues[language]).toSorted()).toEqual(keys.toSorted()),
  );

  test.each(LANGUAGES)('in %s have the same places to fill as in English', (language) =>
    expect(keys.map((key) => [key, places(catalogues[language][key])])).toEqual(
      keys.map((key) => [key, places(catalogues.en[key])]),
    ),
  );

  test.each(LANGUAGES)('in %s all come out with their places filled', (language) => {
    for (const key of keys) {
      const values = Object.fromEntries(places(catalogues[language][key]).map((place, index) => [place, index + 2]));
      expect(translatorFor(language).say(key, values)).toMatch(/^[^{}]+$/);
    }
  });

  test('a sentence whose place is left empty is a fault', () =>
    expect(() => translatorFor('ru').say('refusal.UNKNOWN_PLAN')).toThrow(/id/));

  test('of a day that has passed fits a consultation as well as a reopened report', () =>
    expect(translatorFor('ru').say('refusal.UNTIL_IN_THE_PAST')).not.toMatch(/обсуждени/i));

  test('Russian counts days in its own three forms', () =>
    expect([1, 3, 11, 21].map((days) => translatorFor('ru').say('report.overdue.days', { days }))).toEqual([
      '1 день',
      '3 дня',
      '11 дней',
      '21 день',
    ]));

  test('a sentence that ends in a date with a full stop has one, and other dots stay as they are', () => {
    const late = (day: string) => translatorFor('ru').say('notice.REMINDER', { cycle: 'a..b.', day });
    expect(late(translatorFor('ru').date('2026-12-31'))).toBe('Отчёт за a..b. нужно сдать до 31 декабря 2026 г.');
    expect(late('вчера')).toBe('Отчёт за a..b. нужно сдать до вчера.');
    expect(late('…..')).toMatch(/до …\.\.\.$/);
  });

  // docs/words.md: of two words for one thing a reader asks what the difference is.
  test.each([
    ['ru', /цикл|позици[яию]+ (в )?записи|вне записей|подтверждающие документы/i],
    ['ky', /цикл|жазуудагы|жазуулардан тышкары|ырастоочу документ|эскертүү(лө|гө)/i],
  ] as const)('one thing has one word in %s', (language, others) =>
    expect(Object.entries(catalogues[language]).filter(([, sentence]) => others.test(sentence))).toEqual([]),
  );

  test('what a person entered is not read as a pattern', () =>
    expect(translatorFor('ru').say('refusal.UNKNOWN_PLAN', { id: "{n, number} 'x'" })).toContain("{n, number} 'x'"));
});

describe('numbers', () => {
  const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
  const long = '123456789012345678.123456';

  test.each([
    ['ky', '123 456 789 012 345 678,123456'],
    ['ru', '123 456 789 012 345 678,123456'],
    ['en', '123,456,789,012,345,678.123456'],
  ] as const)('a long decimal loses no digit in %s', (language, shown) =>
    expect(plain(translatorFor(language).number(long))).toBe(shown),
  );

  test('money has two decimals or none', () =>
    expect(['1250.5', '1250.00', '1250'].map((amount) => plain(translatorFor('ru').money(amount)))).toEqual([
      '1 250,50',
      '1 250',
      '1 250',
    ]));

  test('a share is shown in per cent, a change with its sign', () => {
    expect(plain(translatorFor('ru').percent('0.4125'))).toBe('41,3 %');
    expect(plain(translatorFor('en').change('12'))).toBe('+12');
    expect(plain(translatorFor('en').percentChange('-0.2222'))).toBe('-22.2%');
  });
});

describe('dates', () => {
  // An hour before midnight in UTC is already the next morning in Bishkek.
  test.each([
    ['ky', '2026-ж., 22-ноябрь', '2026-ж., 23-ноябрь 05:00'],
    ['ru', '22 ноября 2026 г.', '23 ноября 2026 г. в 05:00'],
    ['en', '22 November 2026', '23 November 2026 at 05:00'],
  ] as const)('in %s are dates of Bishkek', (language, date, moment) => {
    expect(translatorFor(language).date('2026-11-22')).toBe(date);
    expect(translatorFor(language).moment('2026-11-22T23:00:00.000Z')).toBe(moment);
  });

  test('a month is named without its day', () =>
    expect(LANGUAGES.map((language) => translatorFor(language).month('2026-11-01'))).toEqual([
      '2026-ж., ноябрь',
      'ноябрь 2026 г.',
      'November 2026',
    ]));
});

describe('the language of an answer', () => {
  test.each([
    ['ru-KG,ru;q=0.9,en;q=0.8', 'ru'],
    ['en;q=0.4, ky;q=0.7, ru;q=0.5', 'ky'],
    ['fr, en;q=0.3', 'en'],
    ['RU', 'ru'],
  ] as const)('for "%s" is %s', (header, language) => expect(negotiateLanguage(header)).toBe(language));

  test.each([undefined, '', '*', 'fr, de;q=0.5', 'ru;q=0', ';;,,q='])('for "%s" is Kyrgyz', (header) =>
    expect(negotiateLanguage(header)).toBe('ky'),
  );
});
