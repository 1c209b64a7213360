/** The territory that everything lies in. What belongs to no territory, such as a ministry's report, belongs to it. */
export const REPUBLIC = 'KG';

/**
 * What of the domain somebody may read: the second column of the permission table, for one mandate. It follows from role,
 * organisation and territory alone and never from the person, so that answers under equal mandates are equal.
 */
export type ReadingScope =
  | { readonly kind: 'ALL' }
  /** A territory and everything below it, on the map of today: a mandate is one of today, whatever day is asked about. */
  | { readonly kind: 'SUBTREE'; readonly territoryId: string }
  /** What is the own organisation's, and what is of its very territory and of no organisation. */
  | { readonly kind: 'OWN'; readonly organisationId: string; readonly territoryId: string | null }
  /** The measures that an agency is responsible or co-executor for, the indicators it answers for, and its own reports. */
  | { readonly kind: 'ITS_MEASURES'; readonly organisationId: string }
  /** What was published. */
  | { readonly kind: 'RELEASED' }
  | { readonly kind: 'NONE' };

/** What somebody may read of who did, changed and tried what: the last column of the permission table. */
export type TrailScope =
  | { readonly kind: 'ALL' }
  | { readonly kind: 'SUBTREE'; readonly territoryId: string }
  /** Acts of the own organisation. */
  | { readonly kind: 'OWN'; readonly organisationId: string }
  | { readonly kind: 'OWN_ACTS'; readonly personId: string }
  | { readonly kind: 'RELEASED' }
  | { readonly kind: 'NONE' };

/** Whether nothing of the republic is out of reach: what adds up the whole of it may be read. */
export const reachesRepublic = (scope: ReadingScope): boolean =>
  scope.kind === 'ALL' || (scope.kind === 'SUBTREE' && scope.territoryId === REPUBLIC);
