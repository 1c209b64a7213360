import { type Convention, type ConventionName, DEFAULT_CONVENTIONS } from '@baikoo/kernel';
import type { Translator } from '@baikoo/languages';
import type { ConventionValueType } from './convention.types.js';

/** The values of a convention as a reader sees them, to be shown beside what was judged by them. */
export function shownValues<Name extends ConventionName>(
  name: Name,
  values: Convention<Name>,
  translator: Translator,
): ConventionValueType[] {
  const standards: Readonly<Record<string, string>> = DEFAULT_CONVENTIONS[name];
  return Object.entries<string>(values).flatMap(([value, held]) => {
    const key = `convention.${name}.${value}`;
    const standard = standards[value];
    // A value that a newer version recorded decides nothing here.
    return translator.has(key) && standard !== undefined
      ? [{ name: value, meaning: translator.say(key), value: held, standard }]
      : [];
  });
}
