import type { ShapesOf } from '@baikoo/kernel';
import type { OrganisationEvent } from './organisation.events.js';

/** The shapes of the facts of an organisation: for each type the steps from its first version to the current one. */
export const organisationShapes: ShapesOf<OrganisationEvent> = {
  OrganisationRegistered: [],
};
