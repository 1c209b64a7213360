import { actor, specify } from '@baikoo/kernel/testing';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isRefusal } from '@baikoo/kernel';
import type { SeriesEvent } from './series.events.js';
import type { SeriesCommand } from './series.commands.js';
import { series } from './series.js';

const { given } = specify(series);
const by = actor('mvd');
const at = '2026-11-22T06:00:00.000Z';
const ids = { indicatorId: 'FRAUD', territoryId: 'KG' };
const table1 = { title: 'Concept 2022–2028', reference: 'Table 1, row 8' };
const section52 = { title: 'Concept 2022–2028', reference: '§5.2' };
const figure = { period: '2020', value: '6736', qualifier: 'EXACT', definitionVersion: 1 } as const;
const rest = { source: table1, note: null, illustrative: false, submissionId: null };

const recordReading = { type: 'RecordReading', ...ids, ...figure, ...rest, by, at } as const;
const known = {
  ...{ valueType: 'COUNT', accumulation: 'FLOW', frequency: 'YEAR', status: 'ACTIVE', definitions: ['2019-01-01'] },
  ...{ versions: [{ version: 1, breakInSeries: false }], bounds: null, multiplier: null, dimensions: [] },
};
const record = (change: object = {}, indicator: object = known) =>
  ({ ...recordReading, indicator, ...change }) as SeriesCommand;
const recorded = (readingId: string, change: object = {}) =>
  ({
    type: 'ReadingRecorded',
    data: {
      ...{ readingId, ...ids, ...figure, ...rest },
      recordedBy: { personId: 'mvd-person', organisationId: 'mvd' },
      ...change,
    },
  }) as SeriesEvent;
const flagged = (readingId: string, value: string, others: Record<string, string>): SeriesEvent => ({
  type: 'ReadingFlagged',
  data: {
    ...{ readingId, ...ids, rule: 'CONFLICTING_SOURCES', against: Object.keys(others) },
    details: { value, others: Object.values(others).join(', ') },
  },
});
const first = recorded('FRAUD.KG.2020.1');
/** What an indicator looks like that is counted anew from 2022. */
const twice = {
  ...{ ...known, definitions: ['2019-01-01', '2022-01-01'] },
  versions: [...known.versions, { version: 2, breakInSeries: true }],
};

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
