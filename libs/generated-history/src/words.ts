import type { LocalizedText, Source } from '@baikoo/kernel';

/** A text that says in each language that it was generated. Its Kyrgyz is machine-made, as elsewhere. */
export const generated = (what: string): LocalizedText => ({
  ky: `Ойдон чыгарылган: ${what}`,
  ru: `Сгенерировано: ${what}`,
  en: `Generated: ${what}`,
  unconfirmed: ['ky'],
});

/** No document says it. */
export const GENERATED: Source = { title: 'Generated history', reference: null };

/** The indicators by number, from 1: `GENERATED_INDICATOR_1`. */
export const indicatorIdOf = (number: number) => `GENERATED_INDICATOR_${number}`;
