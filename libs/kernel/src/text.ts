/** Kyrgyz is the state language, Russian is official, English is for partners. */
export const LANGUAGES = ['ky', 'ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A name or sentence that a person entered, in whichever of the three languages they had. */
export type LocalizedText = {
  readonly ky?: string | null;
  readonly ru?: string | null;
  readonly en?: string | null;
  /** Languages whose wording no native speaker has confirmed yet (machine-made translations). */
  readonly unconfirmed?: readonly Language[] | null;
};

/** Where a language has no text, the next in this order stands in for it. */
const STAND_INS: Record<Language, readonly Language[]> = {
  ky: ['ky', 'ru', 'en'],
  ru: ['ru', 'ky', 'en'],
  en: ['en', 'ru', 'ky'],
};

/** The text in the reader's language or its nearest stand-in; empty when there is none at all. */
export const textIn = (text: LocalizedText, language: Language): string =>
  STAND_INS[language].map((candidate) => text[candidate]).find((found) => found) ?? '';

/** Whether `textIn` returns wording that still waits for a native speaker's word. */
export const isUnconfirmed = (text: LocalizedText, language: Language): boolean =>
  Boolean(text[language] && text.unconfirmed?.includes(language));

/**
 * Whether two texts say the same in every language: what is absent, null or empty says nothing. The same words are another
 * text when somebody confirmed them meanwhile.
 */
export const isSameText = (one: LocalizedText | null, other: LocalizedText | null): boolean =>
  LANGUAGES.every((language) => {
    const [a, b] = [one?.[language] || null, other?.[language] || null];
    return a === b && (a === null || isUnconfirmed(one!, language) === isUnconfirmed(other!, language));
  });

export const isEmptyText = (text: LocalizedText): boolean => !LANGUAGES.some((language) => text[language]?.trim());
