import {
  type Author,
  authorOf,
  type Command,
  compare,
  dateOf,
  type Decider,
  isOwnWork,
  isRefusal,
  parsePeriod,
  refuse,
  datesOf,
} from '@baikoo/kernel';
import { softChecksOf } from './check.formula.js';
import { findTooEarly } from './figure.js';
import { judgeReading } from './reading.js';
import type { SeriesCommand, SeriesRefusal } from './series.commands.js';
import type { SeriesEvent } from './series.events.js';
import {
  evolveSeries,
  flagKey,
  historyOf,
  isAboutSources,
  isCurrent,
  NO_SERIES,
  openFlagsOf,
  type Reading,
  type Series,
} from './series.state.js';

type CommandTo<Type extends SeriesCommand['type']> = Extract<SeriesCommand, { type: Type }>;

/** All readings of one indicator in one territory, and what is doubtful about them. */
export const series: Decider<Series, SeriesCommand, SeriesEvent, SeriesRefusal> = {
  initial: NO_SERIES,
  decide(series, command) {
    if ('why' in command && command.why.trim() === '') return refuse('REASON_REQUIRED', 'why');
    switch (command.type) {
      case 'RecordReading':
        return record(series, command);
      case 'CorrectReading':
        return correct(series, command);
      case 'RetractReading':
        return retract(series, command);
      case 'DeclareReadingMissing':
        return declareMissing(series, command);
      case 'ResolveFlag':
        return resolve(series, command);
      case 'ConfirmReading':
        return confirm(series, command);
    }
  },
  evolve: evolveSeries,
};

function record(series: Series, command: CommandTo<'RecordReading'>) {
  const judged = judgeReading(command.indicator, command, dateOf(command.at), command.plausible);
  if (isRefusal<SeriesRefusal>(judged)) return judged;
  const comparable = [...series.readings.values()].filter(
    (reading) =>
      isCurrent(reading) &&
      reading.dates === datesOf(judged.period) &&
      reading.definitionVersion === judged.definitionVersion,
  );
  const isSame = (reading: Reading) => compare(reading.value, command.value) === 0 && hasSameParts(reading, command);
  if (comparable.some((reading) => isSame(reading) && isSameSource(reading, command)))
    return refuse('SAME_READING', 'value');

  // A report that is taken over anew, after it was reopened, corrects what it said before and does not contradict itself.
  const { submissionId } = command;
  const former = submissionId === null ? undefined : comparable.find((one) => one.submissionId === submissionId);
  const data = dataOf(series, command, command.period, judged.definitionVersion);
  const recorded: SeriesEvent = former
    ? {
        type: 'ReadingCorrected',
        data: { ...data, supersedes: former.readingId, reason: command.explanation ?? `${submissionId}` },
      }
    : { type: 'ReadingRecorded', data };
  return [recorded, ...flagsOf(series, command, data, former?.readingId)];
}

function correct(series: Series, command: CommandTo<'CorrectReading'>) {
  const former = series.readings.get(command.readingId);
  const wrong = changeable(former, command);
  if (!former || wrong) return wrong ?? refuse('UNKNOWN_READING', 'readingId');
  const { period } = former;
  const judged = judgeReading(command.indicator, { ...command, period }, dateOf(command.at), command.plausible);
  if (isRefusal<SeriesRefusal>(judged)) return judged;
  const { definitionVersion } = judged;
  if (
    compare(former.value, command.value) === 0 &&
    former.definitionVersion === definitionVersion &&
    hasSameParts(former, command) &&
    isSameSource(former, command)
  )
    return refuse('NOTHING_CHANGED', 'value');
  const data = dataOf(series, command, period, definitionVersion);
  // Whoever corrects is the author of the new reading: it is provisional again and somebody else confirms it.
  const corrected: SeriesEvent = {
    type: 'ReadingCorrected',
    data: { ...data, supersedes: former.readingId, reason: command.why },
  };
  return [corrected, ...flagsOf(series, command, data, former.readingId)];
}

