export {
  type Comparable,
  type ComparableReading,
  compareWithBaseline,
  type Comparison,
  type NotCompared,
  type NotComparedReason,
} from './domain/comparison.formula.js';
export type { Figure } from './domain/figure.js';
export type {
  Accumulation,
  Better,
  Frequency,
  IndicatorEvent,
  Sensitivity,
  TerritoryRule,
  ValueType,
} from './domain/indicator.events.js';
export { type Indicator, indicator, type IndicatorCommand } from './domain/indicator.js';
export { indicatorShapes } from './domain/indicator.upcasts.js';
export {
  progress,
  type Progress,
  PROGRESS_THRESHOLDS,
  type ProgressCategory,
  type ProgressThresholds,
} from './domain/progress.formula.js';
export type { Qualifier, SeriesEvent } from './domain/series.events.js';
export { type Series, series, type SeriesRequest } from './domain/series.js';
export { seriesShapes } from './domain/series.upcasts.js';
export { AskIndicator, indicatorStream } from './edge/indicator.handler.js';
export { AskSeries, seriesStream } from './edge/series.handler.js';
export { IndicatorsModule } from './indicators.module.js';
export {
  type BaselineView,
  type DefinitionView,
  findIndicator,
  findIndicators,
  findReadingTerritories,
  type IndicatorFilter,
  indicatorsProjection,
  type IndicatorView,
  type ReadingView,
  type TargetView,
} from './read/indicators.js';
