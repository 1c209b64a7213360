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
import type { Part, Qualifier, SeriesEvent, SourceKind } from '../domain/series.events.js';

/** CORRECTED: another stands in its place. Corrected and retracted readings stay readable, and nothing is made of them. */
export type ReadingStatus = 'PROVISIONAL' | 'CONFIRMED' | 'CORRECTED' | 'RETRACTED';

export type ReadingRow = {
  readonly id: string;
  readonly indicator_id: string;
  readonly territory_id: string;
  readonly period: string;
  readonly period_from: CalendarDate;
  readonly period_to: CalendarDate;
  readonly value: DecimalString;
  readonly qualifier: Qualifier;
  readonly definition_version: number;
  readonly source: Source;
  readonly note: LocalizedText | null;
  readonly illustrative: boolean;
  readonly submission_id: string | null;
  readonly status: ReadingStatus;
  readonly numerator: DecimalString | null;
  readonly denominator: DecimalString | null;
  readonly parts: readonly Part[];
  readonly source_kind: SourceKind | null;
  readonly explanation: string | null;
  readonly supersedes: string | null;
  readonly superseded_by: string | null;
  readonly reason: string | null;
  readonly outweighed: boolean;
  readonly recorded_by: Author;
  readonly authors: readonly Author[];
  readonly confirmed_by: Author | null;
  readonly recorded_at: Moment;
  readonly changed_at: Moment;
  readonly place: number;
};

/** One row for each reading that was ever recorded, whatever became of it. */
export const readingModel: ReadModel<ReadingRow, SeriesEvent> = {
  table: 'reading',
  keys({ stream, type, data }) {
    if (!stream.startsWith('series-')) return [];
    switch (type) {
      case 'ReadingCorrected':
        return [data.readingId, data.supersedes];
      case 'FlagResolved':
        return data.holds === null ? [] : [data.readingId, ...data.against];
      case 'ReadingDeclaredMissing':
      case 'ReadingFlagged':
        return [];
      case 'ReadingRecorded':
      case 'ReadingRetracted':
      case 'ReadingConfirmed':
        return [data.readingId];
    }
  },
  evolve(row, event, id) {
    const { recordedAt: changed_at } = event;
    switch (event.type) {
      case 'ReadingRecorded':
        return rowOf(event, null, null);
      case 'ReadingCorrected': {
        const { readingId, supersedes, reason } = event.data;
        if (id === readingId) return rowOf(event, supersedes, reason);
        return row && { ...row, status: 'CORRECTED', superseded_by: readingId, changed_at };
      }
      case 'ReadingRetracted':
        return row && { ...row, status: 'RETRACTED', reason: event.data.reason, changed_at };
      case 'ReadingConfirmed':
        return row && { ...row, status: 'CONFIRMED', confirmed_by: event.data.confirmedBy, changed_at };
      case 'FlagResolved':
        return row && { ...row, outweighed: event.data.holds !== id, changed_at };
      case 'ReadingFlagged':
      case 'ReadingDeclaredMissing':
        return row;
    }
  },
};

function rowOf(
  event: Met<Extract<SeriesEvent, { type: 'ReadingRecorded' | 'ReadingCorrected' }>>,
  supersedes: string | null,
  reason: string | null,
): ReadingRow {
  const { data, recordedAt: recorded_at, revision: place } = event;
  const { readingId: id, indicatorId: indicator_id, territoryId: territory_id, period, value, qualifier } = data;
  const { definitionVersion: definition_version, source, note, illustrative, submissionId: submission_id } = data;
  const { numerator = null, denominator = null, parts = [], sourceKind: source_kind = null, explanation = null } = data;
  const { from: period_from, to: period_to } = parsePeriod(period)!;
  return {
    ...{ id, indicator_id, territory_id, period, period_from, period_to, value, qualifier, definition_version },
    ...{ source, note, illustrative, submission_id, status: 'PROVISIONAL', numerator, denominator, parts },
    ...{ source_kind, explanation, supersedes, superseded_by: null, reason, outweighed: false },
    ...{
      recorded_by: data.recordedBy,
      authors: data.authors ?? [data.recordedBy],
      confirmed_by: null,
      recorded_at,
      changed_at: recorded_at,
      place,
    },
  };
}

export type MissingRow = {
  readonly id: string;
  readonly indicator_id: string;
  readonly territory_id: string;
  readonly period: string;
  readonly period_from: CalendarDate;
  readonly period_to: CalendarDate;
  readonly reason: string;
  readonly declared_by: Author;
  readonly declared_at: Moment;
};

/** One row for each period declared to have no reading, until one is recorded after all. */
export const missingModel: ReadModel<MissingRow, SeriesEvent> = {
  table: 'missing_reading',
  keys({ stream, type, data }) {
    if (!stream.startsWith('series-')) return [];
    if (type !== 'ReadingDeclaredMissing' && type !== 'ReadingRecorded') return [];
    return [`${data.indicatorId}/${data.territoryId}/${datesOf(parsePeriod(data.period)!)}`];
  },
  evolve(_row, { type, data, recordedAt: declared_at }, id) {
    if (type !== 'ReadingDeclaredMissing') return undefined;
    const { indicatorId: indicator_id, territoryId: territory_id, period, reason, declaredBy: declared_by } = data;
    const { from: period_from, to: period_to } = parsePeriod(period)!;
    return { id, indicator_id, territory_id, period, period_from, period_to, reason, declared_by, declared_at };
  },
};
