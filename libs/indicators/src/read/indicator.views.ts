import type { Author, CalendarDate, DecimalString, LocalizedText, Moment, Source } from '@baikoo/kernel';
import type { CheckRule, Part, Qualifier, SourceKind } from '../domain/series.events.js';
import type { FigureRevision } from './figure.model.js';
import type { FlagStatus } from './flag.model.js';
import type { IndicatorRow } from './indicator.model.js';
import type { ReadingStatus } from './reading.model.js';

export type DefinitionView = {
  version: number;
  /** The first period counted by this version, as far as known. */
  holdsFrom: string;
  breakInSeries: boolean;
  explanation: LocalizedText | null;
  source: Source;
};

export type BaselineView = {
  period: string;
  value: DecimalString;
  definitionVersion: number;
  source: Source;
  convention: LocalizedText | null;
  /** The first link first; the last one is the baseline itself. */
  chain: FigureRevision[];
};

export type TargetView = {
  period: string;
  from: CalendarDate;
  to: CalendarDate;
  value: DecimalString;
  definitionVersion: number;
  source: Source;
  illustrative: boolean;
  chain: FigureRevision[];
};

export type FlagView = {
  id: string;
  readingId: string;
  indicatorId: string;
  territoryId: string;
  rule: CheckRule;
  /** The readings that it contradicts. */
  against: string[];
  details: Record<string, string>;
  ownerOrganisationId: string;
  raisedAt: Moment;
  status: FlagStatus;
  explanation: string | null;
  /** Of readings that contradict each other the one that holds. */
  holds: string | null;
  resolvedBy: Author | null;
  resolvedAt: Moment | null;
};

export type ReadingView = {
  id: string;
  period: string;
  from: CalendarDate;
  to: CalendarDate;
  value: DecimalString;
  qualifier: Qualifier;
  definitionVersion: number;
  source: Source;
  note: LocalizedText | null;
  illustrative: boolean;
  submissionId: string | null;
  status: ReadingStatus;
  numerator: DecimalString | null;
  denominator: DecimalString | null;
  parts: Part[];
  sourceKind: SourceKind | null;
  explanation: string | null;
  supersedes: string | null;
  supersededBy: string | null;
  /** Why it corrects another, or why it was retracted. */
  reason: string | null;
  recordedBy: Author;
  /** Everybody who wrote it: none of them confirms it. */
  authors: Author[];
  confirmedBy: Author | null;
  recordedAt: Moment;
  /** Another source gives another value for the same period, and nobody has said yet which one holds. */
  conflicting: boolean;
  /** Of sources that contradicted each other another was found to hold. */
  outweighed: boolean;
  flags: FlagView[];
};

export type MissingView = {
  period: string;
  from: CalendarDate;
  to: CalendarDate;
  reason: string;
  declaredBy: Author;
  declaredAt: Moment;
};

export type IndicatorView = {
  id: string;
  names: LocalizedText;
  unit: LocalizedText;
  better: IndicatorRow['better'];
  valueType: IndicatorRow['value_type'];
  accumulation: IndicatorRow['accumulation'];
  territoryRule: IndicatorRow['territory_rule'];
  frequency: IndicatorRow['frequency'];
  sensitivity: IndicatorRow['sensitivity'];
  directionReference: string | null;
  source: Source;
  status: IndicatorRow['status'];
  responsibleOrganisationId: string | null;
  numerator: LocalizedText | null;
  denominator: LocalizedText | null;
  multiplier: DecimalString | null;
  timeRule: IndicatorRow['time_rule'];
  minimumCoverage: DecimalString | null;
  dimensions: { dimension: string; categories: string[] }[];
  bounds: { min: DecimalString; max: DecimalString } | null;
  range: { min: DecimalString; max: DecimalString } | null;
  meansOfVerification: LocalizedText | null;
  /** When the indicator or a reading of this territory last changed. */
  changedAt: Moment;
  revision: number;
  /** By version. */
  definitions: DefinitionView[];
  /** The territory that baseline, targets and readings are of. */
  territoryId: string;
  baseline: BaselineView | null;
  /** By period. */
  targets: TargetView[];
  /** Those that stand, by period, conflicting ones side by side. */
  readings: ReadingView[];
  /** Those that were corrected or retracted, by period. */
  formerReadings: ReadingView[];
  /** Periods declared to have no reading. */
  missing: MissingView[];
  openFlags: number;
};
