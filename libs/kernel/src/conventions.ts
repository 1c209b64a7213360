import type { DecimalString } from './decimal.js';

/** The standard of the program; given to others below, in types that do not name the values. */
const STANDARD = {
  /** The traffic light of a measure. */
  LIGHT: {
    /** By how much of its time the work may lag behind before the measure is amber … */
    behind: '0.10',
    /** … and before it is red. */
    farBehind: '0.25',
    /** Below which share of the planned money that is allocated it is amber … */
    fundingAmber: '0.90',
    /** … and red. */
    fundingRed: '0.50',
    /** After how many missed reports in a row it is red. */
    missedReports: '2',
  },
  /** The progress of an indicator towards a target. */
  PROGRESS: {
    /** From which pace on progress is substantial; 1 is exactly as fast as needed … */
    substantial: '0.95',
    /** … and moderate. */
    moderate: '0.60',
    /** By which share of the target a value that should stay as it was may be off. */
    tolerance: '0.05',
    /** Below which share of the territories no progress is said, where the indicator itself demands none. */
    coverage: '0.8',
  },
  /** What is accepted and has to be explained (soft checks). */
  CHECKS: {
    /** A modified z-score beyond this is an outlier; 3.5 is what Iglewicz and Hoaglin recommend. */
    outlier: '3.5',
    /** With fewer earlier readings nothing is called an outlier. */
    outlierReadings: '5',
    /** Change against the same period of the year before, as a share of it. */
    yearOnYear: '0.5',
    /** Below this value of the year before, a change of any size may be chance. */
    yearOnYearFrom: '20',
    /** By which share of the official figure a survey may differ from it. */
    survey: '0.1',
  },
  /** Readings that do not come. */
  SILENCE: {
    /** How many days after its end a reading of a period is waited for. */
    graceDays: '15',
  },
  /** What no figure can be: slips of the pen, caught where they are made. */
  FIGURES: {
    /** Nothing in the country is counted in more than this, unless the figure is in another unit. */
    largestValue: '1000000000000',
    /** Nothing is recorded of a time before this year. */
    earliestYear: '1990',
    /** No target lies so many years ahead of the year in which it is set. */
    targetYears: '20',
  },
  /** Money, in som. */
  MONEY: {
    /** The largest amount that one act may name: it catches a slip of the pen, a comma too far to the right. */
    largestAct: '10000000000.00',
  },
  /** The days of reporting, where a calendar or a cycle names none of its own. */
  REPORTING: {
    /** Days after the end of the period until which a report is on time. */
    daysToReport: '15',
    /** How many days before the due day organisations are reminded first … */
    firstReminder: '7',
    /** … and last. */
    lastReminder: '1',
    /** A reminder whose day is longer ago than this is not sent any more: it would say what is no longer so. */
    reminderGrace: '1',
    /** For how many days a report is reopened at most. */
    longestReopening: '60',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, DecimalString>>>>;

export type ConventionName = keyof typeof STANDARD;

/** The values of one convention. */
export type Convention<Name extends ConventionName> = {
  readonly [Value in keyof (typeof STANDARD)[Name]]: DecimalString;
};

export type Conventions = { readonly [Name in ConventionName]: Convention<Name> };

/**
 * What the program judges by and no law says: the Council's regulation could not be obtained. Each holds until the
 * secretariat records another (`ConventionSet`); formulas and rules take the values as arguments and never look here
 * themselves, but for the default of an argument. All values are decimals as text; shares are shares of one.
 */
export const DEFAULT_CONVENTIONS: Conventions = STANDARD;
