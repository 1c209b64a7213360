import { type CalendarDate, endOfMonth, isCalendarDate, parsePeriod } from '@baikoo/kernel';
import { LIMITS } from '../workbook/limits.js';

/** Dates as a person wrote them. What was interpreted rather than read is not `sure`. */
export type ReadDates = { readonly from: CalendarDate | undefined; readonly to: CalendarDate; readonly sure: boolean };

/** The first letters of months: genitives, Kyrgyz and English included. Longer beginnings first. */
const MONTHS: readonly (readonly [RegExp, number])[] = [
  [/^(янв|jan)/, 1],
  [/^(фев|feb)/, 2],
  [/^(мар|mar)/, 3],
  [/^(апр|apr)/, 4],
  [/^(ма[йя]|may)/, 5],
  [/^(июн|jun)/, 6],
  [/^(июл|jul)/, 7],
  [/^(авг|aug)/, 8],
  [/^(сен|sep)/, 9],
  [/^(окт|oct)/, 10],
  [/^(ноя|nov)/, 11],
  [/^(дек|dec)/, 12],
];
const ROMAN: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4 };
const CONSTANTLY =
  /постоян|ежегодн|систематич|весь период|на протяжении|дайым|туруктуу|жыл сайын|такай|ongoing|permanent|annual|constant|throughout/;
const UNTIL = /(?<!\p{L})(до|к|чейин|by|until|before)(?!\p{L})/u;

const two = (text: string | number): string => String(text).padStart(2, '0');
const dateOf = (year: string, month: string | number, day: string | number): CalendarDate | undefined => {
  const date = `${year.length === 2 ? `20${year}` : year}-${two(month)}-${two(day)}`;
  return isCalendarDate(date) ? date : undefined;
};

/** Undefined when nothing in the text can be meant as a date. `end` is the last day of the plan, for what never ends. */
export function readDates(written: string, end: CalendarDate): ReadDates | undefined {
  if (written.length > LIMITS.value) return undefined;
  const text = written
    .toLowerCase()
    .replaceAll(/[\s\u00a0]+/g, ' ')
    .replaceAll(/[–—−]/g, '-')
    .trim();
  const days = daysIn(text);
  if (days.length > 2 || days.includes(undefined)) return undefined;
  const [first, second] = days as (CalendarDate | undefined)[];
  if (first && second) return first <= second ? { from: first, to: second, sure: true } : undefined;
  // «до 1 июля» leaves open whether that day still counts: it is taken to.
  if (first) return { from: undefined, to: first, sure: !UNTIL.test(text) };
  const period = readPeriod(text);
  if (period) return { ...period, sure: false };
  return CONSTANTLY.test(text) ? { from: undefined, to: end, sure: false } : undefined;
}

/** Every day that the text names; an undefined one is no day of the calendar. */
function daysIn(text: string): (CalendarDate | undefined)[] {
  const numeric = [
    ...text.matchAll(/(?<!\d)(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2}))(?!\d)/g),
  ];
  if (numeric.length > 0)
    return numeric.map(([, y, m, d, d2, m2, y2]) => (y ? dateOf(y, m!, d!) : dateOf(y2!, m2!, d2!)));
  const named =
    /(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[ -]?(\p{L}{3,})\.?,? (\d{4})/u.exec(text) ??
    rearranged(/(\d{4})[ -]*(?:жылдын|жылы|ж\.)? ?(\d{1,2})[ -](\p{L}{3,})/u.exec(text), [2, 3, 1]) ??
    rearranged(/(\p{L}{3,}) (\d{1,2}),? (\d{4})/u.exec(text), [2, 1, 3]);
  const month = named && monthOf(named[2]!);
  return named && month ? [dateOf(named[3]!, month, named[1]!)] : [];
}

const rearranged = (found: RegExpExecArray | null, places: readonly number[]) =>
  found && ['', ...places.map((place) => found[place]!)];

const monthOf = (name: string): number | undefined => MONTHS.find(([beginning]) => beginning.test(name))?.[1];

/** A quarter, half-year, month, year or stretch of years that the text names. */
function readPeriod(text: string): Omit<ReadDates, 'sure'> | undefined {
  const years = [...text.matchAll(/(?<!\d)(20\d\d)(?!\d)/g)].map(([, year]) => year!);
  const [first, last = first] = years;
  if (!first || !last || years.length > 2 || last < first) return undefined;
  if (first !== last) return { from: `${first}-01-01`, to: `${last}-12-31` };

  const number = '(\\d|i{1,3}|iv)(?![\\p{L}\\d])';
  const part = (words: string, kind: 'Q' | 'H') => {
    const [, before, after] =
      new RegExp(
        `(?:(?<![\\p{L}\\d])${number}[ -]?(?:й|е|ый|ой|ое)?[ -]*(?:${words}))|(?:(?:${words})[ -]*${number})`,
        'u',
      ).exec(text) ?? [];
    const found = before ?? after;
    return found && parsePeriod(`${first}-${kind}${ROMAN[found] ?? found}`);
  };
  const period = part('квартал|кв|чейре|quarter|q', 'Q') || part('полугод|п/г|жарым|half|h', 'H');
  if (period) return { from: period.from, to: period.to };
  if (/квартал|чейре|quarter|полугод|жарым/.test(text)) return undefined;
  const month = text
    .match(/\p{L}{3,}/gu)
    ?.map(monthOf)
    .find(Boolean);
  if (month) return { from: `${first}-${two(month)}-01`, to: endOfMonth(`${first}-${two(month)}-01`) };
  return { from: UNTIL.test(text) ? undefined : `${first}-01-01`, to: `${first}-12-31` };
}
