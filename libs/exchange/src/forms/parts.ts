import type { ReadingPart } from '@baikoo/cycles';
import type { DecimalString } from '@baikoo/kernel';
import { plainFigure } from '../matrix/read-figure.js';

/** A number as a person writes it in a form, its sign included; undefined when it is none. */
export function decimalIn(text: string): DecimalString | undefined {
  const [sign, digits] = text.startsWith('-') ? ['-', text.slice(1)] : ['', text];
  const read = plainFigure(digits.trim());
  return read === undefined ? undefined : sign + read;
}

/** The disaggregation of a figure in one cell, a line for each part: `sex / female: 12`. */
export const writtenParts = (parts: readonly ReadingPart[]): string =>
  parts.map(({ dimension, category, value }) => `${dimension} / ${category}: ${value}`).join('\n');

/** Undefined when a line is no part. What nobody touched is what it was, whatever its words. */
export function partsIn(text: string | undefined, held: readonly ReadingPart[]): readonly ReadingPart[] | undefined {
  if (!text) return [];
  if (text === writtenParts(held)) return held;
  const lines = text.split(/[\r\n;]/).filter((line) => line.trim() !== '');
  const parts = lines.map(partIn).filter((part) => part !== undefined);
  return parts.length === lines.length ? parts : undefined;
}

function partIn(line: string): ReadingPart | undefined {
  const [slash, colon] = [line.indexOf('/'), line.lastIndexOf(':')];
  if (slash < 1 || colon < slash) return undefined;
  const [dimension, category] = [line.slice(0, slash).trim(), line.slice(slash + 1, colon).trim()];
  const value = decimalIn(line.slice(colon + 1).trim());
  return dimension && category && value ? { dimension, category, value } : undefined;
}
