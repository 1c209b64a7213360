import { compare, type DecimalString, multiply, ratio, round, sum } from '@baikoo/kernel';
import type { TerritoryRule } from './indicator.events.js';

/** What one territory contributes. Of a ratio numerator and denominator count, never the percentage. */
export type Share = {
  readonly territoryId: string;
  readonly value: DecimalString;
  readonly numerator: DecimalString | null;
  readonly denominator: DecimalString | null;
  /** When the reading's period ends, for the rule LAST. */
  readonly to: string;
};

export type NotRolledUpReason = 'RULE_IS_NONE' | 'NO_READINGS' | 'BELOW_MINIMUM_COVERAGE' | 'RATIO_WITHOUT_PARTS';

/**
 * Territories put together so far. Merging two of them gives what rolling up all their territories at once gives, in
 * whichever order: that is what makes a raion's figure usable for the oblast.
 */
export type Gathered = {
  readonly territories: number;
  readonly values: DecimalString;
  readonly numerators: DecimalString;
  readonly denominators: DecimalString;
  /** value × denominator, for the mean weighted by the denominators. */
  readonly weighted: DecimalString;
  /** Territories whose ratio came without numerator or denominator. */
  readonly partless: number;
  readonly last: Pick<Share, 'to' | 'value' | 'territoryId'> | null;
};

export const NOTHING_GATHERED: Gathered = {
  ...{ territories: 0, values: '0', numerators: '0', denominators: '0', weighted: '0', partless: 0, last: null },
};

export const gather = ({ territoryId, value, numerator, denominator, to }: Share): Gathered => ({
  territories: 1,
  values: value,
  numerators: numerator ?? '0',
  denominators: denominator ?? '0',
  weighted: denominator === null ? '0' : multiply(value, denominator),
  partless: numerator === null || denominator === null ? 1 : 0,
  last: { to, value, territoryId },
});

export const merge = (a: Gathered, b: Gathered): Gathered => ({
  territories: a.territories + b.territories,
  values: sum([a.values, b.values]),
  numerators: sum([a.numerators, b.numerators]),
  denominators: sum([a.denominators, b.denominators]),
  weighted: sum([a.weighted, b.weighted]),
  partless: a.partless + b.partless,
  last: laterOf(a.last, b.last),
});

/** The later period; of two that end together the one of the greater code, so that the order never decides. */
function laterOf(a: Gathered['last'], b: Gathered['last']): Gathered['last'] {
  if (!a || !b) return a ?? b;
  return `${a.to}/${a.territoryId}` > `${b.to}/${b.territoryId}` ? a : b;
}

export type RollUpRule = {
  readonly territoryRule: TerritoryRule;
  readonly multiplier: DecimalString | null;
  /** A share, 0 to 1, of the territories expected; null: none is demanded. */
  readonly minimumCoverage: DecimalString | null;
};

export type RolledUp = {
  /** n of m territories have a figure that may be used. */
  readonly covered: number;
  readonly expected: number;
  /** Four places; null where no territory is expected. */
  readonly coverage: DecimalString | null;
} & (
  | {
      readonly value: DecimalString;
      readonly numerator: DecimalString | null;
      readonly denominator: DecimalString | null;
    }
  | { readonly notRolledUp: NotRolledUpReason }
);

const PLACES = 4;

/**
 * The figure of a territory from those within it, by the indicator's own rule. SUM: of the values. RATIO_OF_SUMS: sum of
 * numerators / sum of denominators × multiplier. WEIGHTED_MEAN: Σ value × denominator / Σ denominator. LAST: the value of
 * the latest period. NONE (surveys): no figure.
 */
export function rollUp(rule: RollUpRule, gathered: Gathered, expected: number): RolledUp {
  const coverage = ratio(String(gathered.territories), String(expected)) ?? null;
  const at = { covered: gathered.territories, expected, coverage };
  const none = (notRolledUp: NotRolledUpReason): RolledUp => ({ ...at, notRolledUp });
  if (rule.territoryRule === 'NONE') return none('RULE_IS_NONE');
  if (gathered.territories === 0) return none('NO_READINGS');
  // Exactly: two of three is not yet 0.6667.
  const needed = rule.minimumCoverage && multiply(rule.minimumCoverage, String(expected));
  if (needed && compare(String(gathered.territories), needed) < 0) return none('BELOW_MINIMUM_COVERAGE');
  switch (rule.territoryRule) {
    case 'SUM':
      return { ...at, value: gathered.values, numerator: null, denominator: null };
    case 'LAST':
      return { ...at, value: gathered.last!.value, numerator: null, denominator: null };
    case 'RATIO_OF_SUMS': {
      const { numerators, denominators } = gathered;
      const value =
        gathered.partless > 0 ? undefined : ratio(multiply(numerators, rule.multiplier ?? '1'), denominators, PLACES);
      if (value === undefined) return none('RATIO_WITHOUT_PARTS');
      return { ...at, value, numerator: numerators, denominator: denominators };
    }
    case 'WEIGHTED_MEAN': {
      const value = gathered.partless > 0 ? undefined : ratio(gathered.weighted, gathered.denominators, PLACES);
      if (value === undefined) return none('RATIO_WITHOUT_PARTS');
      return { ...at, value: round(value, PLACES), numerator: null, denominator: gathered.denominators };
    }
  }
}
