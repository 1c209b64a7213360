import { type Database, sql } from '@baikoo/database';
import type { CalendarDate } from '@baikoo/kernel';
import { type AsOf, type ReadModel, rowsOf } from '@baikoo/projections';
import type { MandateEvent } from '../domain/mandate.events.js';
import type { Role } from '../domain/mandate.events.js';

export type MandateRow = {
  readonly id: string;
  readonly person_id: string;
  readonly role: Role;
  readonly organisation_id: string;
  readonly territory_id: string | null;
  readonly starts_on: CalendarDate;
  readonly ends_on: CalendarDate | null;
  readonly revoked_on: CalendarDate | null;
  readonly granted_at: string;
};

/** One row for each mandate, in force or not. */
export const mandateModel: ReadModel<MandateRow, MandateEvent> = {
  table: 'mandate',
  keys: ({ stream, data }) => (stream.startsWith('mandate-') ? [data.mandateId] : []),
  evolve(row, { type, data, position }) {
    switch (type) {
      case 'MandateGranted': {
        const { mandateId: id, personId: person_id, role, organisationId: organisation_id } = data;
        const { territoryId: territory_id, from: starts_on, to: ends_on } = data;
        return {
          id,
          person_id,
          role,
          organisation_id,
          territory_id,
          starts_on,
          ends_on,
          revoked_on: null,
          granted_at: String(position),
        };
      }
      case 'MandateExtended':
        return row && { ...row, ends_on: data.to };
      case 'MandateRevoked':
        return row && { ...row, revoked_on: data.revokedOn };
    }
  },
};

export type MandateView = {
  id: string;
  personId: string;
  role: Role;
  organisationId: string;
  territoryId: string | null;
  from: CalendarDate;
  to: CalendarDate | null;
};

/** The mandates of a person that hold on a national date, the one granted earliest first. */
export const findMandatesInForce = (
  db: Database,
  personId: string,
  date: CalendarDate,
  asOf?: AsOf,
): Promise<readonly MandateView[]> =>
  db.query<MandateView>(sql`
    select id, person_id as "personId", role, organisation_id as "organisationId", territory_id as "territoryId",
           starts_on as "from", ends_on as "to"
    from ${rowsOf('mandate', asOf)}
    where person_id = ${personId} and ${inForce(date)}
    order by granted_at, id collate "C"`);

export type MandateOfPerson = MandateView & { readonly revokedOn: CalendarDate | null };

/** All mandates that a person holds or held, the one granted earliest first. */
export const findMandatesOf = (db: Database, personId: string, asOf?: AsOf): Promise<readonly MandateOfPerson[]> =>
  db.query<MandateOfPerson>(sql`
    select id, person_id as "personId", role, organisation_id as "organisationId", territory_id as "territoryId",
           starts_on as "from", ends_on as "to", revoked_on as "revokedOn"
    from ${rowsOf('mandate', asOf)}
    where person_id = ${personId}
    order by granted_at, id collate "C"`);

/** Whether anybody holds a mandate of the role on a date. */
export async function isRoleHeld(db: Database, role: Role, date: CalendarDate): Promise<boolean> {
  const [row] = await db.query<{ held: boolean }>(sql`
    select exists (select from mandate where role = ${role} and ${inForce(date)}) as held`);
  return row!.held;
}

export type MandateStanding = 'NOT_YET' | 'IN_FORCE' | 'ENDED' | 'REVOKED';

/** Whether a mandate holds on a national date, and if not, why. A mandate that runs out does so without any fact. */
export function standingOfMandate(
  { starts_on, ends_on, revoked_on }: Pick<MandateRow, 'starts_on' | 'ends_on' | 'revoked_on'>,
  date: CalendarDate,
): MandateStanding {
  if (revoked_on !== null && revoked_on <= date) return 'REVOKED';
  if (ends_on !== null && ends_on < date) return 'ENDED';
  return starts_on > date ? 'NOT_YET' : 'IN_FORCE';
}

/** The same of rows of the table. */
const inForce = (date: CalendarDate) => sql`
  starts_on <= ${date} and (ends_on is null or ends_on >= ${date}) and (revoked_on is null or revoked_on > ${date})`;
