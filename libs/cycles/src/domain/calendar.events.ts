import type { Author, CalendarDate, Event } from '@baikoo/kernel';

export type CycleFrequency = 'QUARTER' | 'HALF_YEAR' | 'YEAR';

/**
 * Who owes a report: organisations that match every part which is set. Without `organisationKinds` and `territoryKinds`
 * these are the organisations that are responsible for measures underway of the plan or execute them with others.
 */
export type ObligationTemplate = {
  /** Kinds of organisations, `COORDINATION_COMMISSION`; empty: any kind. */
  readonly organisationKinds: readonly string[];
  /** Kinds of the territories that they are of, `RAION`; empty: any kind. */
  readonly territoryKinds: readonly string[];
  /** Only within this territory; null: everywhere. */
  readonly within: string | null;
  /** Only organisations with a measure underway in the plan. */
  readonly withMeasures: boolean;
  /** COMMISSIONS_ABOVE: the commissions of the territories above endorse a report, nearest first, before it is accepted. */
  readonly endorsement: 'NONE' | 'COMMISSIONS_ABOVE';
};

export type CycleSettings = { readonly remindDaysBefore: readonly number[]; readonly template: ObligationTemplate };

/** Somebody who owes a report by a template. */
export type Owing = { organisationId: string; territoryId: string | null; endorsedBy?: readonly string[] };

/** Everything that can have happened to the reporting calendar of a plan. A changed shape takes an upcast beside this file. */
export type CalendarEvent = Event<
  'ReportingCalendarSet',
  {
    planId: string;
    frequency: CycleFrequency;
    /** The first day that is reported on: the first cycle is that of the period which begins on it or after it. */
    startsOn: CalendarDate;
    /** Days after the end of a period until which its report is on time. */
    daysToReport: number;
    /** Days after the end of a period on which its cycle opens; negative: before it ends. */
    opensAfterDays: number;
    settings: CycleSettings;
    illustrative: boolean;
    setBy: Author;
  }
>;
