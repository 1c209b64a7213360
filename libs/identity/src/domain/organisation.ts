import { type Command, type Decider, type LocalizedText, refuse } from '@baikoo/kernel';
import type { OrganisationEvent, OrganisationKind } from './organisation.events.js';

export type OrganisationCommand = Command<
  'RegisterOrganisation',
  {
    organisationId: string;
    kind: OrganisationKind;
    names: LocalizedText;
    territoryId: string | null;
    illustrative: boolean;
  }
>;

export type OrganisationRefusal = 'ALREADY_REGISTERED';

export type Organisation = {
  readonly status: 'UNKNOWN' | 'ACTIVE';
  readonly kind: OrganisationKind;
  readonly territoryId: string | null;
};

export const organisation: Decider<Organisation, OrganisationCommand, OrganisationEvent, OrganisationRefusal> = {
  initial: { status: 'UNKNOWN', kind: 'OTHER', territoryId: null },

  decide(organisation, command) {
    switch (command.type) {
      case 'RegisterOrganisation': {
        const { organisationId, kind, names, territoryId, illustrative } = command;
        if (organisation.status !== 'UNKNOWN') return refuse('ALREADY_REGISTERED', 'organisationId');
        return [{ type: 'OrganisationRegistered', data: { organisationId, kind, names, territoryId, illustrative } }];
      }
    }
  },

  evolve(_organisation, { type, data }) {
    switch (type) {
      case 'OrganisationRegistered':
        return { status: 'ACTIVE', kind: data.kind, territoryId: data.territoryId };
    }
  },
};
