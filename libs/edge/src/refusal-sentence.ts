import type { FactSince } from '@baikoo/event-store';
import type { Language, Refusal } from '@baikoo/kernel';
import { type RefusalCode, translatorFor } from '@baikoo/languages';

/** Who knows what things are called, where the sentence should not say ids. */
export type NamesInSentences = { readonly organisation: (id: string) => string };
const IDS: NamesInSentences = { organisation: (id) => id };

/** Why something was refused, as the reader of a language expects it: roles, fields and, where names are known, organisations by their names. */
export function refusalSentence(
  { refused, details: given = {} }: Refusal<RefusalCode>,
  language: Language,
  names: NamesInSentences = IDS,
): string {
  const translator = translatorFor(language);
  const details = detailsInWords(refused, given, language, names);
  if (refused === 'FILE_REFUSED')
    return translator.say('refusal.FILE_REFUSED', { ...details, problem: problemInWords(details, language) });
  if (refused !== 'CHANGED_SINCE') return translator.say(`refusal.${refused}`, details);
  const changes = factsSince(given).map(
    ({ type, recordedAt, organisationId, role }) =>
      `${factInWords(type, language)} (${translator.moment(recordedAt)}; ${names.organisation(organisationId)}, ${roleInWords(role, language)})`,
  );
  return translator.say('refusal.CHANGED_SINCE', { changes: changes.join('; ') });
}

/** Refusals whose `id` is that of an organisation. */
const OF_ORGANISATIONS: ReadonlySet<RefusalCode> = new Set(['ENDORSEMENT_MISSING', 'UNKNOWN_OBLIGATION']);

/** A role by its name; one that this build has no words for stands for itself. */
export function roleInWords(role: string, language: Language): string {
  const translator = translatorFor(language);
  const key: string = `code.role.${role}`;
  return translator.has(key) ? translator.say(key) : role;
}

/** A field of an input as people call it: of `items.0.text` the last name counts. */
function fieldInWords(path: string, language: Language): string {
  const translator = translatorFor(language);
  const name = path.split('.').findLast((part) => !/^\d+$/.test(part)) ?? path;
  const key: string = `field.${name.replaceAll(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`)}`;
  return translator.has(key) ? translator.say(key) : path;
}

function detailsInWords(
  refused: RefusalCode,
  details: Readonly<Record<string, string>>,
  language: Language,
  names: NamesInSentences,
): Readonly<Record<string, string>> {
  const { role, path, id, rule } = details;
  const key: string = `input.${rule}`;
  const translator = translatorFor(language);
  return {
    ...details,
    ...(role !== undefined && { role: roleInWords(role, language) }),
    // A field of a question is left out by its name in the schema.
    ...(path !== undefined && refused === 'INVALID_INPUT' && { path: fieldInWords(path, language) }),
    // What was kept is said to whoever reads it, not to whoever was refused.
    ...(refused === 'INVALID_INPUT' && translator.has(key) && { reason: translator.say(key, details) }),
    ...(id !== undefined && OF_ORGANISATIONS.has(refused) && { id: names.organisation(id) }),
  };
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
