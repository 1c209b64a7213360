import type { Event, LocalizedText } from '@baikoo/kernel';

/** What an organisation is to crime prevention (Concept, section 6). */
export type OrganisationKind =
  | 'COORDINATION_COUNCIL'
  | 'COUNCIL_SECRETARIAT'
  | 'COORDINATION_COMMISSION'
  | 'MINISTRY'
  | 'LOCAL_KENESH'
  | 'AUDIT'
  | 'CIVIL_SOCIETY'
  | 'OPERATOR'
  | 'OTHER';

/** Everything that can have happened to an organisation. Kept for ever: a changed shape takes an upcast beside this file. */
export type OrganisationEvent = Event<
  'OrganisationRegistered',
  {
    organisationId: string;
    kind: OrganisationKind;
    names: LocalizedText;
    /** Null when it acts for the whole republic without being tied to a place. */
    territoryId: string | null;
    /** Made up for demonstration: no such organisation is claimed to exist. */
    illustrative: boolean;
  }
>;
