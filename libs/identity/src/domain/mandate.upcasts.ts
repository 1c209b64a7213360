import type { ShapesOf } from '@baikoo/kernel';
import type { MandateEvent } from './mandate.events.js';

/** The shapes of the facts of a mandate: for each type the steps from its first version to the current one. */
export const mandateShapes: ShapesOf<MandateEvent> = {
  MandateGranted: [],
  MandateExtended: [],
  MandateRevoked: [],
};
