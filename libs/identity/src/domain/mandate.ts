import { addDays, type CalendarDate, type Command, dateOf, type Decider, refuse } from '@baikoo/kernel';
import { isHeldIn, mayGrant } from './grantable.js';
import type { MandateEvent } from './mandate.events.js';
import type { OrganisationKind } from './organisation.events.js';
import type { Role } from './roles.js';

export type MandateCommand =
  | Command<
      'GrantMandate',
      {
        mandateId: string;
        personId: string;
        role: Role;
        organisationId: string;
        territoryId: string | null;
        from: CalendarDate;
        to: CalendarDate | null;
        /** Looked up by whoever sends the command; a generated history has looked already. */
        organisation?: { readonly kind: OrganisationKind; readonly holdsTerritory: boolean };
      }
    >
  | Command<'ExtendMandate', { mandateId: string; to: CalendarDate | null }>
  | Command<'RevokeMandate', { mandateId: string; revokedOn: CalendarDate }>;

export type MandateRefusal =
  | 'ALREADY_REGISTERED'
  | 'OWN_MANDATE'
  | 'PERIOD_REVERSED'
  | 'UNKNOWN_MANDATE'
  | 'MANDATE_ENDED'
  | 'ROLE_NOT_GRANTED'
  | 'ROLE_NOT_OF_THE_ORGANISATION'
  | 'OUTSIDE_THE_ORGANISATION'
  | 'NOT_AN_EXTENSION';

export type Mandate = {
  readonly status: 'UNKNOWN' | 'GRANTED';
  readonly personId: string;
  readonly from: CalendarDate;
  /** The first date on which it no longer holds; null while no end is set. */
  readonly ends: CalendarDate | null;
  readonly revoked: boolean;
};

export const mandate: Decider<Mandate, MandateCommand, MandateEvent, MandateRefusal> = {
  initial: { status: 'UNKNOWN', personId: '', from: '', ends: null, revoked: false },

  decide(mandate, command) {
    switch (command.type) {
      case 'GrantMandate': {
        const { mandateId, personId, role, organisationId, territoryId, from, to } = command;
        if (mandate.status !== 'UNKNOWN') return refuse('ALREADY_REGISTERED', 'mandateId');
        // Four eyes on power too: else whoever drafts a plan could make themselves its adopter.
        if (personId === command.by.personId) return refuse('OWN_MANDATE', 'personId');
        if (!mayGrant(command.by.role, role)) return refuse('ROLE_NOT_GRANTED', 'role', { role });
        const { organisation } = command;
        if (organisation && !isHeldIn(role, organisation.kind))
          return refuse('ROLE_NOT_OF_THE_ORGANISATION', 'role', { role });
        if (organisation && !organisation.holdsTerritory) return refuse('OUTSIDE_THE_ORGANISATION', 'territoryId');
        if (to !== null && to < from) return refuse('PERIOD_REVERSED', 'to');
        const data = { mandateId, personId, role, organisationId, territoryId, from, to };
        return [{ type: 'MandateGranted', data }];
      }
      case 'ExtendMandate': {
        const { mandateId, to, by, at } = command;
        if (mandate.status === 'UNKNOWN') return refuse('UNKNOWN_MANDATE', 'mandateId');
        if (mandate.personId === by.personId) return refuse('OWN_MANDATE', 'mandateId');
        // What has ended is granted anew: a gap must show. So is what was revoked, also where that lies ahead.
        if (mandate.revoked || (mandate.ends !== null && mandate.ends <= dateOf(at)))
          return refuse('MANDATE_ENDED', 'mandateId');
        const isLater = mandate.ends !== null && (to === null || addDays(to, 1) > mandate.ends);
        return isLater ? [{ type: 'MandateExtended', data: { mandateId, to } }] : refuse('NOT_AN_EXTENSION', 'to');
      }
      case 'RevokeMandate': {
        const { mandateId, revokedOn } = command;
        if (mandate.status === 'UNKNOWN') return refuse('UNKNOWN_MANDATE', 'mandateId');
        // On its first day at the earliest: then it never held. A revocation may bring the end forward, never put it off.
        if (revokedOn < mandate.from) return refuse('PERIOD_REVERSED', 'revokedOn');
        if (mandate.ends !== null && mandate.ends <= revokedOn) return refuse('MANDATE_ENDED', 'mandateId');
        return [{ type: 'MandateRevoked', data: { mandateId, revokedOn } }];
      }
    }
  },

  evolve(mandate, { type, data }) {
    switch (type) {
      case 'MandateGranted':
        return { ...mandate, status: 'GRANTED', personId: data.personId, from: data.from, ends: afterLast(data.to) };
      case 'MandateExtended':
        return { ...mandate, ends: afterLast(data.to) };
      case 'MandateRevoked':
        return { ...mandate, ends: data.revokedOn, revoked: true };
    }
  },
};

const afterLast = (to: CalendarDate | null): CalendarDate | null => (to === null ? null : addDays(to, 1));
