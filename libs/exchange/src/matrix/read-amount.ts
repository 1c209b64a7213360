import { type DecimalString, isDecimal } from '@baikoo/kernel';
import { LIMITS } from '../workbook/limits.js';

/** One line of money: how much, of which year if it says so. `sure` is false where the text was interpreted. */
export type ReadAmount = { readonly amount: DecimalString; readonly year: number | undefined; readonly sure: boolean };

const NONE =
  /^(-|–|—|0|нет|жок|none|n\/a)$|рамках|пределах|не требу|без финанс|текущ|талап кыл|чегинде|каржылоосуз|within|not required/;
const MILLION = /млн|миллион|million/;
const THOUSAND = /тыс|миң|ми\?|thousand/;

/** «NONE»: the text says that there is no money of its own. Undefined: it is not an amount. */
export function readAmount(written: string, power = 0): ReadAmount | 'NONE' | undefined {
  if (written.length > LIMITS.value) return undefined;
  const text = written
    .toLowerCase()
    .replaceAll(/[\s\u00a0\u202f\u2009]+/g, ' ')
    .trim();
  const [, year, rest = text] = /^(20\d\d)(?: ?г(?:од|\.)?| ?-?ж(?:ыл|\.)?)? ?[:–—-] ?(.+)$/u.exec(text) ?? [];
  const [, digits, unit = ''] = /^(\d[\d .,']*)([^\d]*)$/u.exec(rest) ?? [];
  if (!digits) return NONE.test(rest) ? 'NONE' : undefined;
  if (!/^ ?(тыс\p{L}*|миң|ми\?|млн|миллион\p{L}*|thousand|million)?\.? ?(сом\p{L}*|som|kgs|с)?\.?$/u.test(unit))
    return undefined;
  const number = plainNumber(digits.trim());
  if (!number) return undefined;
  const scale = MILLION.test(unit) ? 6 : THOUSAND.test(unit) ? 3 : power;
  const amount = shifted(number.text, scale);
  if (!isDecimal(amount) || /\.\d{3}/.test(amount)) return undefined;
  return { amount, year: year ? Number(year) : undefined, sure: number.sure && scale === 0 };
}

/**
 * Groups of three and one sign before the decimals, in whichever signs a person uses. One sign before exactly three
 * digits can be either: groups are likelier in money, and it is said.
 */
export function plainNumber(digits: string): { readonly text: DecimalString; readonly sure: boolean } | undefined {
  if (digits.length > LIMITS.value) return undefined;
  const joined = digits.replaceAll(/[ '\u00a0\u202f]/g, '').replace(/[.,]$/, '');
  const signs = joined.replaceAll(/\d/g, '');
  if (/^\d+$/.test(joined)) return { text: withoutZeros(joined), sure: true };
  const groups = /^\d{1,3}([.,])\d{3}(?:\1\d{3})*$/.test(joined);
  if (groups && (signs.length > 1 || !joined.startsWith('0')))
    return { text: withoutZeros(joined.replaceAll(/[.,]/g, '')), sure: signs.length > 1 };
  const [, whole, decimals] = /^(\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+)[.,](\d+)$/.exec(joined) ?? [];
  if (whole === undefined || decimals === undefined) return undefined;
  return { text: `${withoutZeros(whole.replaceAll(/[.,]/g, ''))}.${decimals}`, sure: true };
}

const withoutZeros = (whole: string): string => whole.replace(/^0+(?=\d)/, '');

/** Times a power of ten, exactly. */
function shifted(number: DecimalString, power: number): DecimalString {
  if (power === 0) return number;
  const [whole = '', decimals = ''] = number.split('.');
  const digits = decimals.padEnd(power, '0');
  const rest = digits.slice(power).replace(/0+$/, '');
  return withoutZeros(whole + digits.slice(0, power)) + (rest && `.${rest}`);
}
