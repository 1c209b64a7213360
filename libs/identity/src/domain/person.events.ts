import type { Event } from '@baikoo/kernel';

/** What can be known of a person in office. The words of the record; what they hold stands outside it. */
export type PersonalField = 'names' | 'position' | 'officePhone' | 'eMail';

/**
 * That data about a person were taken down, corrected or erased: by whom and when, and never the data. They stand in
 * `people.person`, outside the record, where they can be erased while the record still verifies.
 */
export type PersonEvent =
  | Event<'PersonalDataRecorded', { personId: string; fields: readonly PersonalField[] }>
  | Event<'PersonalDataCorrected', { personId: string; fields: readonly PersonalField[] }>
  | Event<'PersonalDataErased', { personId: string }>;
