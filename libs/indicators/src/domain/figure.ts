import {
  type CalendarDate,
  compare,
  type DecimalString,
  parsePeriod,
  type Period,
  refuse,
  type Refusal,
} from '@baikoo/kernel';
import type { ValueType } from './indicator.events.js';

/** A value of an indicator for a period, be it a baseline, a target or a reading. */
export type Figure = {
  readonly period: string;
  readonly value: DecimalString;
  /** The definition by which it was counted: a figure belongs to exactly one (rule 5). */
  readonly definitionVersion: number;
};

/** What has to be known of an indicator to judge a figure of it. */
export type IndicatorKnowledge = {
  /** Undefined while there is no such indicator. */
  readonly valueType: ValueType | undefined;
  /** The first day that each definition version counts, beginning with version 1. */
  readonly definitions: readonly CalendarDate[];
};

export type FigureRefusal = 'UNKNOWN_INDICATOR' | 'INVALID_PERIOD' | 'UNKNOWN_DEFINITION' | 'NEGATIVE_COUNT';

type Asked = {
  readonly indicatorId: string;
  readonly period: string;
  readonly value: DecimalString;
  /** Null: the one that held when the period began. */
  readonly definitionVersion: number | null;
};
type Judged = { readonly period: Period; readonly definitionVersion: number };

/** The period and definition version of a figure that can be one of this indicator, or what is wrong with it. */
export function judgeFigure(indicator: IndicatorKnowledge, figure: Asked): Judged | Refusal<FigureRefusal> {
  const { valueType, definitions } = indicator;
  if (!valueType) return refuse('UNKNOWN_INDICATOR', 'indicatorId', { id: figure.indicatorId });
  const period = parsePeriod(figure.period);
  if (!period) return refuse('INVALID_PERIOD', 'period', { period: figure.period });
  const definitionVersion = figure.definitionVersion ?? versionAt(definitions, period.from);
  if (definitions[definitionVersion - 1] === undefined)
    return refuse('UNKNOWN_DEFINITION', 'definitionVersion', { version: String(definitionVersion) });
  if (valueType === 'COUNT' && compare(figure.value, '0') < 0) return refuse('NEGATIVE_COUNT', 'value');
  return { period, definitionVersion };
}

/** Before version 1 nothing else was counted, so it stands in for the time before it as well. */
const versionAt = (definitions: readonly CalendarDate[], date: CalendarDate): number =>
  Math.max(definitions.findLastIndex((from) => from <= date) + 1, 1);

/** The dates of a period, whichever way its code is written: `2020` and `2020-01..2020-12` are the same. */
export const datesOf = ({ from, to }: Period): string => `${from}..${to}`;
