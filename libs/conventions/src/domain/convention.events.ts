import type { Author, CalendarDate, ConventionName, DecimalString, Event, LegalAct } from '@baikoo/kernel';

/** Everything that can have happened to a convention. Kept for ever: a changed shape takes an upcast beside this file. */
export type ConventionEvent = Event<
  'ConventionSet',
  {
    convention: ConventionName;
    /** All its values, also those that stay as they were: one fact says how it is judged. */
    values: Readonly<Record<string, DecimalString>>;
    /** The national date from which it holds: that of the recording or a later one. */
    holdsFrom: CalendarDate;
    why: string;
    act: LegalAct;
    setBy: Author;
  }
>;
