import { createTestDatabase } from '@baikoo/database/testing';
import { MemoryEventStore } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { territoriesProjection, TERRITORY_MAP_STREAM, type TerritoryEvent, territoryStream } from '@baikoo/territories';
import { expect, test } from '@jest/globals';
import { findDifference, findTrail } from './trail.js';

const source = { title: 'illustrative', reference: null };
const unit = (territoryId: string) => ({
  ...{ territoryId, kind: 'AYIL_AIMAK' as const, parentId: 'r', soate: territoryId, iso: null },
  ...{ names: { ru: territoryId }, population: null, source },
});
const basis = (changeId: string, effectiveOn: string) => ({
  ...{ changeId, effectiveOn, source, illustrative: true },
  legalAct: { titles: { ru: 'Закон' }, number: null, date: null },
});
const registered = (id: string): TerritoryEvent => ({ type: 'TerritoryRegistered', data: unit(id) });

test('a merger and its repeal stand in the trail of every territory concerned, and in no other', async () => {
  const store = new MemoryEventStore();
  const life = (territoryId: string) => ({ aspect: 'LIFE' as const, territoryId, successorId: null });
  const changes: readonly TerritoryEvent[] = [
    ...['b', 'other'].map(registered),
    {
      type: 'TerritoriesMerged',
      data: {
        ...{ ...basis('m', '2025-01-01'), mergedIds: ['a', 'b'], successorId: 'c', successor: unit('c') },
        placements: [{ territoryId: 'v', parentId: 'c' }],
      },
    },
    {
      type: 'TerritoryChangeRepealed',
      data: { ...basis('n', '2026-01-01'), repealedChangeId: 'm', repealed: ['a', 'b', 'c'].map(life), returned: [] },
    },
  ];
  // One registered as older versions did it, in a history of its own.
  await store.append(territoryStream('a'), 0, [registered('a')], aCause());
  await store.append(TERRITORY_MAP_STREAM, 0, changes, aCause());
  const database = await createTestDatabase();
  try {
    const trail = async (id: string) => {
      const all = { filter: {}, scope: { kind: 'ALL' }, upTo: undefined, limit: 10, after: undefined } as const;
      const asked = { kind: 'TERRITORY', id, ...all } as const;
      return (await findTrail(database.db, store, territoriesProjection.models, asked)).rows;
    };
    const types = async (id: string) => (await trail(id)).map(({ event }) => event.type);
    for (const id of ['a', 'b'])
      expect(await types(id)).toEqual(['TerritoryRegistered', 'TerritoriesMerged', 'TerritoryChangeRepealed']);
    expect(await types('c')).toEqual(['TerritoriesMerged', 'TerritoryChangeRepealed']);
    expect(await types('v')).toEqual(['TerritoriesMerged']);
    expect(await types('other')).toEqual(['TerritoryRegistered']);
    // Going back is told from the later place to the earlier one; what happened in between is the same.
    const difference = async (from: bigint, to: bigint) => {
      const span = { from: { position: from, date: '2026-06-01' }, to: { position: to, date: '2026-06-01' } };
      const asked = { kind: 'TERRITORY', id: 'a', ...span } as const;
      const { changes, facts } = await findDifference(database.db, store, territoriesProjection.models, asked);
      return { changes, facts: facts.map(({ event }) => event.type) };
    };
    const [forth, back] = [await difference(4n, 5n), await difference(5n, 4n)];
    expect(forth.facts).toEqual(['TerritoryChangeRepealed']);
    expect(forth.changes).toContainEqual({
      ...{ row: 'territory_fact/m/LIFE/a', field: 'repealed_on', before: null, after: '2026-01-01' },
    });
    const turned = forth.changes.map(({ before, after, ...change }) => ({ ...change, before: after, after: before }));
    expect(new Set(back.changes)).toEqual(new Set(turned));
    expect(back.facts).toEqual(forth.facts);
    const rows = (await trail('a')).flatMap((entry) => entry.changes.map(({ row }) => row.split('/')[0]));
    expect(new Set(rows)).toEqual(new Set(['territory', 'territory_fact']));
    expect((await trail('a')).at(-1)?.changes).toContainEqual({
      ...{ row: 'territory_fact/m/LIFE/a', field: 'repealed_on', before: null, after: '2026-01-01' },
    });
  } finally {
    await database.drop();
  }
});
