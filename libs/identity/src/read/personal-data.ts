import { type Database, sql } from '@baikoo/database';
import type { LocalizedText } from '@baikoo/kernel';
import type { ReadModel } from '@baikoo/projections';
import type { PersonalField, PersonEvent } from '../domain/person.events.js';

type PersonalDataRow = {
  readonly id: string;
  readonly status: 'HELD' | 'ERASED';
  readonly fields: readonly PersonalField[];
};

/** One row for each person about whom data are or were held outside the record: that, and never what they say. */
export const personalDataModel: ReadModel<PersonalDataRow, PersonEvent> = {
  table: 'personal_data',
  keys: ({ stream, data }) => (stream.startsWith('person-') ? [data.personId] : []),
  evolve(_row, event) {
    const { personId: id } = event.data;
    return event.type === 'PersonalDataErased'
      ? { id, status: 'ERASED', fields: [] }
      : { id, status: 'HELD', fields: event.data.fields };
  },
};

/** Who somebody in office is: null where nobody took it down, or no longer does. */
export type OfficeHolder = {
  readonly id: string;
  readonly isErased: boolean;
  readonly names: LocalizedText | null;
  readonly position: LocalizedText | null;
};

/**
 * Who several people are, by one statement; of whom nothing was ever held is left out. Of somebody whom the record calls
 * erased nothing is shown, even where a crash left their data behind.
 */
export const findOfficeHolders = (db: Database, ids: readonly string[]): Promise<readonly OfficeHolder[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db.query<OfficeHolder>(sql`
        select known.id, known.status = 'ERASED' as "isErased", person.names, person.position
        from personal_data known left join people.person person on person.id = known.id and known.status = 'HELD'
        where known.id = any(${ids})`);
