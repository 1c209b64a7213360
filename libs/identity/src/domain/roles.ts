import { type Actor, REPUBLIC } from '@baikoo/kernel';

/** In which capacity somebody acts: the rows of the permission table. Configuration, not law. */
export const ROLES = [
  'LOCAL_CONTRIBUTOR',
  'COMMISSION_SECRETARY',
  'COMMISSION_CHAIR',
  'LOCAL_KENESH',
  'MINISTRY_FOCAL_POINT',
  'COUNCIL_SECRETARIAT',
  'COUNCIL_CHAIR',
  /** Auditors and the committees of parliament. */
  'AUDITOR',
  /** Independent experts and civil-society members of a council or commission. */
  'EXPERT',
  'PUBLIC',
  /** Runs the installation and holds no domain right. */
  'OPERATOR',
] as const;

export type Role = (typeof ROLES)[number];

export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

/** Whether a mandate names no part of the republic: what is the republic's as a whole is then within it. */
export const isForRepublic = ({ territoryId }: Pick<Actor, 'territoryId'>): boolean =>
  territoryId === null || territoryId === REPUBLIC;
