import { actor } from '@baikoo/kernel/testing';
import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '@baikoo/kernel';
import type { SeriesCommand } from './series.commands.js';
import type { SeriesEvent } from './series.events.js';
import { series } from './series.js';
import { at, by, figure, first, flagged, given, ids, known, record, recorded, rest, section52 } from './testing.js';

describe('changing what was recorded', () => {
  const why = 'A slip of the pen';
  const readingId = 'FRAUD.KG.2020.1';
  const { period: _, ...said } = figure;
  const correct = (change: object = {}) =>
    ({
      ...{ type: 'CorrectReading', ...ids, ...said, ...rest, value: '6737', readingId, why, indicator: known, by, at },
      ...change,
    }) as SeriesCommand;
  const retract = { type: 'RetractReading', ...ids, readingId, why, submissionId: null, by, at } as SeriesCommand;
  const declare = {
    type: 'DeclareReadingMissing',
    ...ids,
    period: '2020',
    why,
    indicator: known,
    by,
    at,
  } as SeriesCommand;
  const corrected = {
    type: 'ReadingCorrected',
    data: { ...recorded('FRAUD.KG.2020.2', { value: '6737' }).data, supersedes: readingId, reason: why },
  } as SeriesEvent;
  const retracted = {
    type: 'ReadingRetracted',
    data: { readingId, ...ids, reason: why, retractedBy: { personId: 'mvd-person', organisationId: 'mvd' } },
  } as SeriesEvent;
  const confirmed = {
    type: 'ReadingConfirmed',
    data: { readingId, ...ids, confirmedBy: { personId: 's', organisationId: 's' } },
  } as SeriesEvent;

  test('a correction stands in the place of the former, which stays', () =>
    given(first).when(correct()).yields(corrected));
  test('a confirmed reading can be corrected too: the new one waits for confirmation', () => {
    given(first, confirmed).when(correct()).yields(corrected);
    given(first, confirmed, corrected)
      .when({ type: 'ConfirmReading', ...ids, readingId: 'FRAUD.KG.2020.2', by, at })
      .isRefused('OWN_WORK');
  });
  test('nobody rewrites what another organisation recorded', () =>
    given(first)
      .when(correct({ by: actor('secretariat') }))
      .isRefused('FOREIGN_READING'));
  test('what a report said is corrected in the report', () =>
    given(recorded(readingId, { submissionId: 'cycle.mvd' }))
      .when(correct())
      .isRefused('REPORTED_IN_SUBMISSION'));
  test('a report that is taken over anew corrects itself', () =>
    given(recorded(readingId, { submissionId: 'cycle.mvd' }))
      .when(record({ value: '6737', submissionId: 'cycle.mvd', explanation: why }))
      .yields({
        type: 'ReadingCorrected',
        data: {
          ...recorded('FRAUD.KG.2020.2', { value: '6737', submissionId: 'cycle.mvd', explanation: why }).data,
          ...{ supersedes: readingId, reason: why },
        },
      } as SeriesEvent));
  test('a correction says why, and changes something', () => {
    given(first)
      .when(correct({ why: ' ' }))
      .isRefused('REASON_REQUIRED');
    given(first)
      .when(correct({ value: '6736' }))
      .isRefused('NOTHING_CHANGED');
  });
  test('a retracted reading is neither corrected nor confirmed', () => {
    given(first).when(retract).yields(retracted);
    given(first, retracted).when(correct()).isRefused('NOT_CURRENT');
    given(first, retracted)
      .when({ type: 'ConfirmReading', ...ids, readingId, by: actor('s'), at })
      .isRefused('NOT_CURRENT');
  });
  test('what was retracted contradicts nobody any more', () =>
    given(first, retracted)
      .when(record({ value: '7007', source: section52 }))
      .yields(recorded('FRAUD.KG.2020.2', { value: '7007', source: section52 })));
  test('a correction too is of a period that is over, and of a value that can be', () => {
    given(recorded(readingId, { period: '2026' }))
      .when(correct())
      .isRefused('PERIOD_NOT_OVER', 'period');
    given(first)
      .when(correct({ value: '-1' }))
      .isRefused('NEGATIVE_COUNT', 'value');
  });
  test.each([
    ['2026', {}, 'PERIOD_NOT_OVER', 'period'],
    ['1920', {}, 'PERIOD_TOO_EARLY', 'period'],
    ['2020-13', {}, 'INVALID_PERIOD', 'period'],
    ['2020', { status: 'DRAFT' }, 'INDICATOR_NOT_ACTIVE', 'indicatorId'],
    ['2020', { status: 'RETIRED' }, 'INDICATOR_RETIRED', 'indicatorId'],
  ] as const)('%s is not declared missing where nothing was due (%j)', (period, change, code, path) =>
    given()
      .when({ ...declare, period, indicator: { ...known, ...change } } as SeriesCommand)
      .isRefused(code, path),
  );
  test('a period is declared missing only while it has no reading', () => {
    given(first).when(declare).isRefused('READING_EXISTS', 'period');
    given(first, retracted)
      .when(declare)
      .yields({
        type: 'ReadingDeclaredMissing',
        data: { ...ids, period: '2020', reason: why, declaredBy: { personId: 'mvd-person', organisationId: 'mvd' } },
      });
  });
});

