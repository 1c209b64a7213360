import type { ShapesOf } from '@baikoo/kernel';
import type { TerritoryEvent } from './territory.events.js';

/** The shapes of the facts of a territory: for each type the steps from its first version to the current one. */
export const territoryShapes: ShapesOf<TerritoryEvent> = {
  TerritoryRegistered: [],
  TerritoryRenamed: [],
  TerritoryReparented: [],
  TerritoriesMerged: [],
  TerritorySplit: [],
  TerritoryAbolished: [],
  TerritoryChangeRepealed: [],
};
