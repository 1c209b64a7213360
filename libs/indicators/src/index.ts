export {
  type CheckedHistory,
  type CheckedIndicator,
  type CheckedReading,
  type CheckThresholds,
  type Finding,
  softChecksOf,
} from './domain/check.formula.js';
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
  Bounds,
  DefinitionFields,
  Dimension,
  Frequency,
  IndicatorEvent,
  IndicatorStatus,
  Sensitivity,
  TerritoryRule,
  TimeRule,
  ValueType,
} from './domain/indicator.events.js';
export { type Indicator, indicator, type IndicatorCommand } from './domain/indicator.js';
export { indicatorShapes } from './domain/indicator.upcasts.js';
export { progress, type Progress, type ProgressCategory, type ProgressThresholds } from './domain/progress.formula.js';
export type { SeriesRequest } from './domain/series.commands.js';
export type { CheckRule, Part, Qualifier, SeriesEvent, SourceKind } from './domain/series.events.js';
export { series } from './domain/series.js';
export { isAboutSources, openFlagsOf, type ReadingStatus, type Series } from './domain/series.state.js';
export { seriesShapes } from './domain/series.upcasts.js';
export { ReadingPartInput } from './edge/series.inputs.js';
export { checkReading, findSoftChecks, type ReadingInQuestion } from './edge/find-checks.js';
export { AskIndicator } from './edge/indicator.handler.js';
export { AskSeries } from './edge/series.handler.js';
export { indicatorStream, seriesStream } from './edge/streams.js';
export { IndicatorsModule } from './indicators.module.js';
export { type FlagFilter, findFlags } from './read/flags.js';
export type {
  BaselineView,
  DefinitionView,
  FlagView,
  IndicatorView,
  MissingView,
  ReadingView,
  TargetView,
} from './read/indicator.views.js';
export {
  findIndicator,
  findIndicators,
  findReadingTerritories,
  type IndicatorFilter,
  indicatorsProjection,
} from './read/indicators.js';
export { findReadings, type ListedReadingView, type ReadingFilter } from './read/readings.js';
export { findRollUpFacts, type RollUpFacts, type RollUpQuestion } from './read/roll-up.js';
export { findSilence, type SilenceFilter, type SilentSeriesView } from './read/silence.js';
export { ReadingFlagType } from './edge/series.types.js';
export { withDetails } from './edge/shown.js';
export { mayReadFigures } from './edge/figures-access.js';
