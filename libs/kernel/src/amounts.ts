import { compare, type DecimalString, type Refusal, refuse } from '@baikoo/kernel';
import type { MeasureRefusal } from '../measure.commands.js';

/**
 * The largest amount that one act may name, in som. Ten billion: a default of ours to catch a slip of the pen (a comma
 * too far to the right), not a rule of any law.
 */
export const DEFAULT_CEILING: DecimalString = '10000000000.00';

/** Money that is planned, allocated, moved or spent is more than nothing and not absurd. */
export function objectionToAmount(
  amount: DecimalString,
  ceiling: DecimalString = DEFAULT_CEILING,
): Refusal<MeasureRefusal> | undefined {
  if (compare(amount, '0') <= 0) return refuse('AMOUNT_NOT_POSITIVE', 'amount');
  return compare(amount, ceiling) > 0 ? refuse('AMOUNT_TOO_LARGE', 'amount', { ceiling }) : undefined;
}
