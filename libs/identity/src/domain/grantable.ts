import type { OrganisationKind } from './organisation.events.js';
import type { Role } from './roles.js';

const COMMISSION: readonly OrganisationKind[] = ['COORDINATION_COMMISSION'];
const ANY: readonly OrganisationKind[] = [
  ...['COORDINATION_COUNCIL', 'COUNCIL_SECRETARIAT', 'COORDINATION_COMMISSION', 'MINISTRY', 'LOCAL_KENESH'],
  ...['AUDIT', 'CIVIL_SOCIETY', 'OPERATOR', 'OTHER'],
] as OrganisationKind[];

/** In which organisations a role can be held: nobody is a commission's chair in a ministry. A default, configuration. */
const HELD_IN: Readonly<Record<Role, readonly OrganisationKind[]>> = {
  LOCAL_CONTRIBUTOR: COMMISSION,
  COMMISSION_SECRETARY: COMMISSION,
  COMMISSION_CHAIR: COMMISSION,
  LOCAL_KENESH: ['LOCAL_KENESH'],
  MINISTRY_FOCAL_POINT: ['MINISTRY'],
  COUNCIL_SECRETARIAT: ['COUNCIL_SECRETARIAT'],
  COUNCIL_CHAIR: ['COORDINATION_COUNCIL'],
  AUDITOR: ['AUDIT'],
  // Experts and civil society sit in the Council and in commissions.
  EXPERT: ['CIVIL_SOCIETY', 'COORDINATION_COUNCIL', 'COORDINATION_COMMISSION', 'OTHER'],
  PUBLIC: ANY,
  OPERATOR: ['OPERATOR'],
};

/** Whoever runs the installation is not appointed by those whom it serves: the installation itself says who that is. */
const NEVER_GRANTED: readonly Role[] = ['OPERATOR'];

export const isHeldIn = (role: Role, kind: OrganisationKind): boolean => HELD_IN[role].includes(kind);

export const mayGrant = (granter: string, role: Role): boolean =>
  granter === 'INSTALLATION' || !NEVER_GRANTED.includes(role);
