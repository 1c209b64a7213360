import type { FactSince } from '@baikoo/event-store';
import type { Language, Refusal } from '@baikoo/kernel';
import { type RefusalCode, translatorFor } from '@baikoo/languages';

/** Why something was refused, as the reader of a language expects it. */
export function refusalSentence({ refused, details = {} }: Refusal<RefusalCode>, language: Language): string {
  const translator = translatorFor(language);
  if (refused === 'FILE_REFUSED')
    return translator.say('refusal.FILE_REFUSED', { ...details, problem: problemInWords(details, language) });
  if (refused !== 'CHANGED_SINCE') return translator.say(`refusal.${refused}`, details);
  const changes = factsSince(details).map(
    ({ type, recordedAt, organisationId, role }) =>
      `${factInWords(type, language)} (${translator.moment(recordedAt)}; ${organisationId}, ${role})`,
  );
  return translator.say('refusal.CHANGED_SINCE', { changes: changes.join('; ') });
}

/** What the record learned since the caller looked, as `execute` put it into the refusal. */
export const factsSince = ({ facts }: Readonly<Record<string, string>>): readonly FactSince[] =>
  facts === undefined ? [] : (JSON.parse(facts) as FactSince[]);

/** A fact that this build has no words for stands for itself. */
export function factInWords(type: string, language: Language): string {
  const translator = translatorFor(language);
  const key: string = `event.${type}`;
  return translator.has(key) ? translator.say(key) : type;
}

/** What keeps a file from being taken over: what the file shows, or a rule of the record. */
function problemInWords(details: Readonly<Record<string, string>>, language: Language): string {
  const translator = translatorFor(language);
  const { problem = '' } = details;
  for (const key of [`file.${problem}`, `refusal.${problem}`])
    if (translator.has(key)) return translator.say(key, details).replace(/\.$/, '');
  return problem;
}
