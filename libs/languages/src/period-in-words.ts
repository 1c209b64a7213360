import { LRUCache } from 'lru-cache';
import { type CalendarDate, type Language, parsePeriod } from '@baikoo/kernel';
import { translatorFor } from './translator.js';

/** Periods of reports, plans and indicators that a page or document may name again and again. */
const told = new LRUCache<string, string>({ max: 3_000 });

/** A period code such as `2025-H1` in words; what is no code stands for itself. */
export function periodInWords(code: string, language: Language): string {
  const key = `${language} ${code}`;
  const words = told.get(key) ?? inWords(code, language);
  told.set(key, words);
  return words;
}

function inWords(code: string, language: Language): string {
  const whole = parsePeriod(code);
  if (!whole) return code;
  const [first = code, last] = code.split('..');
  if (last === undefined) return single(code, whole.from, language);
  if (whole.from.endsWith('-01-01') && whole.to.endsWith('-12-31'))
    return `${whole.from.slice(0, 4)}–${whole.to.slice(0, 4)}`;
  const ends = { from: single(first, whole.from, language), to: single(last, whole.to, language) };
  return translatorFor(language).say('report.period.range', ends);
}

function single(code: string, from: CalendarDate, language: Language): string {
  const translator = translatorFor(language);
  const [, year = code, kind, number = ''] = /^(\d{4})(?:-([HQ]?)(\d+))?/.exec(code) ?? [];
  if (code.length === 10) return translator.date(from);
  if (kind === 'H') return translator.say('report.period.half', { half: number, year });
  if (kind === 'Q') return translator.say('report.period.quarter', { quarter: number, year });
  return number ? translator.month(from) : year;
}
