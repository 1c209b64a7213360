import { INSTALLATION, territoryStage } from '@baikoo/first-data';
import type { Role } from '@baikoo/identity';
import type { Actor } from '@baikoo/kernel';
import type { AskTerritory } from '@baikoo/territories';
import type { Size } from './size.js';
import { GENERATED, generated } from './words.js';

export type RegisterTerritory = Omit<Extract<AskTerritory['command'], { type: 'RegisterTerritory' }>, 'by' | 'at'>;

/** An organisation that reports, with the person who writes for it and, where it has one, its chair. */
export type Body = {
  readonly organisationId: string;
  readonly kind: 'MINISTRY' | 'COORDINATION_COMMISSION';
  readonly territoryId: string | null;
  /** The one that reviews its reports and verifies its completions. */
  readonly reviewer: Actor;
  readonly verifier: Actor;
  secretary: Actor;
  readonly chair: Actor | undefined;
};

export const actor = (organisationId: string, role: Role, territoryId: string | null, who: string): Actor => ({
  ...{ personId: `${organisationId}-${who}`, role, organisationId, territoryId, onBehalfOf: null },
});

const COUNCIL = 'generated-coordination-council';
const SECRETARIAT = 'generated-council-secretariat';

/** Whoever wants to look at a generated history signs in as one of these. */
export const GENERATED_PEOPLE = [
  { person: `${SECRETARIAT}-officer`, role: 'COUNCIL_SECRETARIAT' },
  { person: `${COUNCIL}-chair`, role: 'COUNCIL_CHAIR' },
] as const;

/** Who lives and reports in a generated country: the republic's real map, with invented municipalities and offices. */
export type Country = {
  readonly territories: readonly RegisterTerritory[];
  readonly municipalities: readonly Body[];
  /** Those that report on the national plan: ministries first, then commissions from the regions down. */
  readonly national: readonly Body[];
  readonly secretariat: Actor;
  readonly councilChair: Actor;
  /** Whether a mandate reaches a territory, as the handlers ask the register of territories. */
  reaches(by: Pick<Actor, 'territoryId'>, territoryId: string): boolean;
};

export async function countryOf({ ministries, commissions, municipalities }: Size): Promise<Country> {
  const real = await realTerritories();
  const raions = real.filter(({ kind }) => kind === 'RAION');
  // Reports of small histories come from regions first.
  const reporting = [...real.filter(({ parentId }) => parentId === 'KG'), ...real.filter((each) => isLocal(each))];
  const invented = Array.from({ length: municipalities }, (_, index) =>
    municipality(index + 1, raions[index % raions.length]!.territoryId),
  );
  const territories = [...real, ...invented];
  const parents = new Map(territories.map(({ territoryId, parentId }) => [territoryId, parentId]));

  const secretariat = actor(SECRETARIAT, 'COUNCIL_SECRETARIAT', 'KG', 'officer');
  return {
    territories,
    secretariat,
    councilChair: actor(COUNCIL, 'COUNCIL_CHAIR', 'KG', 'chair'),
    national: [
      ...Array.from({ length: ministries }, (_, index) => ministry(index + 1, secretariat)),
      ...reporting.slice(0, commissions).map(({ territoryId }) => commission(territoryId, secretariat, secretariat)),
    ],
    municipalities: invented.map(({ territoryId, parentId }) => {
      const { secretary, chair } = officesOf(parentId!);
      return commission(territoryId, secretary, chair);
    }),
    reaches(by, territoryId) {
      if (by.territoryId === null) return false;
      for (let id: string | null = territoryId; id !== null; id = parents.get(id) ?? null)
        if (id === by.territoryId) return true;
      return false;
    },
  };
}

async function realTerritories(): Promise<readonly RegisterTerritory[]> {
  const { entries } = await territoryStage();
  const who = { by: INSTALLATION, at: '' };
  return entries.flatMap(({ message }) => {
    const { by: _by, at: _at, ...command } = (message(who, {} as never) as AskTerritory).command;
    return command.type === 'RegisterTerritory' ? [command] : [];
  });
}

const isLocal = ({ parentId, kind }: RegisterTerritory) => parentId !== 'KG' && kind !== 'COUNTRY';

const municipality = (number: number, parentId: string): RegisterTerritory => ({
  ...{ type: 'RegisterTerritory', territoryId: `generated-municipality-${number}`, kind: 'AYIL_AIMAK', parentId },
  // No real code begins with 9.
  ...{ soate: `9${String(number).padStart(13, '0')}`, iso: null, names: generated(`municipality ${number}`) },
  ...{ population: null, source: GENERATED },
});

function ministry(number: number, secretariat: Actor): Body {
  const organisationId = `generated-ministry-${number}`;
  const secretary = actor(organisationId, 'MINISTRY_FOCAL_POINT', null, 'focal-point');
  const judges = { reviewer: secretariat, verifier: secretariat };
  return { organisationId, kind: 'MINISTRY', territoryId: null, ...judges, secretary, chair: undefined };
}

function commission(territoryId: string, reviewer: Actor, verifier: Actor): Body {
  return { ...officesOf(territoryId), kind: 'COORDINATION_COMMISSION', territoryId, reviewer, verifier };
}

function officesOf(territoryId: string) {
  const organisationId = `generated-commission-${territoryId.replace('generated-', '')}`;
  const secretary = actor(organisationId, 'COMMISSION_SECRETARY', territoryId, 'secretary');
  return { organisationId, secretary, chair: actor(organisationId, 'COMMISSION_CHAIR', territoryId, 'chair') };
}
