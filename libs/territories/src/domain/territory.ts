import { type Command, type Decider, type LocalizedText, refuse, type Source } from '@baikoo/kernel';
import type { Population, TerritoryEvent, TerritoryKind } from './territory.events.js';

export type TerritoryCommand = Command<
  'RegisterTerritory',
  {
    territoryId: string;
    kind: TerritoryKind;
    parentId: string | null;
    soate: string;
    iso: string | null;
    names: LocalizedText;
    population: Population | null;
    source: Source;
  }
>;

export type TerritoryRefusal = 'ALREADY_REGISTERED' | 'NEGATIVE_COUNT';

export type Territory = { readonly status: 'UNKNOWN' | 'ACTIVE' };

export const territory: Decider<Territory, TerritoryCommand, TerritoryEvent, TerritoryRefusal> = {
  initial: { status: 'UNKNOWN' },

  decide(territory, command) {
    switch (command.type) {
      case 'RegisterTerritory': {
        const { territoryId, kind, parentId, soate, iso, names, population, source } = command;
        if (territory.status !== 'UNKNOWN') return refuse('ALREADY_REGISTERED', 'territoryId');
        if (population && population.count < 0) return refuse('NEGATIVE_COUNT', 'population.count');
        const data = { territoryId, kind, parentId, soate, iso, names, population, source };
        return [{ type: 'TerritoryRegistered', data }];
      }
    }
  },

  evolve(territory, { type }) {
    switch (type) {
      case 'TerritoryRegistered':
        return { ...territory, status: 'ACTIVE' };
    }
  },
};
