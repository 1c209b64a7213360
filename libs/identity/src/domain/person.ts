import { type Command, type Decider, refuse } from '@baikoo/kernel';
import type { PersonalField, PersonEvent } from './person.events.js';

export type PersonCommand =
  | Command<'RecordPerson', { personId: string; fields: readonly PersonalField[] }>
  | Command<'CorrectPerson', { personId: string; fields: readonly PersonalField[] }>
  | Command<'ErasePerson', { personId: string }>;

export type PersonRefusal = 'PERSON_KNOWN' | 'UNKNOWN_PERSON';

export type Person = { readonly status: 'UNKNOWN' | 'HELD' | 'ERASED' };

/** Whether data about a person are held. The data themselves never come here. */
export const person: Decider<Person, PersonCommand, PersonEvent, PersonRefusal> = {
  initial: { status: 'UNKNOWN' },

  decide({ status }, command) {
    const { personId } = command;
    switch (command.type) {
      case 'RecordPerson':
        // Whose data were erased may come back into office.
        if (status === 'HELD') return refuse('PERSON_KNOWN', 'personId');
        return [{ type: 'PersonalDataRecorded', data: { personId, fields: command.fields } }];
      case 'CorrectPerson':
        if (status !== 'HELD') return refuse('UNKNOWN_PERSON', 'personId');
        return [{ type: 'PersonalDataCorrected', data: { personId, fields: command.fields } }];
      case 'ErasePerson':
        if (status !== 'HELD') return refuse('UNKNOWN_PERSON', 'personId');
        return [{ type: 'PersonalDataErased', data: { personId } }];
    }
  },

  evolve(_, { type }) {
    return { status: type === 'PersonalDataErased' ? 'ERASED' : 'HELD' };
  },
};
