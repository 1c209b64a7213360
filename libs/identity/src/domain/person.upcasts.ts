import type { ShapesOf } from '@baikoo/kernel';
import type { PersonEvent } from './person.events.js';

/** The shapes of the facts about the keeping of personal data: for each type the steps to the current version. */
export const personShapes: ShapesOf<PersonEvent> = {
  PersonalDataRecorded: [],
  PersonalDataCorrected: [],
  PersonalDataErased: [],
};
