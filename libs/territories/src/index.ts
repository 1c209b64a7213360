export type { Population, TerritoryEvent, TerritoryKind } from './domain/territory.events.js';
export { concernedBy } from './domain/dated-facts.formula.js';
export type { TerritoryCommand, TerritoryWish } from './domain/territory.commands.js';
export { territoryMap } from './domain/territory.js';
export { mapOn, type TerritoryMap } from './domain/territory-map.js';
export { territoryShapes } from './domain/territory.upcasts.js';
export { AskTerritory, findMap, TERRITORY_MAP_STREAM, territoryStream } from './edge/territory.handler.js';
export { asTerritory, TerritoryType } from './edge/territory.types.js';
export { namesOfTerritories, placesOfTerritories, subtreeOf } from './read/map.js';
export { hasSucceeded, isWithin, type MapMoment, reaches } from './read/reach.js';
export { TerritoryKindEnum } from './edge/territory.inputs.js';
export {
  findChildrenOn,
  findTerritories,
  findTerritory,
  type TerritoryFilter,
  type TerritoryView,
} from './read/territories.js';
export { findTerritoryProblem } from './read/unknown-territory.js';
export { findRegion, findTerritoryDetails } from './read/territory-page.js';
export { territoriesProjection } from './read/territory.model.js';
export { TerritoriesModule } from './territories.module.js';
