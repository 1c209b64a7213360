import { type Convention, DEFAULT_CONVENTIONS } from '@baikoo/kernel';

/** The days of reporting that hold where a calendar or a cycle names none of its own: our convention, not the law's. */
export type ReportingDays = Convention<'REPORTING'>;

const STANDARD: ReportingDays = DEFAULT_CONVENTIONS.REPORTING;

export const daysToReport = ({ daysToReport }: ReportingDays = STANDARD): number => Number(daysToReport);

/** Days before the due day on which organisations are reminded, the earliest reminder first. */
export const remindDaysBefore = ({ firstReminder, lastReminder }: ReportingDays = STANDARD): readonly number[] => [
  Number(firstReminder),
  Number(lastReminder),
];

export const reminderGrace = ({ reminderGrace }: ReportingDays = STANDARD): number => Number(reminderGrace);

export const longestReopening = ({ longestReopening }: ReportingDays = STANDARD): number => Number(longestReopening);
