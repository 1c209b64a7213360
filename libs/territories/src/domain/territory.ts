import { type Decider, isRefusal, isSameText, type Refusal, refuse } from '@baikoo/kernel';
import { basisOf, isKnown, standingOf } from './asked-of-map.js';
import { findDisorder } from './map-order.js';
import { merge, split } from './mergers.js';
import { repeal } from './repeal.js';
import type { TerritoryCommand, TerritoryRefusal } from './territory.commands.js';
import type { TerritoryEvent } from './territory.events.js';
import { EMPTY_MAP, evolveMap, joined, type TerritoryMap } from './territory-map.js';

/**
 * The map of the republic is one thing with one history: that it is a tree on every date is a rule of the whole, and a
 * merger concerns many units at once.
 */
export const territoryMap: Decider<TerritoryMap, TerritoryCommand, TerritoryEvent, TerritoryRefusal> = {
  initial: EMPTY_MAP,

  decide(held, command) {
    const map = joined(command.inherited.reduce(evolveMap, EMPTY_MAP), held);
    const event = eventFor(map, command);
    if (isRefusal<TerritoryRefusal>(event)) return event;
    return findDisorder(map, evolveMap(map, event)) ?? [event];
  },

  evolve: evolveMap,
};

function eventFor(map: TerritoryMap, command: TerritoryCommand): TerritoryEvent | Refusal<TerritoryRefusal> {
  if ('changeId' in command && map.changes.some(({ changeId }) => changeId === command.changeId))
    return refuse('CHANGE_EXISTS', 'changeId', { id: command.changeId });
  switch (command.type) {
    case 'RegisterTerritory': {
      const { territoryId, kind, parentId, soate, iso, names, population, source, validFrom } = command;
      if (isKnown(map, territoryId)) return refuse('ALREADY_REGISTERED', 'territoryId');
      if (parentId !== null && !isKnown(map, parentId))
        return refuse('UNKNOWN_TERRITORY', 'parentId', { id: parentId });
      if (population && population.count < 0) return refuse('NEGATIVE_COUNT', 'population.count');
      const data = { territoryId, kind, parentId, soate, iso, names, population, source };
      return { type: 'TerritoryRegistered', data: validFrom ? { ...data, validFrom } : data };
    }
    case 'RenameTerritory': {
      const { territoryId, names } = command;
      const standing = standingOf(map, territoryId, command, 'territoryId');
      if (isRefusal<TerritoryRefusal>(standing)) return standing;
      if (isSameText(standing.names, names)) return refuse('NOTHING_CHANGES', 'names');
      return { type: 'TerritoryRenamed', data: { ...basisOf(command), territoryId, names } };
    }
    case 'ReparentTerritory': {
      const { territoryId, parentId } = command;
      const standing = standingOf(map, territoryId, command, 'territoryId');
      if (isRefusal<TerritoryRefusal>(standing)) return standing;
      const parent = standingOf(map, parentId, command, 'parentId');
      if (isRefusal<TerritoryRefusal>(parent)) return parent;
      if (standing.parentId === parentId) return refuse('NOTHING_CHANGES', 'parentId');
      return { type: 'TerritoryReparented', data: { ...basisOf(command), territoryId, parentId } };
    }
    case 'MergeTerritories':
      return merge(map, command);
    case 'SplitTerritory':
      return split(map, command);
    case 'AbolishTerritory': {
      const { territoryId } = command;
      const standing = standingOf(map, territoryId, command, 'territoryId');
      if (isRefusal<TerritoryRefusal>(standing)) return standing;
      return { type: 'TerritoryAbolished', data: { ...basisOf(command), territoryId } };
    }
    case 'RepealTerritoryChange':
      return repeal(map, command);
  }
}
