import { type CalendarDate, type Convention, type ConventionName, DEFAULT_CONVENTIONS } from '@baikoo/kernel';

/** One setting of a convention, in the order of the record. */
export type Setting = { readonly values: Readonly<Record<string, string>>; readonly holdsFrom: CalendarDate };

/**
 * The setting that holds on a day: the one that began last; of two that began on one day the one recorded last. Undefined
 * while nothing was recorded: then the default holds.
 */
export const settingOn = <Any extends Setting>(settings: readonly Any[], day: CalendarDate): Any | undefined =>
  settings
    .filter(({ holdsFrom }) => holdsFrom <= day)
    .reduce<Any | undefined>((held, next) => (held && held.holdsFrom > next.holdsFrom ? held : next), undefined);

/** The values of a convention; a value that came into the program later than the setting has its default. */
export const valuesOf = <Name extends ConventionName>(name: Name, setting: Setting | undefined): Convention<Name> => ({
  ...DEFAULT_CONVENTIONS[name],
  ...setting?.values,
});
