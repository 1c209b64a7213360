import { type Actor, type ReadingScope, REPUBLIC, type TrailScope } from '@baikoo/kernel';
import { isRole, type Role } from './roles.js';

export type DataReading = ReadingScope['kind'];
export type TrailReading = TrailScope['kind'];

/** `persons`: whether what is read may name people by their ids. */
export type Reading = { readonly data: DataReading; readonly trail: TrailReading; readonly persons: boolean };

/** What each role reads: the columns "read" and "audit trail" of the permission table. A default, configuration. */
export const READING: Readonly<Record<Role, Reading>> = {
  LOCAL_CONTRIBUTOR: { data: 'OWN', trail: 'OWN_ACTS', persons: true },
  COMMISSION_SECRETARY: { data: 'SUBTREE', trail: 'SUBTREE', persons: true },
  COMMISSION_CHAIR: { data: 'SUBTREE', trail: 'SUBTREE', persons: true },
  LOCAL_KENESH: { data: 'SUBTREE', trail: 'SUBTREE', persons: true },
  MINISTRY_FOCAL_POINT: { data: 'ITS_MEASURES', trail: 'OWN', persons: true },
  COUNCIL_SECRETARIAT: { data: 'ALL', trail: 'ALL', persons: true },
  COUNCIL_CHAIR: { data: 'ALL', trail: 'ALL', persons: true },
  AUDITOR: { data: 'ALL', trail: 'ALL', persons: true },
  EXPERT: { data: 'SUBTREE', trail: 'NONE', persons: false },
  PUBLIC: { data: 'RELEASED', trail: 'RELEASED', persons: false },
  OPERATOR: { data: 'NONE', trail: 'NONE', persons: false },
};

type Mandate = Pick<Actor, 'role' | 'organisationId' | 'territoryId'>;

/**
 * What a mandate lets its holder read. One for a territory that names none reaches nothing; so does an unknown role. A role
 * that reads all reads the part of the republic that its mandate names, where it names one.
 */
export function readingScopeOf({ role, organisationId, territoryId }: Mandate): ReadingScope {
  const kind = isRole(role) ? READING[role].data : 'NONE';
  switch (kind) {
    case 'SUBTREE':
      return territoryId === null ? { kind: 'NONE' } : { kind, territoryId };
    case 'OWN':
      return { kind, organisationId, territoryId };
    case 'ITS_MEASURES':
      return { kind, organisationId };
    case 'ALL':
      return territoryId === null || territoryId === REPUBLIC ? { kind } : { kind: 'SUBTREE', territoryId };
    case 'RELEASED':
    case 'NONE':
      return { kind };
  }
}

/** What a mandate lets its holder read of the trail. Looks at the person only where the role reads its own acts alone. */
export function trailScopeOf(by: Mandate & Pick<Actor, 'personId'>): TrailScope {
  const { role, organisationId, territoryId } = by;
  const kind = isRole(role) ? READING[role].trail : 'NONE';
  switch (kind) {
    case 'SUBTREE':
      return territoryId === null ? { kind: 'NONE' } : { kind, territoryId };
    case 'OWN':
      return { kind, organisationId };
    case 'OWN_ACTS':
      return { kind, personId: by.personId };
    case 'ALL':
      return territoryId === null || territoryId === REPUBLIC ? { kind } : { kind: 'SUBTREE', territoryId };
    case 'RELEASED':
    case 'NONE':
      return { kind };
  }
}

/** Whether the role may be told people's ids. */
export const readsPersons = ({ role }: Pick<Actor, 'role'>): boolean => isRole(role) && READING[role].persons;
