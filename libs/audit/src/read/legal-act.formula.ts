/** The longest that is kept of an act's name: enough to find it by. */
const KEPT = 300;

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/**
 * The legal act that a fact rests on, as text to search in: what its author named, and the act in its data (`legalAct`,
 * `decision`, `act`) with titles, number and date. Null where it names none.
 */
export function legalActIn(data: object, legalBasis: string | null): string | null {
  const { legalAct, decision, act } = data as Fields;
  const acts = [legalAct, decision, act]
    .filter(isFields)
    .flatMap(({ titles, number, date }) => [
      ...(isFields(titles) ? [titles['ky'], titles['ru'], titles['en']] : []),
      ...[number, date],
    ]);
  const words = [legalBasis, ...acts].filter((word) => typeof word === 'string' && word !== '');
  return words.length === 0 ? null : words.join(' ').toLowerCase().slice(0, KEPT);
}
