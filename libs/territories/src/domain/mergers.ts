import { isRefusal, type Refusal, refuse } from '@baikoo/kernel';
import { basisOf, isKnown, standingOf } from './asked-of-map.js';
import type { TerritoryCommand, TerritoryRefusal } from './territory.commands.js';
import type { Placement, TerritoryEvent, Unit } from './territory.events.js';
import { mapOn, type TerritoryMap } from './territory-map.js';

type Merge = Extract<TerritoryCommand, { type: 'MergeTerritories' }>;
type Split = Extract<TerritoryCommand, { type: 'SplitTerritory' }>;
type Outcome = TerritoryEvent | Refusal<TerritoryRefusal>;

/** Units become one, a new or an existing one. What lay in them goes to it, unless the command says where else. */
export function merge(map: TerritoryMap, command: Merge): Outcome {
  const { mergedIds, successorId, successor } = command;
  if (new Set([...mergedIds, successorId]).size !== mergedIds.length + 1) return refuse('NAMED_TWICE', 'mergedIds');
  if (successor && successor.territoryId !== successorId) return refuse('NAMED_TWICE', 'successorId');
  if (mergedIds.length < (successor ? 2 : 1)) return refuse('TOO_FEW_TERRITORIES', 'mergedIds');
  const no =
    refusedUnit(map, successor ? [successor] : []) ??
    refusedStanding(map, mergedIds, command, 'mergedIds') ??
    refusedStanding(map, successor ? [] : [successorId], command, 'successorId');
  if (no) return no;

  const children = childrenOf(map, mergedIds, command);
  const chosen = chosenPlaces(command.placements, children);
  if (isRefusal<TerritoryRefusal>(chosen)) return chosen;
  const placements = children
    // A unit that goes up in its own successor needs no place any more.
    .filter((territoryId) => territoryId !== successorId)
    .map((territoryId) => ({ territoryId, parentId: chosen.get(territoryId) ?? successorId }));
  return { type: 'TerritoriesMerged', data: { ...basisOf(command), mergedIds, successorId, successor, placements } };
}

/**
 * A unit is divided. Of one that goes on, only the units that are named go to its parts; of one that does not, each must
 * be named: nobody but the act knows which part a village went to.
 */
export function split(map: TerritoryMap, command: Split): Outcome {
  const { territoryId, abolished, parts } = command;
  const ids = parts.map((part) => part.territoryId);
  if (new Set(ids).size !== ids.length) return refuse('NAMED_TWICE', 'parts');
  if (parts.length < (abolished ? 2 : 1)) return refuse('TOO_FEW_TERRITORIES', 'parts');
  const no = refusedStanding(map, [territoryId], command, 'territoryId') ?? refusedUnit(map, parts);
  if (no) return no;

  const children = childrenOf(map, [territoryId], command);
  const chosen = chosenPlaces(command.placements, children);
  if (isRefusal<TerritoryRefusal>(chosen)) return chosen;
  const left = abolished ? children.find((id) => !chosen.has(id)) : undefined;
  if (left !== undefined) return refuse('CHILD_WITHOUT_PLACE', 'placements', { id: left });
  const placements = [...chosen].map(([id, parentId]) => ({ territoryId: id, parentId }));
  return { type: 'TerritorySplit', data: { ...basisOf(command), territoryId, abolished, parts, placements } };
}

function refusedUnit(map: TerritoryMap, units: readonly Unit[]): Refusal<TerritoryRefusal> | undefined {
  for (const { territoryId, population, parentId } of units) {
    if (isKnown(map, territoryId)) return refuse('ALREADY_REGISTERED', 'territoryId');
    if (population && population.count < 0) return refuse('NEGATIVE_COUNT', 'population.count');
    if (parentId !== null && !isKnown(map, parentId)) return refuse('UNKNOWN_TERRITORY', 'parentId', { id: parentId });
  }
  return undefined;
}

function refusedStanding(map: TerritoryMap, ids: readonly string[], command: Merge | Split, path: string) {
  for (const id of ids) {
    const standing = standingOf(map, id, command, path);
    if (isRefusal<TerritoryRefusal>(standing)) return standing;
  }
  return undefined;
}

/** What lies directly in the units on the date of the change, and is none of them. */
function childrenOf(map: TerritoryMap, parentIds: readonly string[], { effectiveOn }: Merge | Split): string[] {
  const isParent = (id: string | null) => id !== null && parentIds.includes(id);
  return [...mapOn(map, effectiveOn)]
    .filter(([id, { active, parentId }]) => active && isParent(parentId) && !isParent(id))
    .map(([id]) => id)
    .toSorted();
}

function chosenPlaces(
  placements: readonly Placement[],
  children: readonly string[],
): ReadonlyMap<string, string> | Refusal<TerritoryRefusal> {
  const chosen = new Map<string, string>();
  for (const { territoryId, parentId } of placements) {
    if (!children.includes(territoryId)) return refuse('NOT_A_CHILD', 'placements', { id: territoryId });
    if (chosen.has(territoryId)) return refuse('NAMED_TWICE', 'placements');
    chosen.set(territoryId, parentId);
  }
  return chosen;
}
