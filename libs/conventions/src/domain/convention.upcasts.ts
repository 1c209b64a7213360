import type { ShapesOf } from '@baikoo/kernel';
import type { ConventionEvent } from './convention.events.js';

/** The shapes of the facts of a convention: for each type the steps from its first version to the current one. */
export const conventionShapes: ShapesOf<ConventionEvent> = {
  ConventionSet: [],
};
