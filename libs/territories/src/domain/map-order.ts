import { type CalendarDate, type Refusal, refuse } from '@baikoo/kernel';
import { LEVELS_ABOVE } from './levels.js';
import type { Unit } from './territory.events.js';
import { datesOf, mapOn, type TerritoryMap } from './territory-map.js';

export type Disorder = 'PARENT_NOT_ACTIVE' | 'WRONG_LEVEL' | 'CODE_TAKEN' | 'COUNTRY_EXISTS';

/**
 * What a change would bring out of order on any date, and was in order before: the map must be a tree under the country,
 * of levels that fit (so it has no circles), without a code that two units have at once. Judged on every date on which anything changes, because
 * a change that is recorded late stands before others.
 */
export function findDisorder(before: TerritoryMap, after: TerritoryMap): Refusal<Disorder> | undefined {
  for (const date of datesOf(after)) {
    const disorders = disordersOn(after, date);
    if (disorders.length === 0) continue;
    const known = new Set(disordersOn(before, date).map(nameOf));
    const found = disorders.find((disorder) => !known.has(nameOf(disorder)));
    if (found) return found;
  }
  return undefined;
}

const nameOf = ({ refused, details }: Refusal<Disorder>) => `${refused}:${details!['id']}`;

function disordersOn(map: TerritoryMap, date: CalendarDate | null): Refusal<Disorder>[] {
  const standings = mapOn(map, date);
  const units = map.units.filter(({ territoryId }) => standings.get(territoryId)?.active);
  const kinds = new Map(units.map(({ territoryId, kind }) => [territoryId, kind]));
  const disorders: Refusal<Disorder>[] = [];
  const no = (code: Disorder, path: string, unit: Unit, details: Record<string, string>) =>
    disorders.push(refuse(code, path, { id: unit.territoryId, date: date ?? '…', ...details }));

  const codes = new Map<string, string>();
  let country: string | undefined;
  for (const unit of units) {
    const { territoryId, kind } = unit;
    for (const path of ['soate', 'iso'] as const) {
      const code = unit[path];
      if (code === null) continue;
      const holder = codes.get(`${path} ${code}`);
      if (holder !== undefined) no('CODE_TAKEN', path, unit, { code, holder });
      else codes.set(`${path} ${code}`, territoryId);
    }
    const { parentId } = standings.get(territoryId)!;
    if (parentId === null && kind === 'COUNTRY') {
      if (country !== undefined) no('COUNTRY_EXISTS', 'kind', unit, { holder: country });
      country = territoryId;
      continue;
    }
    const above = parentId === null ? undefined : kinds.get(parentId);
    if (parentId !== null && !above) no('PARENT_NOT_ACTIVE', 'parentId', unit, { parent: parentId });
    else if (!above || !LEVELS_ABOVE[kind].includes(above)) no('WRONG_LEVEL', 'parentId', unit, {});
  }
  return disorders;
}
