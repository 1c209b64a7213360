import { type Refusal, refuse } from './decider.js';
import { compare, type DecimalString } from './decimal.js';

/**
 * The largest amount that one act may name, in som. Ten billion: a default of ours to catch a slip of the pen (a comma
 * too far to the right), not a rule of any law.
 */
export const DEFAULT_CEILING: DecimalString = '10000000000.00';

export type AmountRefusal = 'AMOUNT_NOT_POSITIVE' | 'AMOUNT_TOO_LARGE';

/** Money that is planned, allocated, moved or spent is more than nothing and not absurd. */
export function objectionToAmount(
  amount: DecimalString,
  ceiling: DecimalString = DEFAULT_CEILING,
): Refusal<AmountRefusal> | undefined {
  if (compare(amount, '0') <= 0) return refuse('AMOUNT_NOT_POSITIVE', 'amount');
  return compare(amount, ceiling) > 0 ? refuse('AMOUNT_TOO_LARGE', 'amount', { ceiling }) : undefined;
}
