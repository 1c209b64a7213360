import { Big } from 'big.js';

/**
 * A number as a person wrote it: `12`, `-3.50`. Money and measured values are kept and computed so, never as
 * binary floats, because 0.1 + 0.2 must be 0.3 in a report on public money.
 */
export type DecimalString = string;

export const isDecimal = (text: string): boolean => /^-?(0|[1-9]\d{0,17})(\.\d{1,6})?$/.test(text);

/** Adds any number of decimals exactly; the sum of none is `0`. */
export const sum = (values: readonly DecimalString[]): DecimalString =>
  values.reduce<Big>((total, value) => total.plus(value), new Big(0)).toFixed();

export const subtract = (from: DecimalString, value: DecimalString): DecimalString =>
  new Big(from).minus(value).toFixed();

export const multiply = (a: DecimalString, b: DecimalString): DecimalString => new Big(a).times(b).toFixed();

/** The shortest way to write a value: `12.0` and `12` are one. */
export const shortest = (value: DecimalString): DecimalString => sum([value]);

export const compare = (a: DecimalString, b: DecimalString): -1 | 0 | 1 => new Big(a).cmp(b);

/** `part / whole` rounded half-up to `places`; undefined when the whole is zero, because there is no such share. */
export const ratio = (part: DecimalString, whole: DecimalString, places = 4): DecimalString | undefined =>
  new Big(whole).eq(0) ? undefined : new Big(part).div(whole).toFixed(places, Big.roundHalfUp);

/** Half-up, always with `places` digits after the point. */
export const round = (value: DecimalString, places: number): DecimalString =>
  new Big(value).toFixed(places, Big.roundHalfUp);
