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
