import { actor } from '@baikoo/kernel/testing';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isRefusal } from '@baikoo/kernel';
import type { SeriesCommand } from './series.commands.js';
import type { SeriesEvent } from './series.events.js';
import { series } from './series.js';
import { at, first, flagged, given, ids, record, recorded, section52, twice } from './testing.js';

describe('recording a reading', () => {
  test('a reading carries its source, its definition version and who recorded it', () =>
    given().when(record()).yields(first));
  test('an indicator that nobody defined has no readings', () =>
    given()
      .when(record({}, { valueType: undefined, definitions: [] }))
      .isRefused('UNKNOWN_INDICATOR', 'indicatorId'));
  test('a reading is of a period', () =>
    given()
      .when(record({ period: '2020-13' }))
      .isRefused('INVALID_PERIOD', 'period'));
  test('a reading is counted by a definition that exists', () =>
    given()
      .when(record({ definitionVersion: 2 }))
      .isRefused('UNKNOWN_DEFINITION', 'definitionVersion'));
  test.each([
    ['2018', 1],
    ['2021', 1],
    ['2021-07..2022-06', 1],
    ['2022', 2],
    ['2025-H1', 2],
  ])('unless said, a reading of %s is counted by definition %d, which held when the period began', (period, version) =>
    given()
      .when(record({ period, definitionVersion: null }, twice))
      .yields(recorded(`FRAUD.KG.${period}.1`, { period, definitionVersion: version })),
  );
  test('a count is not negative', () =>
    given()
      .when(record({ value: '-1' }))
      .isRefused('NEGATIVE_COUNT', 'value'));
  test('a year that is still running has no final reading', () =>
    given()
      .when(record({ period: '2026' }))
      .isRefused('PERIOD_NOT_OVER', 'period'));
  test('a range of months from January that is over can be recorded', () =>
    given()
      .when(record({ period: '2026-01..2026-10' }))
      .yields(recorded('FRAUD.KG.2026-01..2026-10.1', { period: '2026-01..2026-10' })));
  test('the day on which a period ends is a day of Bishkek', () => {
    const period = '2026-11-23';
    given()
      .when(record({ period, at: '2026-11-22T17:59:59.999Z' }))
      .isRefused('PERIOD_NOT_OVER');
    given()
      .when(record({ period, at: '2026-11-22T18:00:00.000Z' }))
      .yields(recorded(`FRAUD.KG.${period}.1`, { period }));
  });
  test('the same value from the same place is recorded once', () =>
    given(first)
      .when(record({ value: '6736.0' }))
      .isRefused('SAME_READING', 'value'));
  test('the same value from another source is a second reading, and no conflict', () =>
    given(first)
      .when(record({ source: section52 }))
      .yields(recorded('FRAUD.KG.2020.2', { source: section52 })));
});

describe('sources that disagree', () => {
  const second = recorded('FRAUD.KG.2020.2', { value: '7007', source: section52 });

  test('7 007 in section 5.2 stands beside 6 736 in Table 1, and the contradiction is flagged', () =>
    given(first)
      .when(record({ value: '7007', source: section52 }))
      .yields(second, flagged('FRAUD.KG.2020.2', '7007', { 'FRAUD.KG.2020.1': '6736' })));
  test('a third value contradicts both', () =>
    given(first, second)
      .when(record({ value: '7000', source: { title: 'Press', reference: null } }))
      .yields(
        recorded('FRAUD.KG.2020.3', { value: '7000', source: { title: 'Press', reference: null } }),
        flagged('FRAUD.KG.2020.3', '7000', { 'FRAUD.KG.2020.1': '6736', 'FRAUD.KG.2020.2': '7007' }),
      ));
  test('a period written another way is the same period', () =>
    given(first)
      .when(record({ value: '7007', source: section52, period: '2020-01..2020-12' }))
      .yields(
        recorded('FRAUD.KG.2020-01..2020-12.2', { value: '7007', source: section52, period: '2020-01..2020-12' }),
        flagged('FRAUD.KG.2020-01..2020-12.2', '7007', { 'FRAUD.KG.2020.1': '6736' }),
      ));
  test('what is counted by another definition does not contradict', () =>
    given(first)
      .when(record({ value: '7007', definitionVersion: 2 }, twice))
      .yields(recorded('FRAUD.KG.2020.2', { value: '7007', definitionVersion: 2 })));
  test('whatever is recorded, nothing is overwritten and every contradiction is flagged once', () => {
    const entry = fc.record({ value: fc.nat(3).map(String), reference: fc.constantFrom('a', 'b', 'c') });
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const events: SeriesEvent[] = [];
        for (const { value, reference } of entries) {
          const state = events.reduce(series.evolve, series.initial);
          const outcome = series.decide(state, record({ value, source: { title: 'Press', reference } }));
          if (!isRefusal(outcome)) events.push(...outcome);
        }
        const readings = events.flatMap((event) => (event.type === 'ReadingRecorded' ? [event.data] : []));
        const flags = events.flatMap((event) => (event.type === 'ReadingFlagged' ? [event.data] : []));
        const contradictions = readings.flatMap((a, i) => readings.slice(0, i).filter((b) => a.value !== b.value));
        expect(readings.map(({ readingId }) => readingId)).toEqual(readings.map((_, i) => `FRAUD.KG.2020.${i + 1}`));
        expect(flags.flatMap(({ against }) => against)).toHaveLength(contradictions.length);
      }),
    );
  });
});

