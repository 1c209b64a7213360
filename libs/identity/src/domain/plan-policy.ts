import type { Role } from './roles.js';

/** The two kinds of plan that the column "plan" of the permission table tells apart. */
export type PlanLevel = 'NATIONAL' | 'LOCAL_JOINT';

type Plans = {
  /** Whose wording is the role's: it drafts them, asks for amendments, or decides on both. */
  readonly keeps: readonly PlanLevel[];
  /** Whose measures it moves in time, money and executors, each on a decision, once others have worded them. */
  readonly carriesOut: readonly PlanLevel[];
};

const NONE: Plans = { keeps: [], carriesOut: [] };

/**
 * The column "plan": a joint plan is its commission's from the draft to the adoption, and the Council, which reads it,
 * writes nothing in it. What a national plan plans for a place is also carried out by the commission of that place, which
 * knows the local money. A default, configuration and not law.
 */
export const PLANS_OF: Readonly<Record<Role, Plans>> = {
  LOCAL_CONTRIBUTOR: NONE,
  COMMISSION_SECRETARY: { keeps: ['LOCAL_JOINT'], carriesOut: ['LOCAL_JOINT', 'NATIONAL'] },
  COMMISSION_CHAIR: { keeps: ['LOCAL_JOINT'], carriesOut: [] },
  LOCAL_KENESH: NONE,
  MINISTRY_FOCAL_POINT: { keeps: ['NATIONAL'], carriesOut: [] },
  COUNCIL_SECRETARIAT: { keeps: ['NATIONAL'], carriesOut: ['NATIONAL'] },
  COUNCIL_CHAIR: { keeps: ['NATIONAL'], carriesOut: [] },
  AUDITOR: NONE,
  EXPERT: NONE,
  PUBLIC: NONE,
  OPERATOR: NONE,
};

/** What the installation loads was drafted and adopted elsewhere. */
const isInstallation = (role: string): boolean => role === 'INSTALLATION';

const plansOf = (role: string): Plans => (Object.hasOwn(PLANS_OF, role) ? PLANS_OF[role as Role] : NONE);

export const keepsPlans = (role: string, level: PlanLevel): boolean =>
  isInstallation(role) || plansOf(role).keeps.includes(level);

export const carriesOutPlans = (role: string, level: PlanLevel): boolean =>
  isInstallation(role) || plansOf(role).carriesOut.includes(level);
