import type { Author, Moment } from '@baikoo/kernel';
import type { ReadModel } from '@baikoo/projections';
import type { CheckRule, SeriesEvent } from '../domain/series.events.js';

/** MOOT: the reading that it is about, or the other side of a contradiction, was corrected or retracted. */
export type FlagStatus = 'OPEN' | 'RESOLVED' | 'MOOT';

export type FlagRow = {
  readonly id: string;
  readonly reading_id: string;
  readonly indicator_id: string;
  readonly territory_id: string;
  readonly rule: CheckRule;
  readonly against: readonly string[];
  readonly details: Readonly<Record<string, string>>;
  readonly owner_organisation_id: string;
  readonly raised_at: Moment;
  readonly status: FlagStatus;
  readonly explanation: string | null;
  readonly holds: string | null;
  readonly resolved_by: Author | null;
  readonly resolved_at: Moment | null;
};

const RULES: Record<CheckRule, true> = {
  CONFLICTING_SOURCES: true,
  OFFICIAL_AGAINST_SURVEY: true,
  OUTLIER: true,
  YEAR_ON_YEAR: true,
  PARTS_BELOW_TOTAL: true,
  FALLING_CUMULATIVE: true,
  ZERO_AFTER_NON_ZERO: true,
  SILENCE: true,
};
export const CHECK_RULES = Object.keys(RULES) as readonly CheckRule[];

/** One row for each finding about a reading: who owes the explanation, and what became of it. */
export const flagModel: ReadModel<FlagRow, SeriesEvent> = {
  table: 'reading_flag',
  keys({ stream, type, data }) {
    if (!stream.startsWith('series-')) return [];
    switch (type) {
      case 'ReadingFlagged':
      case 'FlagResolved':
        return [`${data.readingId}/${data.rule}`];
      case 'ReadingCorrected':
        return CHECK_RULES.map((rule) => `${data.supersedes}/${rule}`);
      case 'ReadingRetracted':
        return CHECK_RULES.map((rule) => `${data.readingId}/${rule}`);
      case 'ReadingRecorded':
      case 'ReadingDeclaredMissing':
      case 'ReadingConfirmed':
        return [];
    }
  },
  evolve(row, { type, data, cause, recordedAt }, id) {
    switch (type) {
      case 'ReadingFlagged': {
        const { readingId: reading_id, indicatorId: indicator_id, territoryId: territory_id, rule, against } = data;
        return {
          ...{ id, reading_id, indicator_id, territory_id, rule, against, details: data.details ?? {} },
          // A flag is raised by recording: whoever recorded the reading owes the explanation.
          ...{ owner_organisation_id: cause.organisationId, raised_at: recordedAt, status: 'OPEN' },
          ...{ explanation: null, holds: null, resolved_by: null, resolved_at: null },
        };
      }
      case 'FlagResolved': {
        const { explanation, holds, resolvedBy: resolved_by } = data;
        return row && { ...row, status: 'RESOLVED', explanation, holds, resolved_by, resolved_at: recordedAt };
      }
      case 'ReadingCorrected':
      case 'ReadingRetracted':
        return row && (row.status === 'OPEN' ? { ...row, status: 'MOOT' } : row);
      case 'ReadingRecorded':
      case 'ReadingDeclaredMissing':
      case 'ReadingConfirmed':
        return row;
    }
  },
};
