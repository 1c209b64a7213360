import { recordedConvention } from '@baikoo/conventions';
import { type EventStore, stateOf } from '@baikoo/event-store';
import { type CalendarDate, isRefusal, type Refusal } from '@baikoo/kernel';
import { type Finding, softChecksOf } from '../domain/check.formula.js';
import { indicator } from '../domain/indicator.js';
import { type AskedReading, judgeReading, type ReadingRefusal } from '../domain/reading.js';
import { series } from '../domain/series.js';
import type { SourceKind } from '../domain/series.events.js';
import { historyOf } from '../domain/series.state.js';
import { indicatorStream, seriesStream } from './streams.js';

/** A reading that somebody is about to report or import. */
export type ReadingInQuestion = AskedReading & {
  readonly territoryId: string;
  readonly sourceKind?: SourceKind | null;
  /** A report does not contradict what it said itself before it was reopened. */
  readonly submissionId?: string | null;
};

/**
 * The hard "no" that a reading would meet, or everything that would have to be explained about it (empty: nothing). From
 * the record itself, so that it says what recording the reading at this moment would say.
 */
export async function checkReading(
  store: EventStore,
  reading: ReadingInQuestion,
  today: CalendarDate,
): Promise<Refusal<ReadingRefusal> | readonly Finding[]> {
  const { indicatorId, territoryId, period, value, parts, sourceKind, submissionId } = reading;
  const known = await stateOf(store, indicator, indicatorStream(indicatorId));
  const judged = judgeReading(known, reading, today, await recordedConvention(store, 'FIGURES', today));
  if (isRefusal<ReadingRefusal>(judged)) return judged;
  const { definitionVersion } = judged;
  const state = await stateOf(store, series, seriesStream(indicatorId, territoryId));
  const own =
    submissionId == null
      ? undefined
      : historyOf(state).readings.find(
          ({ readingId, period: code }) =>
            state.readings.get(readingId)!.submissionId === submissionId && code === period,
        );
  const checked = {
    ...{ period, value, definitionVersion },
    ...(parts && { parts }),
    ...(sourceKind && { sourceKind }),
  };
  const checks = await recordedConvention(store, 'CHECKS', today);
  return softChecksOf(known, historyOf(state, own?.readingId), checked, checks);
}

/** The findings of {@link checkReading}; none for a reading that would be refused anyway. */
export async function findSoftChecks(
  store: EventStore,
  reading: ReadingInQuestion,
  today: CalendarDate,
): Promise<readonly Finding[]> {
  const answer = await checkReading(store, reading, today);
  return 'refused' in answer ? [] : answer;
}
