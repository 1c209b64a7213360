import { LRUCache } from 'lru-cache';
import { type CalendarDate, type Language, parsePeriod } from '@baikoo/kernel';
import { type MessageKey, type MessageValues, translatorFor, type Translator } from '@baikoo/languages';

/** A word of the report's own area of the catalogue, without the area's name. */
export type Word = MessageKey extends infer Key ? (Key extends `report.${infer Name}` ? Name : never) : never;

/** Whom the report is written for: everything that depends on the language goes through here. */
export type Reader = {
  readonly language: Language;
  readonly translator: Translator;
  say(word: Word, values?: MessageValues): string;
  /** A period code such as `2025-H1` in words. */
  period(code: string): string;
};

/** Periods of reports, plans and indicators that a page or document may name again and again. */
const MOST_PERIODS = 1_000;

function makeReader(language: Language): Reader {
  const translator = translatorFor(language);
  const say = (word: Word, values?: MessageValues) => translator.say(`report.${word}`, values);

  const single = (code: string, from: CalendarDate): string => {
    const [, year = code, kind, number = ''] = /^(\d{4})(?:-([HQ]?)(\d+))?/.exec(code) ?? [];
    if (code.length === 10) return translator.date(from);
    if (kind === 'H') return say('period.half', { half: number, year });
    if (kind === 'Q') return say('period.quarter', { quarter: number, year });
    return number ? translator.month(from) : year;
  };

  const told = new LRUCache<string, string>({ max: MOST_PERIODS });
  const period = (code: string): string => {
    const words = told.get(code) ?? inWords(code);
    told.set(code, words);
    return words;
  };

  const inWords = (code: string): string => {
    const whole = parsePeriod(code);
    if (!whole) return code;
    const [first = code, last] = code.split('..');
    if (last === undefined) return single(code, whole.from);
    if (whole.from.endsWith('-01-01') && whole.to.endsWith('-12-31')) {
      return `${whole.from.slice(0, 4)}–${whole.to.slice(0, 4)}`;
    }
    return say('period.range', { from: single(first, whole.from), to: single(last, whole.to) });
  };

  return { language, translator, say, period };
}

const readers: Readonly<Record<Language, Reader>> = {
  ky: makeReader('ky'),
  ru: makeReader('ru'),
  en: makeReader('en'),
};

export const readerOf = (language: Language): Reader => readers[language];
