import type { Event, LocalizedText, Source } from '@baikoo/kernel';

/**
 * The levels of the country's administrative division, as the state classifier SOATE has them. OBLAST_CITY_UNVERIFIED: a
 * city whose oblast-level status was proposed or reported but is not proved by an act that we have. RAION_CITY: a city of
 * raion significance.
 */
export type TerritoryKind =
  | 'COUNTRY'
  | 'OBLAST'
  | 'REPUBLICAN_CITY'
  | 'RAION'
  | 'OBLAST_CITY'
  | 'OBLAST_CITY_UNVERIFIED'
  | 'CITY_DISTRICT'
  | 'AYIL_AIMAK'
  | 'RAION_CITY'
  | 'URBAN_SETTLEMENT'
  | 'VILLAGE';

/** How many people live there, and who says so. */
export type Population = { readonly count: number; readonly source: string };

/** Everything that can have happened to a territory. Kept for ever: a changed shape takes an upcast beside this file. */
export type TerritoryEvent = Event<
  'TerritoryRegistered',
  {
    /** The ISO 3166-2 code where there is one (KG, KG-O), else the SOATE code at the time of registration. */
    territoryId: string;
    kind: TerritoryKind;
    parentId: string | null;
    /** The code in the state classifier of administrative units, 14 digits. */
    soate: string;
    iso: string | null;
    names: LocalizedText;
    population: Population | null;
    source: Source;
  }
>;
