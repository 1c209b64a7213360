import { type Language, LANGUAGES } from '@baikoo/kernel';

/** Kyrgyz is the state language: whoever asks for none of the three is answered in it. */
export const DEFAULT_LANGUAGE: Language = 'ky';

/** The first of our languages in an `Accept-Language` header (RFC 9110, 12.5.4), by its weights. */
export function negotiateLanguage(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().toLowerCase().split(';');
      const weight = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find((text) => text !== undefined);
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  for (const { language } of wanted) {
    const ours = LANGUAGES.find((candidate) => candidate === language);
    if (ours) return ours;
  }
  return DEFAULT_LANGUAGE;
}
