import { type Author, type CalendarDate, type DecimalString, type LocalizedText, subtract, sum } from '@baikoo/kernel';
import type { FundingSource, MeasureEvent } from './measure.events.js';

export type FundingLineHeld = {
  readonly source: FundingSource;
  readonly planned: DecimalString;
  readonly allocated: DecimalString;
  readonly spent: DecimalString;
};

/** What rules must know of a measure's past. */
export type KnownMeasure = {
  readonly status: 'UNDERWAY' | 'SUSPENDED' | 'CLAIMED' | 'VERIFIED' | 'CANCELLED';
  readonly planId: string;
  readonly territoryId: string;
  readonly responsible: string;
  readonly coExecutors: ReadonlySet<string>;
  readonly plannedStart: CalendarDate;
  readonly deadline: CalendarDate;
  readonly titles: LocalizedText;
  readonly expectedResult: LocalizedText | null;
  readonly fundingLines: ReadonlyMap<string, FundingLineHeld>;
  readonly indicators: ReadonlySet<string>;
  /** National tasks that it serves, as `plan/task`. */
  readonly serves: ReadonlySet<string>;
  /** Cycles that were reported on, or whose report was noted as missed. */
  readonly cycles: ReadonlySet<string>;
  /** Reallocations of another measure that arrived here. */
  readonly received: ReadonlySet<string>;
  /** Who claimed the completion that now waits for a verdict. */
  readonly claimedBy: Author | undefined;
  /** The report that claimed it. */
  readonly claimedIn: string | undefined;
  /** Everybody else who ever wrote that claim. */
  readonly claimAuthors: readonly Author[];
};

export type Measure = { readonly status: 'UNKNOWN' } | KnownMeasure;

export const servedTask = ({ planId, taskId }: { planId: string; taskId: string }) => `${planId}/${taskId}`;

/** What became of a measure by one fact. */
export function evolveMeasure(measure: Measure, { type, data }: MeasureEvent): Measure {
  if (type === 'MeasureAdded') {
    const { planId, territoryId, responsibleOrganisationId: responsible, deadline, coExecutorIds = [] } = data;
    const { plannedStart, titles, expectedResult } = data;
    return {
      status: 'UNDERWAY',
      ...{ planId, territoryId, responsible, plannedStart, deadline, titles, expectedResult },
      coExecutors: new Set(coExecutorIds),
      ...{ fundingLines: new Map(), indicators: new Set(), serves: new Set(), cycles: new Set(), received: new Set() },
      claimedBy: undefined,
      claimedIn: undefined,
      claimAuthors: [],
    };
  }
  if (measure.status === 'UNKNOWN') return measure;
  switch (type) {
    case 'ResponsiblePartyAssigned':
      return data.as === 'RESPONSIBLE'
        ? { ...measure, responsible: data.organisationId }
        : { ...measure, coExecutors: withOne(measure.coExecutors, data.organisationId) };
    case 'ResponsiblePartyReleased':
      return data.as === 'RESPONSIBLE'
        ? measure
        : { ...measure, coExecutors: withoutOne(measure.coExecutors, data.organisationId) };
    case 'DeadlineExtended':
      return { ...measure, deadline: data.deadline };
    case 'MeasureSuspended':
      return { ...measure, status: 'SUSPENDED' };
    case 'MeasureResumed':
      return { ...measure, status: 'UNDERWAY' };
    case 'MeasureCancelled':
      return { ...measure, status: 'CANCELLED' };
    case 'FundingPlanned': {
      const { lineId, source, amount: planned } = data;
      return withLine(measure, lineId, { source, planned, allocated: '0', spent: '0' });
    }
    case 'FundingAllocated':
      return allocated(measure, data.lineId, data.amount);
    case 'FundingReallocated': {
      const given = allocated(measure, data.lineId, subtract('0', data.amount));
      return data.to.measureId === data.measureId ? allocated(given, data.to.lineId, data.amount) : given;
    }
    case 'FundingReceived':
      return {
        ...allocated(measure, data.lineId, data.amount),
        received: withOne(measure.received, data.reallocationId),
      };
    case 'ExpenditureRecorded': {
      const line = measure.fundingLines.get(data.lineId);
      return line ? withLine(measure, data.lineId, { ...line, spent: sum([line.spent, data.amount]) }) : measure;
    }
    case 'ProgressReported':
    case 'MeasureReportMissed':
      return { ...measure, cycles: withOne(measure.cycles, data.cycleId) };
    case 'CompletionClaimed':
      return {
        ...measure,
        ...{
          status: 'CLAIMED',
          claimedBy: data.reportedBy,
          claimedIn: data.submissionId,
          claimAuthors: data.authors ?? [],
          cycles: withOne(measure.cycles, data.cycleId),
        },
      };
    case 'CompletionVerified':
      return { ...measure, status: 'VERIFIED' };
    case 'CompletionWithdrawn':
    case 'CompletionRejected':
      return { ...measure, status: 'UNDERWAY', claimedBy: undefined, claimedIn: undefined };
    case 'IndicatorLinked':
      return { ...measure, indicators: withOne(measure.indicators, data.indicatorId) };
    case 'IndicatorUnlinked':
      return { ...measure, indicators: withoutOne(measure.indicators, data.indicatorId) };
    case 'MeasureLinkedToTask':
      return { ...measure, serves: withOne(measure.serves, servedTask(data)) };
    case 'MeasureUnlinkedFromTask':
      return { ...measure, serves: withoutOne(measure.serves, servedTask(data)) };
    case 'MeasureReworded':
      return { ...measure, titles: data.titles, expectedResult: data.expectedResult };
    case 'AmendmentNotApplied':
      return measure;
  }
}

const withOne = (set: ReadonlySet<string>, one: string): ReadonlySet<string> =>
  set.has(one) ? set : new Set([...set, one]);
const withoutOne = (set: ReadonlySet<string>, one: string): ReadonlySet<string> =>
  new Set([...set].filter((each) => each !== one));

const withLine = (measure: KnownMeasure, lineId: string, line: FundingLineHeld): KnownMeasure => ({
  ...measure,
  fundingLines: new Map([...measure.fundingLines, [lineId, line]]),
});

function allocated(measure: KnownMeasure, lineId: string, amount: DecimalString): KnownMeasure {
  const line = measure.fundingLines.get(lineId);
  return line ? withLine(measure, lineId, { ...line, allocated: sum([line.allocated, amount]) }) : measure;
}