function retract(series: Series, command: CommandTo<'RetractReading'>) {
  const { readingId, indicatorId, territoryId, by } = command;
  const wrong = changeable(series.readings.get(readingId), command);
  if (wrong) return wrong;
  const data = { readingId, indicatorId, territoryId, reason: command.why, retractedBy: authorOf(by) };
  return [{ type: 'ReadingRetracted' as const, data }];
}

/** Nobody rewrites what another organisation reported; what a report said is changed by correcting the report (rule 6). */
function changeable(
  former: Reading | undefined,
  { by, submissionId }: Command<string, { submissionId: string | null }>,
) {
  if (!former) return refuse('UNKNOWN_READING', 'readingId');
  if (!isCurrent(former)) return refuse('NOT_CURRENT', 'readingId');
  if (former.recordedBy.organisationId !== by.organisationId) return refuse('FOREIGN_READING', 'readingId');
  if (former.submissionId !== null && submissionId === null) return refuse('REPORTED_IN_SUBMISSION', 'readingId');
  return undefined;
}

function declareMissing(series: Series, command: CommandTo<'DeclareReadingMissing'>) {
  const { indicatorId, territoryId, period: code, indicator, by, at } = command;
  if (!indicator.valueType) return refuse('UNKNOWN_INDICATOR', 'indicatorId', { id: indicatorId });
  if (indicator.status === 'RETIRED') return refuse('INDICATOR_RETIRED', 'indicatorId');
  if (indicator.status === 'DRAFT') return refuse('INDICATOR_NOT_ACTIVE', 'indicatorId');
  const period = parsePeriod(code);
  if (!period) return refuse('INVALID_PERIOD', 'period', { period: code });
  const tooEarly = findTooEarly(period, command.plausible);
  if (tooEarly) return tooEarly;
  if (period.to > dateOf(at)) return refuse('PERIOD_NOT_OVER', 'period');
  const dates = datesOf(period);
  if (series.missing.has(dates)) return refuse('ALREADY_MISSING', 'period');
  const exists = [...series.readings.values()].some((reading) => isCurrent(reading) && reading.dates === dates);
  if (exists) return refuse('READING_EXISTS', 'period');
  const data = { indicatorId, territoryId, period: code, reason: command.why, declaredBy: authorOf(by) };
  return [{ type: 'ReadingDeclaredMissing' as const, data }];
}

function resolve(series: Series, command: CommandTo<'ResolveFlag'>) {
  const { readingId, indicatorId, territoryId, rule, explanation, holds, by } = command;
  const flag = series.flags.get(flagKey(readingId, rule));
  if (!flag) return refuse('UNKNOWN_FLAG', 'rule');
  if (flag.resolved) return refuse('FLAG_RESOLVED', 'rule');
  if (explanation.trim() === '') return refuse('REASON_REQUIRED', 'explanation');
  const sides = [readingId, ...flag.against];
  if (isAboutSources(rule)) {
    // Four eyes: which of two sources holds is said by neither of those who brought them.
    if (sides.some((id) => isWorkOf(series.readings.get(id)!, by))) return refuse('OWN_WORK');
    const held = holds !== null && sides.includes(holds) ? series.readings.get(holds) : undefined;
    if (!held || !isCurrent(held)) return refuse('WHICH_HOLDS', 'holds');
  } else if (holds !== null) return refuse('WHICH_HOLDS', 'holds');
  const { against } = flag;
  const data = { readingId, indicatorId, territoryId, rule, against, explanation, holds, resolvedBy: authorOf(by) };
  return [{ type: 'FlagResolved' as const, data }];
}

