import {
  type Author,
  authorOf,
  type Command,
  compare,
  dateOf,
  type DecimalString,
  type Decider,
  isOwnWork,
  isRefusal,
  type LocalizedText,
  parsePeriod,
  refuse,
  type Source,
} from '@baikoo/kernel';
import { datesOf, type FigureRefusal, type IndicatorKnowledge, judgeFigure } from './figure.js';
import type { Qualifier, SeriesEvent } from './series.events.js';

export type RecordReading = Command<
  'RecordReading',
  {
    indicatorId: string;
    territoryId: string;
    period: string;
    value: DecimalString;
    qualifier: Qualifier;
    /** Null: the one that held when the period began. */
    definitionVersion: number | null;
    source: Source;
    note: LocalizedText | null;
    illustrative: boolean;
    submissionId: string | null;
  }
>;
export type ConfirmReading = Command<'ConfirmReading', { readingId: string; indicatorId: string; territoryId: string }>;

/** What somebody may ask of a series. */
export type SeriesRequest = RecordReading | ConfirmReading;

/** What is decided: its handler adds what the indicator's own stream says about the indicator. */
export type SeriesCommand = (RecordReading & { readonly indicator: IndicatorKnowledge }) | ConfirmReading;

export type SeriesRefusal =
  FigureRefusal | 'PERIOD_NOT_OVER' | 'SAME_READING' | 'UNKNOWN_READING' | 'ALREADY_CONFIRMED' | 'OWN_WORK';

type Reading = {
  /** The dates of its period. */
  readonly dates: string;
  readonly value: DecimalString;
  readonly definitionVersion: number;
  readonly source: Source;
  readonly recordedBy: Author;
  readonly confirmed: boolean;
};

/** All readings of one indicator in one territory, by id, in the order in which they were recorded. */
export type Series = ReadonlyMap<string, Reading>;

export const series: Decider<Series, SeriesCommand, SeriesEvent, SeriesRefusal> = {
  initial: new Map(),
  decide: (series, command) => (command.type === 'RecordReading' ? record(series, command) : confirm(series, command)),
  evolve(series, { type, data }) {
    switch (type) {
      case 'ReadingRecorded': {
        const { readingId, period, value, definitionVersion, source, recordedBy } = data;
        const dates = datesOf(parsePeriod(period)!);
        const reading = { dates, value, definitionVersion, source, recordedBy, confirmed: false };
        return new Map([...series, [readingId, reading]]);
      }
      case 'ReadingConfirmed':
        return new Map([...series, [data.readingId, { ...series.get(data.readingId)!, confirmed: true }]]);
      case 'ReadingFlagged':
        return series;
    }
  },
};

function record(series: Series, command: SeriesCommand & { type: 'RecordReading' }) {
  const { indicatorId, territoryId, period: code, value, qualifier } = command;
  const { source, note, illustrative, submissionId, indicator, by, at } = command;
  const judged = judgeFigure(indicator, command);
  if (isRefusal(judged)) return judged;
  const { period, definitionVersion } = judged;
  // What is still running has no final value; a year-to-date range ends earlier and has one.
  if (period.to > dateOf(at)) return refuse('PERIOD_NOT_OVER', 'period');

  const ofPeriod = [...series].filter(([, reading]) => reading.dates === datesOf(period));
  const comparable = ofPeriod.filter(([, reading]) => reading.definitionVersion === definitionVersion);
  const isSame = (reading: Reading) => compare(reading.value, value) === 0;
  if (comparable.some(([, reading]) => isSame(reading) && isSameSource(reading.source, source)))
    return refuse('SAME_READING', 'value');

  const readingId = `${indicatorId}.${territoryId}.${code}.${ofPeriod.length + 1}`;
  const ids = { readingId, indicatorId, territoryId };
  const figure = { period: code, value, qualifier, definitionVersion };
  const recorded: SeriesEvent = {
    type: 'ReadingRecorded',
    data: { ...ids, ...figure, source, note, illustrative, submissionId, recordedBy: authorOf(by) },
  };
  // Sources that disagree stand side by side: the Concept has 7 007 frauds in 2020 in section 5.2, 6 736 in Table 1.
  const against = comparable.filter(([, reading]) => !isSame(reading)).map(([id]) => id);
  const rule = 'CONFLICTING_SOURCES';
  const flagged: SeriesEvent = { type: 'ReadingFlagged', data: { ...ids, rule, against } };
  return against.length === 0 ? [recorded] : [recorded, flagged];
}

function confirm(series: Series, { readingId, indicatorId, territoryId, by }: ConfirmReading) {
  const reading = series.get(readingId);
  if (!reading) return refuse('UNKNOWN_READING', 'readingId');
  if (reading.confirmed) return refuse('ALREADY_CONFIRMED', 'readingId');
  if (isOwnWork(reading.recordedBy, by)) return refuse('OWN_WORK');
  const data = { readingId, indicatorId, territoryId, confirmedBy: authorOf(by) };
  return [{ type: 'ReadingConfirmed' as const, data }];
}

const isSameSource = (a: Source, b: Source) => a.title === b.title && a.reference === b.reference;
