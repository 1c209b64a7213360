import { isCalendarDate, type Language } from '@baikoo/kernel';
import { type MessageKey, type Translator, translatorFor } from '@baikoo/languages';
import type { FileRefused, Problem, Warning } from '../problem.js';

/** One thing about a file, as a person and a program are told it. */
export type Told = {
  /** Null for the file as a whole. */
  readonly sheet: string | null;
  /** In A1 notation; null for the sheet as a whole. */
  readonly cell: string | null;
  readonly code: string;
  /** In the language of the caller. */
  readonly message: string;
};

export const tellProblem = (problem: Problem, language: Language): Told =>
  tell(problem, `${problem.kind === 'FILE' ? 'file' : 'refusal'}.${problem.code}` as MessageKey, language);

export const tellWarning = (warning: Warning, language: Language): Told =>
  tell(warning, `file.${warning.code}`, language);

export const tellRefused = ({ code, details }: FileRefused, language: Language): Told => ({
  ...{ sheet: null, cell: null, code },
  message: translatorFor(language).say(`file.${code}`, details),
});

function tell({ sheet, cell, code, details }: Problem | Warning, key: MessageKey, language: Language): Told {
  const translator = translatorFor(language);
  const values = Object.entries(details).map(([name, value]) => [name, inWords(translator, name, value)]);
  return { sheet: sheet || null, cell, code, message: translator.say(key, Object.fromEntries(values)) };
}

/** Columns by the name that the table gives them, checks by what they found, dates as the reader writes them. */
function inWords(translator: Translator, name: string, value: string): string {
  const keys =
    name === 'column' ? [`sheet.${value}`, `sheet.matrix.${value}`] : name === 'rule' ? [`sheet.check.${value}`] : [];
  for (const key of keys) if (translator.has(key)) return translator.say(key);
  return isCalendarDate(value) ? translator.date(value) : value;
}