describe('resolving a flag', () => {
  const second = recorded('FRAUD.KG.2020.2', { value: '7007', source: section52 });
  const conflict = [first, second, flagged('FRAUD.KG.2020.2', '7007', { 'FRAUD.KG.2020.1': '6736' })];
  const resolve = (change: object = {}) =>
    ({
      ...{ type: 'ResolveFlag', ...ids, readingId: 'FRAUD.KG.2020.2', rule: 'CONFLICTING_SOURCES' },
      ...{ explanation: 'The table was checked', holds: 'FRAUD.KG.2020.1', by: actor('secretariat'), at, ...change },
    }) as SeriesCommand;

  test('of two sources somebody else says which one holds', () =>
    given(...conflict)
      .when(resolve())
      .yields({
        type: 'FlagResolved',
        data: {
          ...{ readingId: 'FRAUD.KG.2020.2', ...ids, rule: 'CONFLICTING_SOURCES', against: ['FRAUD.KG.2020.1'] },
          ...{ explanation: 'The table was checked', holds: 'FRAUD.KG.2020.1' },
          resolvedBy: { personId: 'secretariat-person', organisationId: 'secretariat' },
        },
      }));
  test('not one of those who brought them', () =>
    given(...conflict)
      .when(resolve({ by }))
      .isRefused('OWN_WORK'));
  test('nor one who changed a side of it in the report', () =>
    given(
      recorded('FRAUD.KG.2020.1', { authors: [{ personId: 'mover', organisationId: 'mvd' }] }),
      ...conflict.slice(1),
    )
      .when(resolve({ by: actor('secretariat', 'mover') }))
      .isRefused('OWN_WORK'));
  test('it says which one, and one of the two', () => {
    given(...conflict)
      .when(resolve({ holds: null }))
      .isRefused('WHICH_HOLDS');
    given(...conflict)
      .when(resolve({ holds: 'FRAUD.KG.2021.1' }))
      .isRefused('WHICH_HOLDS');
  });
  test('neither side is confirmed before', () =>
    given(...conflict)
      .when({ type: 'ConfirmReading', ...ids, readingId: 'FRAUD.KG.2020.1', by: actor('secretariat'), at })
      .isRefused('FLAGS_OPEN'));
  test('an explanation that comes with the reading answers what asks for one', () => {
    const state = [first, recorded('FRAUD.KG.2021.1', { period: '2021', value: '1' })];
    const outcome = series.decide(
      state.reduce(series.evolve, series.initial),
      record({ period: '2022', value: '0', explanation: 'The unit was closed' }),
    );
    expect(isRefusal(outcome) ? outcome : outcome.map(({ type }) => type)).toEqual([
      'ReadingRecorded',
      'ReadingFlagged',
      'FlagResolved',
    ]);
  });
});