function confirm(series: Series, { readingId, indicatorId, territoryId, by }: CommandTo<'ConfirmReading'>) {
  const reading = series.readings.get(readingId);
  if (!reading) return refuse('UNKNOWN_READING', 'readingId');
  if (!isCurrent(reading)) return refuse('NOT_CURRENT', 'readingId');
  if (reading.status === 'CONFIRMED') return refuse('ALREADY_CONFIRMED', 'readingId');
  if (isWorkOf(reading, by)) return refuse('OWN_WORK');
  if (openFlagsOf(series, readingId).length > 0) return refuse('FLAGS_OPEN', 'readingId');
  const data = { readingId, indicatorId, territoryId, confirmedBy: authorOf(by) };
  return [{ type: 'ReadingConfirmed' as const, data }];
}

type Data = Extract<SeriesEvent, { type: 'ReadingRecorded' }>['data'];
type Giving = CommandTo<'RecordReading' | 'CorrectReading'>;

function dataOf(series: Series, command: Giving, period: string, definitionVersion: number): Data {
  const { indicatorId, territoryId, value, qualifier, source, note, illustrative, submissionId } = command;
  const { numerator, denominator, parts, sourceKind, explanation, by } = command;
  const recordedBy = authorOf(by);
  // Of one who wrote alone, in the own name, `recordedBy` says it all.
  const authors = command.authors ?? [];
  const others = authors.some((author) => !isSameAuthor(author, recordedBy));
  const dates = datesOf(parsePeriod(period)!);
  const number = [...series.readings.values()].filter((reading) => reading.dates === dates).length + 1;
  return {
    ...{ readingId: `${indicatorId}.${territoryId}.${period}.${number}`, indicatorId, territoryId },
    ...{ period, value, qualifier, definitionVersion, source, note, illustrative, submissionId },
    recordedBy,
    ...(others && { authors }),
    ...(numerator != null && { numerator }),
    ...(denominator != null && { denominator }),
    ...(parts && parts.length > 0 && { parts }),
    ...(sourceKind && { sourceKind }),
    ...(explanation && { explanation }),
  };
}

/**
 * A flag for each finding. An explanation that came with the reading answers those that ask for one; whoever confirms
 * the reading judges it. Which of two sources holds is not for their authors to say: such a flag stays open.
 */
function flagsOf(series: Series, command: Giving, data: Data, supersedes?: string): SeriesEvent[] {
  const { readingId, indicatorId, territoryId, explanation, recordedBy: resolvedBy } = data;
  const ids = { readingId, indicatorId, territoryId };
  const findings = softChecksOf(command.indicator, historyOf(series, supersedes), data, command.checks);
  return findings.flatMap(({ rule, details, against }) => {
    const flagged: SeriesEvent = { type: 'ReadingFlagged', data: { ...ids, rule, against: against ?? [], details } };
    if (!explanation || isAboutSources(rule)) return [flagged];
    const resolved: SeriesEvent = {
      type: 'FlagResolved',
      data: { ...ids, rule, against: [], explanation, holds: null, resolvedBy },
    };
    return [flagged, resolved];
  });
}

/** Four eyes (rule 1): everybody who wrote a reading, with their organisations, keeps from judging it. */
const isWorkOf = ({ authors }: Reading, by: Author): boolean => authors.some((author) => isOwnWork(author, by));

const isSameAuthor = (a: Author, b: Author) => a.personId === b.personId && a.organisationId === b.organisationId;

const isSameSource = ({ source: a }: Pick<Reading, 'source'>, { source: b }: Pick<Giving, 'source'>) =>
  a.title === b.title && a.reference === b.reference;

const hasSameParts = (a: Pick<Reading, 'numerator' | 'denominator' | 'parts'>, b: Giving) =>
  isSameNumber(a.numerator, b.numerator) &&
  isSameNumber(a.denominator, b.denominator) &&
  JSON.stringify((a.parts ?? []).map(partOf).toSorted()) === JSON.stringify((b.parts ?? []).map(partOf).toSorted());

const isSameNumber = (a: string | null | undefined, b: string | null | undefined) =>
  a == null || b == null ? (a ?? null) === (b ?? null) : compare(a, b) === 0;

const partOf = ({ dimension, category, value }: { dimension: string; category: string; value: string }) =>
  `${dimension}/${category}/${value}`;
