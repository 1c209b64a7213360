import type { ShapesOf } from '@baikoo/kernel';
import type { IndicatorEvent } from './indicator.events.js';

/** The shapes of the facts of an indicator: for each type the steps from its first version to the current one. */
export const indicatorShapes: ShapesOf<IndicatorEvent> = {
  IndicatorDefined: [],
  IndicatorActivated: [],
  IndicatorRetired: [],
  DefinitionRevised: [],
  BaselineSet: [],
  BaselineRestated: [],
  TargetSet: [],
  TargetRevised: [],
};
