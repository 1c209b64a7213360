export {
  isOverdue,
  type Light,
  type LightColour,
  lightOf,
  type LightRule,
  type MeasureStatus,
} from './domain/light.formula.js';
export type { FundingSource, MeasureEvent } from './domain/measure.events.js';
export { measure, type MeasureCommand } from './domain/measure.js';
export { measureShapes } from './domain/measure.upcasts.js';
export { FundingSourceEnum } from './edge/measure.inputs.js';
export { LightType } from './edge/measure.types.js';
export { AskMeasure, measureStream, type MeasureWish } from './edge/measure.handler.js';
export { MeasuresModule } from './measures.module.js';
export { countMeasures, type FundingSums, type MeasureCounts, sumFunding } from './read/figures.js';
export {
  findMeasure,
  findMeasures,
  type FundingLineView,
  type MeasureFilter,
  measuresProjection,
  type MeasureView,
} from './read/measures.js';
