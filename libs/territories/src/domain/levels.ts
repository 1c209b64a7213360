import type { TerritoryKind } from './territory.events.js';

/**
 * In what a unit of each kind can lie directly: the levels of the state classifier SOATE (edition of 2021), which is
 * configuration and not law. Every ayil aimak of that edition lies in a raion; villages also lie in cities directly.
 */
export const LEVELS_ABOVE: Readonly<Record<TerritoryKind, readonly TerritoryKind[]>> = {
  COUNTRY: [],
  OBLAST: ['COUNTRY'],
  REPUBLICAN_CITY: ['COUNTRY'],
  RAION: ['OBLAST'],
  OBLAST_CITY: ['OBLAST'],
  OBLAST_CITY_UNVERIFIED: ['OBLAST', 'RAION'],
  CITY_DISTRICT: ['REPUBLICAN_CITY', 'OBLAST_CITY'],
  AYIL_AIMAK: ['RAION'],
  RAION_CITY: ['RAION'],
  URBAN_SETTLEMENT: ['RAION', 'REPUBLICAN_CITY', 'CITY_DISTRICT', 'OBLAST_CITY', 'OBLAST_CITY_UNVERIFIED'],
  VILLAGE: [
    ...(['AYIL_AIMAK', 'RAION_CITY', 'URBAN_SETTLEMENT', 'REPUBLICAN_CITY', 'CITY_DISTRICT'] as const),
    ...(['OBLAST_CITY', 'OBLAST_CITY_UNVERIFIED'] as const),
  ],
};