describe('confirming a reading', () => {
  const confirm = (judge: string, readingId = 'FRAUD.KG.2020.1', person?: string) =>
    ({ type: 'ConfirmReading', readingId, ...ids, by: actor(judge, person), at }) as SeriesCommand;
  const confirmed: SeriesEvent = {
    type: 'ReadingConfirmed',
    data: {
      readingId: 'FRAUD.KG.2020.1',
      ...ids,
      confirmedBy: { personId: 'secretariat-person', organisationId: 'secretariat' },
    },
  };

  test('another organisation confirms what one recorded', () =>
    given(first).when(confirm('secretariat')).yields(confirmed));
  test('the organisation that recorded a reading never confirms it', () =>
    given(first)
      .when(confirm('mvd', 'FRAUD.KG.2020.1', 'a-colleague'))
      .isRefused('OWN_WORK'));
  test('nor does the person, having moved to another organisation', () =>
    given(first)
      .when(confirm('secretariat', 'FRAUD.KG.2020.1', 'mvd-person'))
      .isRefused('OWN_WORK'));
  test('nor does a colleague who changed it in the report before it was accepted, from whichever office', () => {
    const author = { personId: 'mvd-person', organisationId: 'mvd' };
    const colleague = { personId: 'colleague', organisationId: 'mvd' };
    const joint = recorded('FRAUD.KG.2020.1', { authors: [colleague, author] });
    given()
      .when(record({ authors: [colleague, author] }))
      .yields(joint);
    given(joint)
      .when(confirm('secretariat', 'FRAUD.KG.2020.1', 'colleague'))
      .isRefused('OWN_WORK');
    given(joint).when(confirm('secretariat')).yields(confirmed);
  });
  test('nor does the office that wrote it on behalf of the one that reports', () => {
    const writer = { personId: 'mvd-person', organisationId: 'secretariat' };
    const onBehalf = recorded('FRAUD.KG.2020.1', { authors: [writer] });
    given()
      .when(record({ authors: [writer] }))
      .yields(onBehalf);
    given(onBehalf)
      .when(confirm('secretariat', 'FRAUD.KG.2020.1', 'a-colleague'))
      .isRefused('OWN_WORK');
  });
  test('nor does whoever wrote the reading that it corrects', () => {
    const colleague = { personId: 'colleague', organisationId: 'mvd' };
    given(recorded('FRAUD.KG.2020.1', { authors: [colleague] }), {
      type: 'ReadingCorrected',
      data: { ...recorded('FRAUD.KG.2020.2').data, value: '1', supersedes: 'FRAUD.KG.2020.1', reason: 'A slip' },
    } as SeriesEvent)
      .when(confirm('secretariat', 'FRAUD.KG.2020.2', 'colleague'))
      .isRefused('OWN_WORK');
  });
  test('of one who wrote alone in the own name nothing is said twice', () =>
    given()
      .when(record({ authors: [{ personId: 'mvd-person', organisationId: 'mvd' }] }))
      .yields(first));
  test('a reading is confirmed once', () =>
    given(first, confirmed).when(confirm('secretariat')).isRefused('ALREADY_CONFIRMED', 'readingId'));
  test('there is nothing to confirm where nothing was recorded', () =>
    given(first).when(confirm('secretariat', 'FRAUD.KG.2020.2')).isRefused('UNKNOWN_READING', 'readingId'));
});
