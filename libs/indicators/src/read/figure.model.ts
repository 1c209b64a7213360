import {
  type Author,
  type CalendarDate,
  type DecimalString,
  type LocalizedText,
  type Moment,
  parsePeriod,
  type Source,
  datesOf,
} from '@baikoo/kernel';
import type { Met, ReadModel } from '@baikoo/projections';
import type { IndicatorEvent } from '../domain/indicator.events.js';

/** One link of the chain of a baseline or target: rule 4 wants who, when and why of each. */
export type FigureRevision = {
  readonly period: string;
  readonly value: DecimalString;
  readonly definitionVersion: number;
  readonly source: Source;
  /** Null for the first link, which revised nothing. */
  readonly reason: string | null;
  readonly legalBasis: string | null;
  readonly by: Author;
  readonly role: string;
  readonly at: Moment;
};

type FigureRow = {
  readonly id: string;
  readonly indicator_id: string;
  readonly territory_id: string;
  readonly period: string;
  readonly value: DecimalString;
  readonly definition_version: number;
  readonly source: Source;
  readonly chain: readonly FigureRevision[];
};

export type BaselineRow = FigureRow & { readonly convention: LocalizedText | null };

/** One row for each territory that has a baseline. */
export const baselineModel: ReadModel<BaselineRow, IndicatorEvent> = {
  table: 'indicator_baseline',
  keys: ({ type, data }) =>
    type === 'BaselineSet' || type === 'BaselineRestated' ? [`${data.indicatorId}/${data.territoryId}`] : [],
  evolve(row, event, id) {
    if (event.type !== 'BaselineSet' && event.type !== 'BaselineRestated') return row;
    const { indicatorId: indicator_id, territoryId: territory_id, convention } = event.data;
    return {
      id,
      indicator_id,
      territory_id,
      ...figureOf(event),
      convention,
      chain: [...(row?.chain ?? []), linkOf(event)],
    };
  },
};

export type TargetRow = FigureRow & {
  readonly period_from: CalendarDate;
  readonly period_to: CalendarDate;
  readonly illustrative: boolean;
};

/** One row for each territory and period that has a target, whichever way the period is written. */
export const targetModel: ReadModel<TargetRow, IndicatorEvent> = {
  table: 'indicator_target',
  keys: ({ type, data }) =>
    type === 'TargetSet' || type === 'TargetRevised'
      ? [`${data.indicatorId}/${data.territoryId}/${datesOf(parsePeriod(data.period)!)}`]
      : [],
  evolve(row, event, id) {
    if (event.type !== 'TargetSet' && event.type !== 'TargetRevised') return row;
    const { indicatorId: indicator_id, territoryId: territory_id, period, illustrative } = event.data;
    const { from: period_from, to: period_to } = parsePeriod(period)!;
    const chain = [...(row?.chain ?? []), linkOf(event)];
    return { id, indicator_id, territory_id, ...figureOf(event), period_from, period_to, illustrative, chain };
  },
};

type FigureEvent = Met<
  Extract<IndicatorEvent, { type: 'BaselineSet' | 'BaselineRestated' | 'TargetSet' | 'TargetRevised' }>
>;

const figureOf = ({ data: { period, value, definitionVersion: definition_version, source } }: FigureEvent) => ({
  ...{ period, value, definition_version, source },
});

function linkOf({ data, cause, recordedAt: at }: FigureEvent): FigureRevision {
  const { period, value, definitionVersion, source } = data;
  const reason = 'reason' in data ? data.reason : null;
  const { legalBasis, roleAtTime: role } = cause;
  return { period, value, definitionVersion, source, reason, legalBasis, by: actorOf(cause), role, at };
}

const actorOf = ({ actorId: personId, organisationId }: FigureEvent['cause']): Author => ({ personId, organisationId });
