export {
  isOverdue,
  type Light,
  type LightColour,
  lightOf,
  type LightRule,
  type MeasureStatus,
} from './domain/light.formula.js';
export type { MeasureCommand } from './domain/measure.commands.js';
export type { ExecutorRole, FundingSource, MeasureEvent } from './domain/measure.events.js';
export { measure } from './domain/measure.js';
export { measureShapes } from './domain/measure.upcasts.js';
export { AmendmentProcess } from './edge/amendment.process.js';
export { ReallocationProcess } from './edge/reallocation.process.js';
export { FundingSourceEnum } from './edge/measure.inputs.js';
export { MoneyType } from './edge/measure-parts.types.js';
export { LightType } from './edge/measure.types.js';
export { AskMeasure, measureStream } from './edge/measure.handler.js';
export type { MeasureWish } from './edge/measure.wish.js';
export { ReadMeasuresOfPlan } from './edge/measures-of-plan.js';
export { MeasuresModule } from './measures.module.js';
export {
  countMeasures,
  countMeasuresByTerritory,
  type FundingSums,
  type MeasureCounts,
  type MeasuresOfTerritory,
  sumFunding,
} from './read/figures.js';
export { findMeasure, findMeasures, type MeasurePage, type MeasureQuery, measuresProjection } from './read/measures.js';
export { colourOf, lightRuleOn, overdueOn } from './read/light.sql.js';
export type { MeasureFilter, MeasureSort } from './read/measure.filter.js';
export type { FundingLineView, MeasureView } from './read/measure.view.js';
export { findLocalContribution, type LocalContribution } from './read/contribution.js';
export { OF_MEASURE } from './read/measure.filter.js';
export { findUnappliedChanges, type UnappliedChange } from './read/unapplied.js';
