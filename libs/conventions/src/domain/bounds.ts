import { compare, type Convention, type ConventionName, type DecimalString, isDecimal } from '@baikoo/kernel';

/** Between which values something makes sense; `whole` where half of one is none. */
type Bounds = { readonly min: DecimalString; readonly max: DecimalString; readonly whole?: true };

const SHARE: Bounds = { min: '0', max: '1' };
const days = (min: string, max = '366'): Bounds => ({ min, max, whole: true });

/** Wide on purpose: they keep out what no one can have meant, and leave everything else to whoever decides. */
const BOUNDS: { readonly [Name in ConventionName]: { readonly [Value in keyof Convention<Name>]: Bounds } } = {
  LIGHT: {
    ...{ behind: SHARE, farBehind: SHARE, fundingAmber: SHARE, fundingRed: SHARE },
    missedReports: { min: '1', max: '20', whole: true },
  },
  PROGRESS: {
    substantial: { min: '0.01', max: '2' },
    moderate: { min: '0.01', max: '2' },
    tolerance: SHARE,
    coverage: SHARE,
  },
  CHECKS: {
    outlier: { min: '0.5', max: '100' },
    // With two values the median is their middle, and nothing can be said to lie far from it.
    outlierReadings: { min: '3', max: '1000', whole: true },
    yearOnYear: { min: '0.01', max: '100' },
    yearOnYearFrom: { min: '0', max: '1000000000' },
    survey: { min: '0', max: '10' },
  },
  SILENCE: { graceDays: days('0') },
  FIGURES: {
    largestValue: { min: '1', max: '999999999999999' },
    earliestYear: { min: '1900', max: '2100', whole: true },
    targetYears: { min: '1', max: '100', whole: true },
  },
  MONEY: { largestAct: { min: '1', max: '999999999999999' } },
  REPORTING: {
    ...{ daysToReport: days('1'), firstReminder: days('0'), lastReminder: days('0') },
    ...{ reminderGrace: days('0', '30'), longestReopening: days('1') },
  },
};

/** The first of a pair lies below the second: what is red before it is amber says nothing. */
const ORDER: {
  readonly [Name in ConventionName]?: readonly (readonly [keyof Convention<Name>, keyof Convention<Name>])[];
} = {
  LIGHT: [
    ['behind', 'farBehind'],
    ['fundingRed', 'fundingAmber'],
  ],
  PROGRESS: [['moderate', 'substantial']],
  REPORTING: [['lastReminder', 'firstReminder']],
};

export type ValueName<Name extends ConventionName> = keyof Convention<Name> & string;

/** The bounds of a value by its name; undefined for a name that the convention does not have, `constructor` for one. */
export const boundsOf = (convention: ConventionName, name: string): Bounds | undefined => {
  const bounds: Readonly<Record<string, Bounds>> = BOUNDS[convention];
  return Object.hasOwn(bounds, name) ? bounds[name] : undefined;
};

export const isWithin = ({ min, max, whole }: Bounds, value: DecimalString): boolean =>
  isDecimal(value) && compare(value, min) >= 0 && compare(value, max) <= 0 && (!whole || /^\d+(\.0+)?$/.test(value));

/** A value within its bounds as it is recorded: what is counted in whole ones has no decimals. */
export const written = ({ whole }: Bounds, value: DecimalString): DecimalString =>
  whole ? value.replace(/\.0+$/, '') : value;

/** Two values of a convention that stand in the wrong order: the lower, the higher. */
export const findContradiction = (
  convention: ConventionName,
  values: Readonly<Record<string, DecimalString>>,
): readonly [string, string] | undefined =>
  (ORDER[convention] as readonly (readonly [string, string])[] | undefined)?.find(
    ([lower, higher]) => compare(values[lower]!, values[higher]!) >= 0,
  );
