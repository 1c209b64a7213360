import type { Language } from '@baikoo/kernel';
import { type MessageKey, type MessageValues, periodInWords, translatorFor, type Translator } from '@baikoo/languages';

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

function makeReader(language: Language): Reader {
  const translator = translatorFor(language);
  return {
    ...{ language, translator },
    say: (word, values) => translator.say(`report.${word}`, values),
    period: (code) => periodInWords(code, language),
  };
}

const readers: Readonly<Record<Language, Reader>> = {
  ky: makeReader('ky'),
  ru: makeReader('ru'),
  en: makeReader('en'),
};

export const readerOf = (language: Language): Reader => readers[language];
