import { actor, specify } from '@baikoo/kernel/testing';
import { describe, test } from '@jest/globals';
import type { PersonEvent } from './person.events.js';
import { person, type PersonCommand } from './person.js';

const { given } = specify(person);
const who = { by: actor('secretariat'), at: '2026-11-22T06:00:00.000Z' };
const fields = ['names', 'officePhone'] as const;
const recorded: PersonEvent = { type: 'PersonalDataRecorded', data: { personId: 'p', fields } };
const corrected: PersonEvent = { type: 'PersonalDataCorrected', data: { personId: 'p', fields } };
const erased: PersonEvent = { type: 'PersonalDataErased', data: { personId: 'p' } };
const record: PersonCommand = { type: 'RecordPerson', personId: 'p', fields, ...who };
const correct: PersonCommand = { type: 'CorrectPerson', personId: 'p', fields, ...who };
const erase: PersonCommand = { type: 'ErasePerson', personId: 'p', ...who };

describe('data about a person', () => {
  test('are recorded once: the record learns which there are, not what they say', () => {
    given().when(record).yields(recorded);
    given(recorded).when(record).isRefused('PERSON_KNOWN', 'personId');
  });
  test('are corrected and erased while they are held', () => {
    given(recorded).when(correct).yields(corrected);
    given(recorded, corrected).when(erase).yields(erased);
    for (const command of [correct, erase]) {
      given().when(command).isRefused('UNKNOWN_PERSON', 'personId');
      given(recorded, erased).when(command).isRefused('UNKNOWN_PERSON', 'personId');
    }
  });
  test('may be recorded again of somebody who comes back into office', () =>
    given(recorded, erased).when(record).yields(recorded));
});
