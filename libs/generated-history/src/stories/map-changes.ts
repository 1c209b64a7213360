import { INSTALLATION } from '@baikoo/first-data';
import { dateOf, type Without } from '@baikoo/kernel';
import { TERRITORY_MAP_STREAM, type TerritoryCommand, territoryMap } from '@baikoo/territories';
import { generated, GENERATED } from '../words.js';
import type { World } from '../world.js';

/**
 * Each kind of change of the map once, among invented villages that nobody reports for: what stories know of the map of
 * the country stays true.
 */
export function changeTheMap({ scribe, country }: World): void {
  const [first, second] = country.municipalities.map(({ territoryId }) => territoryId!);
  const effectiveOn = dateOf(scribe.now);
  const hamlet = (number: number) => ({
    ...{ territoryId: `generated-hamlet-${number}`, kind: 'VILLAGE' as const, parentId: first! },
    // No real code begins with 8.
    ...{ soate: `8${String(number).padStart(13, '0')}`, iso: null, names: generated(`hamlet ${number}`) },
    ...{ population: null, source: GENERATED },
  });
  const ask = (command: Without<TerritoryCommand, 'by' | 'at' | 'inherited'>) =>
    scribe.ask(territoryMap, TERRITORY_MAP_STREAM, { ...command, inherited: [], by: INSTALLATION });
  const basis = (number: number) => ({
    ...{ changeId: `generated-change-${number}`, effectiveOn, source: GENERATED, illustrative: true },
    legalAct: { titles: generated(`act ${number}`), number: null, date: null },
  });
  const id = (number: number) => hamlet(number).territoryId;

  for (const number of [1, 2, 3, 4]) ask({ type: 'RegisterTerritory', ...hamlet(number) });
  ask({ type: 'RenameTerritory', ...basis(1), territoryId: id(1), names: generated('hamlet with another name') });
  ask({ type: 'ReparentTerritory', ...basis(2), territoryId: id(2), parentId: second! });
  const successor = hamlet(5);
  ask({
    ...{ type: 'MergeTerritories', ...basis(3), mergedIds: [id(1), id(2)], successorId: id(5), successor },
    placements: [],
  });
  ask({ type: 'RepealTerritoryChange', ...basis(4), repealedChangeId: basis(3).changeId });
  ask({
    type: 'SplitTerritory',
    ...basis(5),
    territoryId: id(3),
    abolished: false,
    parts: [hamlet(6)],
    placements: [],
  });
  ask({ type: 'AbolishTerritory', ...basis(6), territoryId: id(4) });
}
