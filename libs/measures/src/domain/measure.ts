import {
  type Author,
  authorOf,
  type CalendarDate,
  type Command,
  dateOf,
  type DecimalString,
  type Decider,
  type Evidence,
  isOwnWork,
  type LocalizedText,
  type Refusal,
  refuse,
} from '@baikoo/kernel';
import type { FundingSource, MeasureEvent } from './measure.events.js';

/** What a measure must know of the plan it is added to; looked up by whoever sends the command. */
export type PlanOfMeasure = {
  readonly status: 'UNKNOWN' | 'DRAFT' | 'CONSULTATION' | 'ADOPTED' | 'CLOSED' | 'SUPERSEDED';
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** The direction of the task; undefined when the plan has no such task. */
  readonly directionId: string | undefined;
};

type OfReport = { measureId: string; cycleId: string; submissionId: string };

/**
 * Whether the caller's mandate reaches the territory of the measure and, for a new one, of its plan: looked up by
 * whoever sends the command (rule 2).
 */
type Reach = { withinMandate: boolean };

export type MeasureCommand =
  | Command<
      'AddMeasure',
      {
        measureId: string;
        planId: string;
        taskId: string;
        titles: LocalizedText;
        responsibleOrganisationId: string;
        territoryId: string;
        plannedStart: CalendarDate;
        deadline: CalendarDate;
        expectedResult: LocalizedText | null;
        illustrative: boolean;
        plan: PlanOfMeasure;
      } & Reach
    >
  | Command<
      'PlanFunding',
      { measureId: string; lineId: string; source: FundingSource; year: number; amount: DecimalString } & Reach
    >
  | Command<'AllocateFunding', { measureId: string; lineId: string; amount: DecimalString } & Reach>
  | Command<'RecordExpenditure', OfReport & { lineId: string; amount: DecimalString }>
  | Command<'RecordProgress', OfReport & { percent: number; text: string; difficulties: string | null }>
  | Command<'ClaimCompletion', OfReport & { completedOn: CalendarDate; evidence: Evidence }>
  | Command<'VerifyCompletion', { measureId: string } & Reach>
  | Command<'RejectCompletion', { measureId: string; why: string } & Reach>;

export type MeasureRefusal =
  | 'UNKNOWN_PLAN'
  | 'NOT_A_DRAFT'
  | 'UNKNOWN_TASK'
  | 'PERIOD_REVERSED'
  | 'OUTSIDE_THE_PLAN'
  | 'ALREADY_ADDED'
  | 'UNKNOWN_MEASURE'
  | 'UNKNOWN_FUNDING_LINE'
  | 'NOT_RESPONSIBLE'
  | 'ALREADY_COMPLETED'
  | 'NOT_YET_COMPLETED'
  | 'NO_CLAIM'
  | 'FOREIGN_TERRITORY'
  | 'OWN_WORK';

type Measure =
  | { readonly status: 'UNKNOWN' }
  | {
      readonly status: 'UNDERWAY' | 'CLAIMED' | 'VERIFIED';
      readonly territoryId: string;
      readonly responsible: string;
      readonly fundingLines: ReadonlySet<string>;
      /** Who claimed the completion that now waits for a verdict. */
      readonly claimedBy: Author | undefined;
    };

