import { type Author, type DecimalString, parsePeriod, type Source, datesOf } from '@baikoo/kernel';
import type { CheckedHistory, EarlierReading } from './check.formula.js';
import type { CheckRule, Part, SeriesEvent, SourceKind } from './series.events.js';

/** CORRECTED: another stands in its place. Corrected and retracted readings stay readable, and nothing is made of them. */
export type ReadingStatus = 'PROVISIONAL' | 'CONFIRMED' | 'CORRECTED' | 'RETRACTED';

export type Reading = EarlierReading & {
  /** The dates of its period. */
  readonly dates: string;
  readonly source: Source;
  readonly submissionId: string | null;
  readonly recordedBy: Author;
  /** Everybody who wrote it or a reading in whose place it stands: none of them passes judgement on it. */
  readonly authors: readonly Author[];
  readonly status: ReadingStatus;
  readonly numerator?: DecimalString;
  readonly denominator?: DecimalString;
  readonly parts?: readonly Part[];
  readonly sourceKind?: SourceKind;
};

export type Flag = {
  readonly readingId: string;
  readonly rule: CheckRule;
  readonly against: readonly string[];
  readonly resolved: boolean;
};

export type Series = {
  /** All readings of one indicator in one territory, by id, in the order in which they were recorded. */
  readonly readings: ReadonlyMap<string, Reading>;
  /** By reading and rule. */
  readonly flags: ReadonlyMap<string, Flag>;
  /** The dates of the periods that were declared to have no reading. */
  readonly missing: ReadonlySet<string>;
};

export const NO_SERIES: Series = { readings: new Map(), flags: new Map(), missing: new Set() };

/** Two rules about sources ask which of several readings holds; the others ask for an explanation only. */
export const isAboutSources = (rule: CheckRule): boolean =>
  rule === 'CONFLICTING_SOURCES' || rule === 'OFFICIAL_AGAINST_SURVEY';

export const flagKey = (readingId: string, rule: CheckRule): string => `${readingId}/${rule}`;

export const isCurrent = ({ status }: Pick<Reading, 'status'>): boolean =>
  status === 'PROVISIONAL' || status === 'CONFIRMED';

/** What a new reading is checked against: without those that were corrected or retracted, and without `except`. */
export const historyOf = ({ readings, missing }: Series, except?: string): CheckedHistory => ({
  readings: [...readings.values()].filter((reading) => isCurrent(reading) && reading.readingId !== except),
  missing,
});

/** Open flags that are about a reading, on whichever side; one about a reading that is no longer current is moot. */
export const openFlagsOf = ({ flags, readings }: Series, readingId: string): readonly Flag[] =>
  [...flags.values()].filter(
    (flag) =>
      !flag.resolved &&
      [flag.readingId, ...flag.against].includes(readingId) &&
      isCurrent(readings.get(flag.readingId)!) &&
      (flag.against.length === 0 || flag.against.some((id) => isCurrent(readings.get(id)!))),
  );

export function evolveSeries(series: Series, event: SeriesEvent): Series {
  switch (event.type) {
    case 'ReadingRecorded':
      return withReading(series, event.data);
    case 'ReadingCorrected': {
      const { supersedes } = event.data;
      const former = series.readings.get(supersedes)!;
      return withReading(withStatus(series, supersedes, 'CORRECTED'), event.data, former.authors);
    }
    case 'ReadingRetracted':
      return withStatus(series, event.data.readingId, 'RETRACTED');
    case 'ReadingConfirmed':
      return withStatus(series, event.data.readingId, 'CONFIRMED');
    case 'ReadingDeclaredMissing':
      return { ...series, missing: new Set([...series.missing, datesOf(parsePeriod(event.data.period)!)]) };
    case 'ReadingFlagged': {
      const { readingId, rule, against } = event.data;
      return withFlag(series, { readingId, rule, against, resolved: false });
    }
    case 'FlagResolved': {
      const flag = series.flags.get(flagKey(event.data.readingId, event.data.rule))!;
      return withFlag(series, { ...flag, resolved: true });
    }
  }
}

type Recorded = Extract<SeriesEvent, { type: 'ReadingRecorded' }>['data'];

function withReading(series: Series, data: Recorded, formerAuthors: readonly Author[] = []): Series {
  const dates = datesOf(parsePeriod(data.period)!);
  const { readingId, period, value, definitionVersion, source, submissionId, recordedBy } = data;
  const { numerator, denominator, parts, sourceKind } = data;
  const said = { readingId, period, value, definitionVersion, source, submissionId, recordedBy };
  const authors = [recordedBy, ...(data.authors ?? []), ...formerAuthors];
  const reading: Reading = {
    ...{ ...said, authors, dates, status: 'PROVISIONAL' },
    ...(numerator !== undefined && { numerator }),
    ...(denominator !== undefined && { denominator }),
    ...(parts && { parts }),
    ...(sourceKind && { sourceKind }),
  };
  const missing = new Set([...series.missing].filter((declared) => declared !== dates));
  return { ...series, readings: new Map([...series.readings, [readingId, reading]]), missing };
}

const withStatus = (series: Series, readingId: string, status: ReadingStatus): Series => ({
  ...series,
  readings: new Map([...series.readings, [readingId, { ...series.readings.get(readingId)!, status }]]),
});

const withFlag = (series: Series, flag: Flag): Series => ({
  ...series,
  flags: new Map([...series.flags, [flagKey(flag.readingId, flag.rule), flag]]),
});
