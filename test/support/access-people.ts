import { READING, type Role } from '@baikoo/identity';
import type { RunningApi } from './running-api.js';

/** A person of the demonstration with the mandate that they act under. */
export type Person = {
  readonly id: string;
  readonly role: Role;
  readonly organisationId: string;
  readonly territoryId: string | null;
};

/** Each role once, those of a territory also from a district, its city and elsewhere. */
export const PEOPLE: readonly Person[] = (
  [
    ['demo-leninsky-contributor', 'LOCAL_CONTRIBUTOR', 'commission-leninsky', '41711201000000'],
    ['demo-leninsky-secretary', 'COMMISSION_SECRETARY', 'commission-leninsky', '41711201000000'],
    ['demo-leninsky-chair', 'COMMISSION_CHAIR', 'commission-leninsky', '41711201000000'],
    ['demo-issyk-kul-secretary', 'COMMISSION_SECRETARY', 'commission-issyk-kul', 'KG-Y'],
    ['demo-osh-secretary', 'COMMISSION_SECRETARY', 'commission-osh-city', 'KG-GO'],
    ['demo-kenesh', 'LOCAL_KENESH', 'kenesh-bishkek', 'KG-GB'],
    ['demo-ministry', 'MINISTRY_FOCAL_POINT', 'ministry-internal-affairs', null],
    ['demo-secretariat', 'COUNCIL_SECRETARIAT', 'council-secretariat', 'KG'],
    ['demo-council-chair', 'COUNCIL_CHAIR', 'coordination-council', 'KG'],
    ['demo-auditor', 'AUDITOR', 'audit-parliament', 'KG'],
    ['demo-expert', 'EXPERT', 'civil-society', 'KG-GB'],
    ['demo-public', 'PUBLIC', 'public', 'KG'],
    ['demo-operator', 'OPERATOR', 'operator', null],
    // Roles of the whole republic, held for a part of it.
    ['regional-chair', 'COUNCIL_CHAIR', 'coordination-council', 'KG-Y'],
    ['regional-officer', 'COUNCIL_SECRETARIAT', 'council-secretariat', 'KG-Y'],
    ['regional-auditor', 'AUDITOR', 'audit-parliament', 'KG-Y'],
  ] as const
).map(([id, role, organisationId, territoryId]) => ({ id, role, organisationId, territoryId }));

export const READERS = PEOPLE.filter(({ role }) => !['NONE', 'RELEASED'].includes(READING[role].data));

/** What a row is of: judged here once more, by other means than the program's. */
export type Row = {
  readonly territoryId?: string | null | undefined;
  /** Whose it is. */
  readonly organisationIds: readonly (string | null | undefined)[];
  /** Whether the very territory makes it the own of who has no subtree. */
  readonly byTerritory?: boolean;
  readonly open?: boolean;
};

/** From the parents of territories to who sees what. */
export function judgeBy(parents: ReadonlyMap<string, string | null>) {
  const isWithin = (id: string, ancestor: string): boolean => {
    for (let place: string | null | undefined = id; place != null; place = parents.get(place))
      if (place === ancestor) return true;
    return false;
  };
  const reaches = ({ role, territoryId }: Person, place: string): boolean =>
    ['ALL', 'SUBTREE'].includes(READING[role].data) && isWithin(place, territoryId ?? '');
  const sees = (person: Person, { territoryId, organisationIds, byTerritory, open }: Row): boolean => {
    const isOwn = organisationIds.includes(person.organisationId);
    switch (READING[person.role].data) {
      case 'ALL':
      case 'SUBTREE':
        return open || reaches(person, territoryId ?? 'KG');
      case 'OWN':
        return open || isOwn || (byTerritory === true && territoryId === person.territoryId);
      case 'ITS_MEASURES':
        return open || isOwn;
      case 'RELEASED':
      case 'NONE':
        return false;
    }
  };
  return { reaches, sees };
}

export type Judge = ReturnType<typeof judgeBy>;

/** Asks as a person; the data, and the codes of what went wrong. */
export async function asPerson(api: RunningApi, person: string, query: string, variables: object = {}) {
  const { data, errors } = await api.ask(person, query, variables);
  const codes = (errors ?? []).map((error) => String((error as { extensions?: { code?: string } }).extensions?.code));
  return { data: (data ?? {}) as Record<string, never>, codes };
}
