import type { Agenda } from './agenda.js';
import type { Chance } from './chance.js';
import type { Country } from './country.js';
import type { Scribe } from './scribe.js';
import type { Size } from './size.js';

/** What every story needs: who lives there, what chance says, who writes it down, what happens next. */
export type World = {
  readonly size: Size;
  readonly country: Country;
  readonly chance: Chance;
  readonly scribe: Scribe;
  readonly agenda: Agenda;
  /** The ids of the measures for which each organisation is responsible, by plan. */
  readonly measures: Map<string, string[]>;
  /** The task of each measure. */
  readonly tasks: Map<string, string>;
};

export const measuresOf = ({ measures }: World, planId: string, organisationId: string): string[] => {
  const key = `${planId} ${organisationId}`;
  const known = measures.get(key);
  if (known) return known;
  const none: string[] = [];
  measures.set(key, none);
  return none;
};
