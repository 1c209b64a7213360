import type { ShapesOf } from '@baikoo/kernel';
import type { SigningKeyEvent } from './signing-keys.events.js';

/** The shapes of the facts of the signing keys: for each type the steps from its first version to the current one. */
export const signingKeyShapes: ShapesOf<SigningKeyEvent> = {
  SigningKeyAdopted: [],
  SigningKeyRotated: [],
};
