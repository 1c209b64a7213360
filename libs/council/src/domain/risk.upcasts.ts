import type { ShapesOf } from '@baikoo/kernel';
import type { RiskEvent } from './risk.events.js';

/** The shapes of the facts of a risk: for each type the steps from its first version to the current one. */
export const riskShapes: ShapesOf<RiskEvent> = {
  RiskRegistered: [],
};
