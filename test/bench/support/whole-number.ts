import { InvalidArgumentError } from 'commander';

/** An option that is a number from 1 on; `1_000_000` may be written so. */
export function wholeNumber(text: string): number {
  const value = Number(text.replaceAll('_', ''));
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('a whole number from 1 on is wanted');
}
