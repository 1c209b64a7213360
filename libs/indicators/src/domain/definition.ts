import { compare, isDecimal, type LocalizedText, refuse, type Refusal } from '@baikoo/kernel';
import type { Better, Bounds, DefinitionFields, TerritoryRule, ValueType } from './indicator.events.js';

export type DefinitionRefusal =
  | 'RANGE_REQUIRED'
  | 'BOUNDS_REVERSED'
  | 'INVALID_COVERAGE'
  | 'INVALID_MULTIPLIER'
  | 'DUPLICATE_DIMENSION'
  | 'RULE_DOES_NOT_FIT';

type Kind = { readonly better: Better; readonly valueType: ValueType; readonly territoryRule: TerritoryRule };

/** What is wrong with a definition, if anything. */
export function judgeDefinition(kind: Kind, fields: DefinitionFields): Refusal<DefinitionRefusal> | undefined {
  const { bounds, range, minimumCoverage, multiplier, dimensions } = fields;
  if (kind.better === 'RANGE' && !range) return refuse('RANGE_REQUIRED', 'range');
  // A sum of percentages or of index points means nothing, and so does a ratio of sums without a ratio.
  if (kind.territoryRule === 'SUM' && kind.valueType !== 'COUNT') return refuse('RULE_DOES_NOT_FIT', 'territoryRule');
  if (kind.territoryRule === 'RATIO_OF_SUMS' && kind.valueType !== 'RATIO')
    return refuse('RULE_DOES_NOT_FIT', 'territoryRule');
  if (isReversed(bounds)) return refuse('BOUNDS_REVERSED', 'bounds');
  if (isReversed(range)) return refuse('BOUNDS_REVERSED', 'range');
  if (minimumCoverage != null && !isShare(minimumCoverage)) return refuse('INVALID_COVERAGE', 'minimumCoverage');
  if (multiplier != null && !(isDecimal(multiplier) && compare(multiplier, '0') > 0))
    return refuse('INVALID_MULTIPLIER', 'multiplier');
  const names = (dimensions ?? []).map(({ dimension }) => dimension);
  if (hasTwins(names) || dimensions?.some(({ categories }) => hasTwins(categories)))
    return refuse('DUPLICATE_DIMENSION', 'dimensions');
  return undefined;
}

/** What is possible unless the definition says so: a unit of per cent has 0 to 100. */
export const impliedBounds = (unit: LocalizedText): Bounds | null =>
  isPercent(unit) ? { min: '0', max: '100' } : null;

export const isPercent = ({ ky, ru, en }: LocalizedText): boolean =>
  ru === '%' || ky === 'пайыз' || en === '%' || en === 'per cent';

const isReversed = (bounds: Bounds | null | undefined) => bounds != null && compare(bounds.min, bounds.max) >= 0;
const isShare = (value: string) => isDecimal(value) && compare(value, '0') >= 0 && compare(value, '1') <= 0;
const hasTwins = (values: readonly string[]) => new Set(values).size < values.length;

/** Of the fields of a command only those that say something about the definition; an old definition says none. */
export function definitionFieldsOf(fields: DefinitionFields): DefinitionFields {
  const { numerator, denominator, multiplier, timeRule } = fields;
  const { minimumCoverage, dimensions, bounds, range, meansOfVerification } = fields;
  const all = { numerator, denominator, multiplier, timeRule, minimumCoverage, dimensions, bounds, range };
  const said = Object.entries({ ...all, meansOfVerification }).filter(([, value]) => value != null);
  return Object.fromEntries(said);
}
