import type { CalendarDate, Event } from '@baikoo/kernel';
import type { Role } from './roles.js';

/**
 * Everything that can have happened to a mandate: person × role × organisation × territory × period. The person is an
 * id; who that is stands outside the record. Kept for ever: a changed shape takes an upcast beside this file.
 */
export type MandateEvent =
  | Event<
      'MandateGranted',
      {
        mandateId: string;
        personId: string;
        role: Role;
        organisationId: string;
        territoryId: string | null;
        /** The first and the last date on which it holds; null while no end is set. */
        from: CalendarDate;
        to: CalendarDate | null;
      }
    >
  /** The last date on which it holds from now on; null while no end is set. */
  | Event<'MandateExtended', { mandateId: string; to: CalendarDate | null }>
  /** `revokedOn` is the first date on which it no longer holds. */
  | Event<'MandateRevoked', { mandateId: string; revokedOn: CalendarDate }>;

export type { Role } from './roles.js';
