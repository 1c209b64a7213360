export type { Population, TerritoryEvent, TerritoryKind } from './domain/territory.events.js';
export { type Territory, territory } from './domain/territory.js';
export { territoryShapes } from './domain/territory.upcasts.js';
export { AskTerritory, territoryStream } from './edge/territory.handler.js';
export { TerritoryType } from './edge/territory.types.js';
export {
  findChildrenOn,
  findTerritories,
  findTerritory,
  isWithin,
  namesOfTerritories,
  type MapMoment,
  reaches,
  subtreeOf,
  territoriesProjection,
  type TerritoryFilter,
  type TerritoryView,
} from './read/territories.js';
export { TerritoriesModule } from './territories.module.js';
