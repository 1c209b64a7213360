import type { Translator } from '@baikoo/languages';

const CAPITAL = /[A-Z]/;

/** The name of a column for a field of an event: `responsibleOrganisationId` is `responsible_organisation_id`. */
export const columnOf = (field: string): string =>
  CAPITAL.test(field) ? field.replaceAll(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`) : field;

/**
 * What a column of a read model or a field of an event holds, in the reader's words; one without words stands for itself.
 * `table`: of which, where its columns may have words of their own.
 */
export function labelOf(field: string, translator: Translator, table = ''): string {
  const own: string = `field.${table}.${columnOf(field)}`;
  if (translator.has(own)) return translator.say(own);
  const key: string = `field.${columnOf(field)}`;
  return translator.has(key) ? translator.say(key) : field;
}
