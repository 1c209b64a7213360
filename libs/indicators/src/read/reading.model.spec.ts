import type { Recorded } from '@baikoo/event-store';
import { aCause } from '@baikoo/event-store/testing';
import { expect, test } from '@jest/globals';
import type { SeriesEvent } from '../domain/series.events.js';
import { flagModel, type FlagRow } from './flag.model.js';
import { readingModel, type ReadingRow } from './reading.model.js';

const ids = { indicatorId: 'FRAUD', territoryId: 'KG' };
const recorded = (revision: number, event: SeriesEvent) =>
  ({
    ...{ ...event, stream: 'series-FRAUD.KG', revision, position: BigInt(revision), cause: aCause() },
    recordedAt: '2026-11-22T06:00:00.000Z',
  }) as Recorded<SeriesEvent>;
const reading = (revision: number, readingId: string, value: string) =>
  recorded(revision, {
    type: 'ReadingRecorded',
    data: {
      ...{ readingId, ...ids, period: '2020', value, qualifier: 'EXACT', definitionVersion: 1 },
      ...{ source: { title: 'Concept 2022–2028', reference: null }, note: null, illustrative: false },
      ...{ submissionId: null, recordedBy: { personId: 'p', organisationId: 'o' } },
    },
  });
const flagged = recorded(3, {
  type: 'ReadingFlagged',
  data: { readingId: 'FRAUD.KG.2020.2', ...ids, rule: 'CONFLICTING_SOURCES', against: ['FRAUD.KG.2020.1'] },
});
const confirmed = recorded(4, {
  type: 'ReadingConfirmed',
  data: { readingId: 'FRAUD.KG.2020.1', ...ids, confirmedBy: { personId: 'q', organisationId: 'r' } },
});
const rowOf = (id: string, ...history: Recorded<SeriesEvent>[]) =>
  history
    .filter((event) => readingModel.keys(event).includes(id))
    .reduce<ReadingRow | undefined>((row, event) => readingModel.evolve(row, event, id), undefined);

test('a reading is provisional until somebody else confirms it', () => {
  expect(rowOf('FRAUD.KG.2020.1', reading(1, 'FRAUD.KG.2020.1', '6736'))).toMatchObject({
    status: 'PROVISIONAL',
    period_from: '2020-01-01',
    period_to: '2020-12-31',
    outweighed: false,
    place: 1,
  });
  expect(rowOf('FRAUD.KG.2020.1', reading(1, 'FRAUD.KG.2020.1', '6736'), confirmed)?.status).toBe('CONFIRMED');
});

test('a contradiction changes neither side; its resolution says which one holds', () => {
  const resolved = recorded(5, {
    type: 'FlagResolved',
    data: {
      ...{ readingId: 'FRAUD.KG.2020.2', ...ids, rule: 'CONFLICTING_SOURCES', against: ['FRAUD.KG.2020.1'] },
      ...{ explanation: 'Table 1 was corrected', holds: 'FRAUD.KG.2020.1' },
      resolvedBy: { personId: 'q', organisationId: 'r' },
    },
  });
  const history = [reading(1, 'FRAUD.KG.2020.1', '6736'), reading(2, 'FRAUD.KG.2020.2', '7007'), flagged, resolved];
  expect(rowOf('FRAUD.KG.2020.1', ...history)).toMatchObject({ outweighed: false, value: '6736' });
  expect(rowOf('FRAUD.KG.2020.2', ...history)).toMatchObject({ outweighed: true, value: '7007', place: 2 });
});

test('a corrected reading stays, and names the one in its place; the other waits for confirmation again', () => {
  const { data } = reading(1, 'FRAUD.KG.2020.1', '6736') as { data: SeriesEvent['data'] };
  const corrected = recorded(5, {
    type: 'ReadingCorrected',
    data: { ...data, readingId: 'FRAUD.KG.2020.2', value: '6737', supersedes: 'FRAUD.KG.2020.1', reason: 'A slip' },
  } as SeriesEvent);
  const history = [reading(1, 'FRAUD.KG.2020.1', '6736'), confirmed, corrected];
  expect(rowOf('FRAUD.KG.2020.1', ...history)).toMatchObject({
    ...{ status: 'CORRECTED', superseded_by: 'FRAUD.KG.2020.2', value: '6736' },
  });
  expect(rowOf('FRAUD.KG.2020.2', ...history)).toMatchObject({
    ...{ status: 'PROVISIONAL', supersedes: 'FRAUD.KG.2020.1', reason: 'A slip', value: '6737' },
  });
});

test('a flag is open until it is resolved, and moot when its reading no longer stands', () => {
  const id = 'FRAUD.KG.2020.2/CONFLICTING_SOURCES';
  const statusAfter = (...history: Recorded<SeriesEvent>[]) =>
    history
      .filter((event) => flagModel.keys(event).includes(id))
      .reduce<FlagRow | undefined>((row, event) => flagModel.evolve(row, event, id), undefined)?.status;
  const retracted = recorded(5, {
    type: 'ReadingRetracted',
    data: {
      readingId: 'FRAUD.KG.2020.2',
      ...ids,
      reason: 'Misread',
      retractedBy: { personId: 'p', organisationId: 'o' },
    },
  });
  expect([statusAfter(flagged), statusAfter(flagged, retracted)]).toEqual(['OPEN', 'MOOT']);
});

test('what happens to anything but a series is none of its business', () =>
  expect(readingModel.keys({ ...flagged, stream: 'submission-1' })).toEqual([]));