export const measure: Decider<Measure, MeasureCommand, MeasureEvent, MeasureRefusal> = {
  initial: { status: 'UNKNOWN' },

  decide(measure, command) {
    const { measureId, by, at } = command;
    if (command.type === 'AddMeasure') return add(measure, command);
    if (measure.status === 'UNKNOWN') return refuse('UNKNOWN_MEASURE', 'measureId', { id: measureId });

    if ('withinMandate' in command && !command.withinMandate) return refuse('FOREIGN_TERRITORY', 'measureId');

    switch (command.type) {
      case 'PlanFunding': {
        const { lineId, source, year, amount } = command;
        if (measure.fundingLines.has(lineId)) return refuse('ALREADY_ADDED', 'lineId');
        return [{ type: 'FundingPlanned', data: { measureId, lineId, source, year, amount } }];
      }
      case 'AllocateFunding': {
        const { lineId, amount } = command;
        if (!measure.fundingLines.has(lineId)) return refuse('UNKNOWN_FUNDING_LINE', 'lineId', { id: lineId });
        return [{ type: 'FundingAllocated', data: { measureId, lineId, amount } }];
      }
      case 'RecordExpenditure': {
        const { cycleId, submissionId, lineId, amount } = command;
        if (measure.responsible !== by.organisationId) return refuse('NOT_RESPONSIBLE', 'measureId');
        if (!measure.fundingLines.has(lineId)) return refuse('UNKNOWN_FUNDING_LINE', 'lineId', { id: lineId });
        const report = { measureId, cycleId, submissionId, reportedBy: authorOf(by) };
        return [{ type: 'ExpenditureRecorded', data: { ...report, lineId, amount } }];
      }
      case 'RecordProgress': {
        const { cycleId, submissionId, percent, text, difficulties } = command;
        if (measure.responsible !== by.organisationId) return refuse('NOT_RESPONSIBLE', 'measureId');
        if (measure.status !== 'UNDERWAY') return refuse('ALREADY_COMPLETED', 'measureId');
        const report = { measureId, cycleId, submissionId, reportedBy: authorOf(by) };
        return [{ type: 'ProgressReported', data: { ...report, percent, text, difficulties } }];
      }
      case 'ClaimCompletion': {
        const { cycleId, submissionId, completedOn, evidence } = command;
        if (measure.responsible !== by.organisationId) return refuse('NOT_RESPONSIBLE', 'measureId');
        if (measure.status !== 'UNDERWAY') return refuse('ALREADY_COMPLETED', 'measureId');
        if (completedOn > dateOf(at)) return refuse('NOT_YET_COMPLETED', 'completedOn');
        const report = { measureId, cycleId, submissionId, reportedBy: authorOf(by) };
        return [{ type: 'CompletionClaimed', data: { ...report, completedOn, evidence } }];
      }
      case 'VerifyCompletion':
      case 'RejectCompletion': {
        if (measure.status !== 'CLAIMED' || !measure.claimedBy) return refuse('NO_CLAIM', 'measureId');
        if (isOwnWork(measure.claimedBy, by)) return refuse('OWN_WORK');
        return command.type === 'VerifyCompletion'
          ? [{ type: 'CompletionVerified', data: { measureId, verifiedBy: authorOf(by) } }]
          : [{ type: 'CompletionRejected', data: { measureId, rejectedBy: authorOf(by), why: command.why } }];
      }
    }
  },

  evolve(measure, { type, data }) {
    if (type === 'MeasureAdded') {
      const { responsibleOrganisationId: responsible, territoryId } = data;
      return { status: 'UNDERWAY', territoryId, responsible, fundingLines: new Set(), claimedBy: undefined };
    }
    if (measure.status === 'UNKNOWN') return measure;
    switch (type) {
      case 'FundingPlanned':
        return { ...measure, fundingLines: new Set([...measure.fundingLines, data.lineId]) };
      case 'CompletionClaimed':
        return { ...measure, status: 'CLAIMED', claimedBy: data.reportedBy };
      case 'CompletionVerified':
        return { ...measure, status: 'VERIFIED' };
      case 'CompletionRejected':
        return { ...measure, status: 'UNDERWAY', claimedBy: undefined };
      case 'FundingAllocated':
      case 'ExpenditureRecorded':
      case 'ProgressReported':
        return measure;
    }
  },
};

function add(
  measure: Measure,
  command: Extract<MeasureCommand, { type: 'AddMeasure' }>,
): readonly MeasureEvent[] | Refusal<MeasureRefusal> {
  const { type: _type, by: _by, at: _at, plan, withinMandate, ...data } = command;
  if (measure.status !== 'UNKNOWN') return refuse('ALREADY_ADDED', 'measureId');
  if (plan.status === 'UNKNOWN') return refuse('UNKNOWN_PLAN', 'planId', { id: data.planId });
  if (!withinMandate) return refuse('FOREIGN_TERRITORY', 'territoryId');
  // After adoption a plan changes only by amendment with a legal act (rule 3).
  if (plan.status !== 'DRAFT' && plan.status !== 'CONSULTATION') return refuse('NOT_A_DRAFT', 'planId');
  if (plan.directionId === undefined) return refuse('UNKNOWN_TASK', 'taskId', { id: data.taskId });
  if (data.deadline < data.plannedStart) return refuse('PERIOD_REVERSED', 'deadline');
  const period = { from: plan.from, to: plan.to };
  if (data.plannedStart < plan.from) return refuse('OUTSIDE_THE_PLAN', 'plannedStart', period);
  if (data.deadline > plan.to) return refuse('OUTSIDE_THE_PLAN', 'deadline', period);
  return [{ type: 'MeasureAdded', data: { ...data, directionId: plan.directionId } }];
}
