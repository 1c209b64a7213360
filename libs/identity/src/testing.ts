/** Fields that would hold a person, whatever language their name is in. */
const PERSONAL_KEY =
  /^(full_?name|first_?name|last_?name|family_?name|given_?name|patronymic|surname|fio|phone|office_?phone|mobile|e_?mail|passport|inn|birth_?(date|day))$/i;
const PERSONAL_TEXT: readonly RegExp[] = [
  /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+/u,
  // Kyrgyz numbers: +996 or 996 with nine digits, or a 0 with nine, with or without spaces, hyphens and brackets.
  /(?<![\p{L}\p{N}.-])(\+?996|0)[ (-]*[2-79]\d{2}[ )-]*\d{2,3}[ -]?\d{2,3}[ -]?\d{0,3}(?![\p{L}\p{N}.])/u,
];

/** Made by chance: some of them hold digits like those of a number. */
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Where something stands that looks like data about people, or names one of `known`: paths into the value. */
export function findPersonalData(value: unknown, known: readonly string[] = [], path = ''): readonly string[] {
  if (typeof value === 'string')
    return PERSONAL_TEXT.some((pattern) => pattern.test(value.replace(UUID, ''))) ||
      known.some((name) => value.includes(name))
      ? [`${path}: ${value.slice(0, 100)}`]
      : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, held]) => [
    ...(PERSONAL_KEY.test(key) && typeof held === 'string' ? [`${path}.${key}`] : []),
    ...findPersonalData(held, known, `${path}.${key}`),
  ]);
}
