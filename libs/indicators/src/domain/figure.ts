import {
  type CalendarDate,
  compare,
  type Convention,
  type DecimalString,
  DEFAULT_CONVENTIONS,
  parsePeriod,
  type Period,
  refuse,
  type Refusal,
} from '@baikoo/kernel';
import type { Accumulation, Bounds, Dimension, Frequency, IndicatorStatus, ValueType } from './indicator.events.js';
import { absolute } from './outlier.formula.js';

/** A value of an indicator for a period, be it a baseline, a target or a reading. */
export type Figure = {
  readonly period: string;
  readonly value: DecimalString;
  /** The definition by which it was counted: a figure belongs to exactly one (rule 5). */
  readonly definitionVersion: number;
};

/** What has to be known of an indicator to judge a figure of it. */
export type IndicatorKnowledge = {
  readonly valueType: ValueType | undefined;
  readonly accumulation: Accumulation | undefined;
  readonly frequency: Frequency | undefined;
  readonly versions: readonly { readonly version: number; readonly breakInSeries: boolean }[];
  /** Undefined while there is no such indicator. */
  readonly status: IndicatorStatus | undefined;
  /** The first day that each definition version counts, beginning with version 1. */
  readonly definitions: readonly CalendarDate[];
  /** Values that are possible at all; null: any. */
  readonly bounds: Bounds | null;
  readonly multiplier: DecimalString | null;
  readonly dimensions: readonly Dimension[];
};

export type FigureRefusal =
  | 'UNKNOWN_INDICATOR'
  | 'INDICATOR_RETIRED'
  | 'INVALID_PERIOD'
  | 'PERIOD_TOO_EARLY'
  | 'UNKNOWN_DEFINITION'
  | 'NEGATIVE_COUNT'
  | 'OUT_OF_BOUNDS'
  | 'ABSURD_VALUE';

type Asked = {
  readonly indicatorId: string;
  readonly period: string;
  readonly value: DecimalString;
  /** Null: the one that held when the period began. */
  readonly definitionVersion: number | null;
};
type Judged = { readonly period: Period; readonly definitionVersion: number };

/** What no figure can be: our convention, dated (ADR 0027). */
export type PlausibleFigures = Convention<'FIGURES'>;
export const PLAUSIBLE: PlausibleFigures = DEFAULT_CONVENTIONS.FIGURES;

/** A period that lies before everything that is recorded: a slip of the pen. */
export function findTooEarly(
  period: Period,
  { earliestYear }: PlausibleFigures = PLAUSIBLE,
): Refusal<'PERIOD_TOO_EARLY'> | undefined {
  const earliest = `${Number(earliestYear)}-01-01`;
  return period.from < earliest ? refuse('PERIOD_TOO_EARLY', 'period', { earliest }) : undefined;
}

/** The period and definition version of a figure that can be one of this indicator, or what is wrong with it. */
export function judgeFigure(
  indicator: IndicatorKnowledge,
  figure: Asked,
  plausible: PlausibleFigures = PLAUSIBLE,
): Judged | Refusal<FigureRefusal> {
  const { valueType, definitions, status, bounds } = indicator;
  if (!valueType) return refuse('UNKNOWN_INDICATOR', 'indicatorId', { id: figure.indicatorId });
  if (status === 'RETIRED') return refuse('INDICATOR_RETIRED', 'indicatorId');
  const period = parsePeriod(figure.period);
  if (!period) return refuse('INVALID_PERIOD', 'period', { period: figure.period });
  const tooEarly = findTooEarly(period, plausible);
  if (tooEarly) return tooEarly;
  const definitionVersion = figure.definitionVersion ?? versionAt(definitions, period.from);
  if (definitions[definitionVersion - 1] === undefined)
    return refuse('UNKNOWN_DEFINITION', 'definitionVersion', { version: String(definitionVersion) });
  if (valueType === 'COUNT' && compare(figure.value, '0') < 0) return refuse('NEGATIVE_COUNT', 'value');
  if (bounds && !isWithinBounds(bounds, figure.value)) return refuse('OUT_OF_BOUNDS', 'value', { ...bounds });
  const { largestValue: largest } = plausible;
  if (compare(absolute(figure.value), largest) > 0) return refuse('ABSURD_VALUE', 'value', { largest });
  return { period, definitionVersion };
}

export const isWithinBounds = ({ min, max }: Bounds, value: DecimalString): boolean =>
  compare(value, min) >= 0 && compare(value, max) <= 0;

/** Before version 1 nothing else was counted, so it stands in for the time before it as well. */
const versionAt = (definitions: readonly CalendarDate[], date: CalendarDate): number =>
  Math.max(definitions.findLastIndex((from) => from <= date) + 1, 1);
