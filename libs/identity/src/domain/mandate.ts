import { addDays, type CalendarDate, type Command, type Decider, refuse } from '@baikoo/kernel';
import type { MandateEvent } from './mandate.events.js';
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
      }
    >
  | Command<'RevokeMandate', { mandateId: string; revokedOn: CalendarDate }>;

export type MandateRefusal =
  'ALREADY_REGISTERED' | 'OWN_MANDATE' | 'PERIOD_REVERSED' | 'UNKNOWN_MANDATE' | 'MANDATE_ENDED';

export type Mandate = {
  readonly status: 'UNKNOWN' | 'GRANTED';
  readonly from: CalendarDate;
  /** The first date on which it no longer holds; null while no end is set. */
  readonly ends: CalendarDate | null;
};

export const mandate: Decider<Mandate, MandateCommand, MandateEvent, MandateRefusal> = {
  initial: { status: 'UNKNOWN', from: '', ends: null },

  decide(mandate, command) {
    switch (command.type) {
      case 'GrantMandate': {
        const { mandateId, personId, role, organisationId, territoryId, from, to } = command;
        if (mandate.status !== 'UNKNOWN') return refuse('ALREADY_REGISTERED', 'mandateId');
        // Four eyes on power too: else whoever drafts a plan could make themselves its adopter.
        if (personId === command.by.personId) return refuse('OWN_MANDATE', 'personId');
        if (to !== null && to < from) return refuse('PERIOD_REVERSED', 'to');
        const data = { mandateId, personId, role, organisationId, territoryId, from, to };
        return [{ type: 'MandateGranted', data }];
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
        return { status: 'GRANTED', from: data.from, ends: data.to === null ? null : addDays(data.to, 1) };
      case 'MandateRevoked':
        return { ...mandate, ends: data.revokedOn };
    }
  },
};
