import { type CalendarDate, type DecimalString, type LocalizedText, parsePeriod, type Source } from '@baikoo/kernel';
import type { ReadModel } from '@baikoo/projections';
import type { Qualifier, SeriesEvent } from '../domain/series.events.js';

export type ReadingStatus = 'PROVISIONAL' | 'CONFIRMED';

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
  readonly conflicting: boolean;
  readonly place: number;
};

/** One row for each reading. A contradiction marks both sides: which one holds is for a person to resolve. */
export const readingModel: ReadModel<ReadingRow, SeriesEvent> = {
  table: 'reading',
  keys({ stream, type, data }) {
    if (!stream.startsWith('series-')) return [];
    return type === 'ReadingFlagged' ? [data.readingId, ...data.against] : [data.readingId];
  },
  evolve(row, { type, data, revision: place }) {
    switch (type) {
      case 'ReadingRecorded': {
        const { readingId: id, indicatorId: indicator_id, territoryId: territory_id, period } = data;
        const { value, qualifier, definitionVersion: definition_version } = data;
        const { source, note, illustrative, submissionId: submission_id } = data;
        const { from: period_from, to: period_to } = parsePeriod(period)!;
        return {
          ...{ id, indicator_id, territory_id, period, period_from, period_to, value, qualifier, definition_version },
          ...{ source, note, illustrative, submission_id },
          status: 'PROVISIONAL',
          conflicting: false,
          place,
        };
      }
      case 'ReadingFlagged':
        return row && { ...row, conflicting: true };
      case 'ReadingConfirmed':
        return row && { ...row, status: 'CONFIRMED' };
    }
  },
};
