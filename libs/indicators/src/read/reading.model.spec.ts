import type { Recorded } from '@baikoo/event-store';
import { expect, test } from '@jest/globals';
import type { SeriesEvent } from '../domain/series.events.js';
import { readingModel, type ReadingRow } from './reading.model.js';

const ids = { indicatorId: 'FRAUD', territoryId: 'KG' };
const recorded = (revision: number, event: SeriesEvent) =>
  ({ ...event, stream: 'series-FRAUD.KG', revision, position: BigInt(revision) }) as Recorded<SeriesEvent>;
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
    conflicting: false,
    place: 1,
  });
  expect(rowOf('FRAUD.KG.2020.1', reading(1, 'FRAUD.KG.2020.1', '6736'), confirmed)?.status).toBe('CONFIRMED');
});

test('a contradiction marks both sides and changes the value of neither', () => {
  const history = [reading(1, 'FRAUD.KG.2020.1', '6736'), reading(2, 'FRAUD.KG.2020.2', '7007'), flagged, confirmed];
  expect(rowOf('FRAUD.KG.2020.1', ...history)).toMatchObject({ conflicting: true, value: '6736', status: 'CONFIRMED' });
  expect(rowOf('FRAUD.KG.2020.2', ...history)).toMatchObject({ conflicting: true, value: '7007', place: 2 });
});

test('what happens to anything but a series is none of its business', () =>
  expect(readingModel.keys({ ...flagged, stream: 'submission-1' })).toEqual([]));
