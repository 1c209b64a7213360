import type { Author, DecimalString, Event, LocalizedText, Source } from '@baikoo/kernel';

/** EXACT: published without a qualifying word, even if visibly rounded. */
export type Qualifier = 'EXACT' | 'MORE_THAN' | 'LESS_THAN' | 'APPROXIMATELY';

/** Everything that can have happened to the readings of one indicator in one territory. A changed shape takes an upcast. */
export type SeriesEvent =
  | Event<
      'ReadingRecorded',
      {
        /** `<indicator>.<territory>.<period>.<n>`, n counting the readings of that period from 1. */
        readingId: string;
        indicatorId: string;
        territoryId: string;
        period: string;
        value: DecimalString;
        qualifier: Qualifier;
        definitionVersion: number;
        source: Source;
        note: LocalizedText | null;
        /** Not published by anybody: invented to show how the system works. */
        illustrative: boolean;
        /** The accepted report that it was taken over from, if any. */
        submissionId: string | null;
        recordedBy: Author;
      }
    >
  | Event<
      'ReadingFlagged',
      {
        readingId: string;
        indicatorId: string;
        territoryId: string;
        /** CONFLICTING_SOURCES: another source gives another value for the same period. */
        rule: 'CONFLICTING_SOURCES';
        /** The readings that it contradicts; they stand beside it unchanged. */
        against: readonly string[];
      }
    >
  | Event<'ReadingConfirmed', { readingId: string; indicatorId: string; territoryId: string; confirmedBy: Author }>;
