import { type Database, sql } from '@baikoo/database';
import { type EventStore, stateOf } from '@baikoo/event-store';
import type { LocalizedText, Moment } from '@baikoo/kernel';
import type { PersonalField } from '../domain/person.events.js';
import { person } from '../domain/person.js';

/** Data about a person in office. They never enter the record. */
export type PersonalData = {
  readonly names: LocalizedText;
  readonly position: LocalizedText | null;
  readonly officePhone: string | null;
  readonly eMail: string | null;
};
export type HeldPerson = PersonalData & { readonly id: string; readonly recordedAt: Moment };

export const personStream = (personId: string) => `person-${personId}`;

export const fieldsOf = (data: PersonalData): readonly PersonalField[] =>
  (['names', 'position', 'officePhone', 'eMail'] as const).filter((field) => data[field] !== null);

/** What is held of a person. What a crash left behind of somebody erased is erased here, and shown to nobody. */
export async function findPerson(db: Database, store: EventStore, id: string): Promise<HeldPerson | undefined> {
  const { status } = await stateOf(store, person, personStream(id));
  if (status !== 'HELD') {
    await db.query(sql`delete from people.person where id = ${id}`);
    return undefined;
  }
  const [row] = await db.query<HeldPerson>(sql`
    select id, names, position, office_phone as "officePhone", e_mail as "eMail", recorded_at as "recordedAt"
    from people.person where id = ${id}`);
  return row;
}

/** Only data that are newer than what is held: a command that is sent again brings nothing back. */
export async function keepPerson(db: Database, id: string, data: PersonalData, revision: number): Promise<void> {
  const { names, position, officePhone, eMail } = data;
  await db.query(sql`
    insert into people.person (id, names, position, office_phone, e_mail, revision)
    values (${id}, ${JSON.stringify(names)}::jsonb, ${position && JSON.stringify(position)}::jsonb, ${officePhone},
            ${eMail}, ${revision})
    on conflict (id) do update set names = excluded.names, position = excluded.position,
      office_phone = excluded.office_phone, e_mail = excluded.e_mail, revision = excluded.revision,
      recorded_at = clock_timestamp()
    where person.revision < excluded.revision`);
}

export const forgetPerson = (db: Database, id: string, revision: number) =>
  db.query(sql`delete from people.person where id = ${id} and revision <= ${revision}`);
