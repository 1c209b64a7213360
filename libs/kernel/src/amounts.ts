import { DEFAULT_CONVENTIONS } from './conventions.js';
import { type Refusal, refuse } from './decider.js';
import { compare, type DecimalString } from './decimal.js';

export type AmountRefusal = 'AMOUNT_NOT_POSITIVE' | 'AMOUNT_TOO_LARGE';

/** Money that is planned, allocated, moved or spent is more than nothing and not absurd. */
export function objectionToAmount(
  amount: DecimalString,
  ceiling: DecimalString = DEFAULT_CONVENTIONS.MONEY.largestAct,
): Refusal<AmountRefusal> | undefined {
  if (compare(amount, '0') <= 0) return refuse('AMOUNT_NOT_POSITIVE', 'amount');
  return compare(amount, ceiling) > 0 ? refuse('AMOUNT_TOO_LARGE', 'amount', { ceiling }) : undefined;
}
