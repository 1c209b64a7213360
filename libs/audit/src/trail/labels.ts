import type { Translator } from '@baikoo/languages';

/** What a column of a read model holds, in the reader's words; one without words stands for itself. */
export function labelOf(field: string, translator: Translator): string {
  const key: string = `field.${field}`;
  return translator.has(key) ? translator.say(key) : field;
}
