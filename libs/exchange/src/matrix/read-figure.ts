import { type DecimalString, isDecimal, parsePeriod } from '@baikoo/kernel';
import { LIMITS } from '../workbook/limits.js';
import { plainNumber } from './read-amount.js';

/** A value of an indicator, with the code of its period if it says one: «214 (2025)», «2024-H1: 12,5 %». */
export type ReadFigure = { readonly value: DecimalString; readonly period: string | undefined };

const PERIOD = String.raw`(20\d\d(?:-(?:H[12]|Q[1-4]|\d\d))?)(?: ?(?:г|год|ж|жыл)\.?)?`;
const BEFORE = new RegExp(String.raw`^${PERIOD} ?[:–—] ?(.+)$`, 'iu');
const AFTER = new RegExp(String.raw`^(.+?) ?(?:\(${PERIOD}\)|, ?${PERIOD}|/ ?${PERIOD})$`, 'iu');

export function readFigure(written: string): ReadFigure | undefined {
  if (written.length > LIMITS.value) return undefined;
  const text = written.replaceAll(/[\s\u00a0\u202f]+/g, ' ').trim();
  const before = BEFORE.exec(text);
  const after = AFTER.exec(text);
  const value = before?.[2] ?? after?.[1] ?? text;
  const code = before?.[1] ?? after?.[2] ?? after?.[3] ?? after?.[4];
  const [, sign = '', digits] = /^(-?)(\d[\d .,]*)[^\d]{0,12}$/u.exec(value) ?? [];
  const number = digits === undefined ? undefined : plainFigure(digits.trim());
  if (!number || !isDecimal(sign + number)) return undefined;
  const period = code?.toUpperCase();
  return { value: sign + number, period: period && parsePeriod(period) ? period : undefined };
}

/** One sign before three digits divides decimals here: measured values have them, and groups are written with spaces. */
export const plainFigure = (digits: string): DecimalString | undefined =>
  digits.length <= LIMITS.value && /^\d+[.,]\d{3}$/.test(digits)
    ? digits.replace(',', '.').replace(/^0+(?=\d)/, '')
    : plainNumber(digits)?.text;
