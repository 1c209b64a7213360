import { type Refusal, refuse } from '@baikoo/kernel';
import type { TerritoryRefusal } from './territory.commands.js';
import type { Basis } from './territory.events.js';
import type { Standing } from './dated-facts.formula.js';
import { mapOn, type TerritoryMap } from './territory-map.js';

export const isKnown = ({ units }: TerritoryMap, id: string): boolean =>
  units.some(({ territoryId }) => territoryId === id);

/** How a unit stands on the date of a change, which only a unit that then exists can meet. */
export function standingOf(
  map: TerritoryMap,
  id: string,
  { effectiveOn: date }: Pick<Basis, 'effectiveOn'>,
  path: string,
): Standing | Refusal<TerritoryRefusal> {
  if (!isKnown(map, id)) return refuse('UNKNOWN_TERRITORY', path, { id });
  const standing = mapOn(map, date).get(id);
  return standing?.active ? standing : refuse('TERRITORY_NOT_ACTIVE', path, { id, date });
}

export const basisOf = ({ changeId, effectiveOn, legalAct, source, illustrative }: Basis): Basis => ({
  ...{ changeId, effectiveOn, legalAct, source, illustrative },
});
