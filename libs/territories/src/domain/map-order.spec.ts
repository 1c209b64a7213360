import fc from 'fast-check';
import { actor } from '@baikoo/kernel/testing';
import { describe, expect, test } from '@jest/globals';
import { LEVELS_ABOVE } from './levels.js';
import type { TerritoryCommand } from './territory.commands.js';
import type { TerritoryEvent, TerritoryKind, Unit } from './territory.events.js';
import { territoryMap } from './territory.js';
import { EMPTY_MAP, evolveMap, mapOn, type TerritoryMap } from './territory-map.js';

const who = { by: actor('secretariat'), at: '2026-11-22T06:00:00.000Z', inherited: [] };
const source = { title: 'illustrative', reference: null };
const unit = (territoryId: string, kind: TerritoryKind, parentId: string | null): Unit => ({
  ...{ territoryId, kind, parentId, soate: territoryId, iso: null, names: { ru: territoryId } },
  ...{ population: null, source },
});
const country: readonly TerritoryEvent[] = [
  unit('KG', 'COUNTRY', null),
  ...['O1', 'O2'].map((id) => unit(id, 'OBLAST', 'KG')),
  ...['R1', 'R2', 'R3'].map((id, i) => unit(id, 'RAION', i === 2 ? 'O2' : 'O1')),
  ...['A1', 'A2', 'A3', 'A4'].map((id, i) => unit(id, 'AYIL_AIMAK', `R${(i % 3) + 1}`)),
  ...['V1', 'V2', 'V3'].map((id) => unit(id, 'VILLAGE', `A${id[1]}`)),
].map((data) => ({ type: 'TerritoryRegistered', data }));

const DATES = ['2020-01-01', '2021-07-01', '2023-01-01', '2024-04-01', '2026-01-01'];
const id = fc.constantFrom('O1', 'O2', 'R1', 'R2', 'R3', 'A1', 'A2', 'A3', 'A4', 'V1', 'V2', 'V3', 'N1', 'N2', 'N3');
const change = fc.record({ on: fc.constantFrom(...DATES), one: id, other: id, third: id, into: id, which: fc.nat(6) });
type Change = typeof change extends fc.Arbitrary<infer C> ? C : never;

function commandFor({ on, one, other, third, into, which }: Change, number: number): TerritoryCommand {
  const legalAct = { titles: { ru: 'Акт' }, number: null, date: null };
  const basis = { changeId: `c${number}`, effectiveOn: on, legalAct, source, illustrative: true, ...who };
  const made = (name: string) => unit(name, 'AYIL_AIMAK', ['R1', 'R2', 'R3'][number % 3]!);
  const placements = ['V1', 'V2', 'V3'].includes(third) ? [{ territoryId: third, parentId: into }] : [];
  switch (which) {
    case 0:
      return { type: 'RenameTerritory', ...basis, territoryId: one, names: { ru: `${one} ${number}` } };
    case 1:
      return { type: 'ReparentTerritory', ...basis, territoryId: one, parentId: other };
    case 2:
      return {
        ...{ type: 'MergeTerritories', ...basis, mergedIds: [one, other], successorId: `N${number % 3}` },
        ...{ successor: made(`N${number % 3}`), placements },
      };
    case 3:
      return {
        ...{
          type: 'MergeTerritories',
          ...basis,
          mergedIds: [one],
          successorId: other,
          successor: null,
          placements: [],
        },
      };
    case 4: {
      const parts = [made(`N${number % 3}`), made(`P${number}`)];
      return { type: 'SplitTerritory', ...basis, territoryId: one, abolished: number % 2 === 0, parts, placements };
    }
    case 5:
      return { type: 'AbolishTerritory', ...basis, territoryId: one };
    default:
      return { type: 'RepealTerritoryChange', ...basis, repealedChangeId: `c${Math.floor(number / 2)}` };
  }
}

/** The map after each command that was accepted, from the first. */
function historyOf(changes: readonly Change[]): readonly TerritoryMap[] {
  const maps = [country.reduce(evolveMap, EMPTY_MAP)];
  changes.forEach((each, number) => {
    const decision = territoryMap.decide(maps.at(-1)!, commandFor(each, number));
    if (!('refused' in decision)) maps.push(decision.reduce(evolveMap, maps.at(-1)!));
  });
  return maps;
}

describe('whatever dated changes of the map are asked for, in whatever order', () => {
  test('on any date every unit that exists has one way up, and it ends at the country', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(fc.array(change, { minLength: 5, maxLength: 40 }), (changes) => {
        const map = historyOf(changes).at(-1)!;
        map.changes.forEach(({ type }) => reached.add(type));
        for (const date of [null, ...DATES, '2199-12-31']) {
          const standings = mapOn(map, date);
          for (const [start, { active }] of standings) {
            if (!active) continue;
            const way = [start];
            for (let up = standings.get(start)!.parentId; up !== null; up = standings.get(up)!.parentId) {
              expect(standings.get(up)?.active).toBe(true);
              way.push(up);
              expect(way.length).toBeLessThan(6);
            }
            expect(way.at(-1)).toBe('KG');
          }
        }
      }),
      { numRuns: 60, seed: 11 },
    );
    // The property says nothing of changes that are never accepted.
    expect([...reached].toSorted()).toEqual([
      'TerritoriesMerged',
      'TerritoryAbolished',
      'TerritoryChangeRepealed',
      'TerritoryRenamed',
      'TerritoryReparented',
      'TerritorySplit',
    ]);
  });

  test('a change leaves the map of every date before it as it was', () =>
    fc.assert(
      fc.property(fc.array(change, { minLength: 5, maxLength: 40 }), (changes) => {
        const maps = historyOf(changes);
        maps.slice(1).forEach((map, i) => {
          const said = map.facts.filter(({ changeId }) => changeId === map.changes.at(-1)!.changeId);
          const ended = map.facts.filter((fact, k) => fact.until !== (maps[i]!.facts[k]?.until ?? null));
          const from = [...said.map(({ on }) => on), ...ended.map(({ until }) => until)].toSorted()[0]!;
          for (const date of DATES.filter((each) => each < from!))
            expect(mapOn(map, date)).toEqual(mapOn(maps[i]!, date));
        });
      }),
      { numRuns: 30 },
    ));
});

test('no kind of unit lies, over others, in itself: so the map can have no circles', () => {
  const above = (kind: TerritoryKind, seen: readonly TerritoryKind[]): void => {
    expect(seen).not.toContain(kind);
    for (const next of LEVELS_ABOVE[kind]) above(next, [...seen, kind]);
  };
  for (const kind of Object.keys(LEVELS_ABOVE) as TerritoryKind[]) above(kind, []);
});
