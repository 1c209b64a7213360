import {
  addDays,
  authorOf,
  type CalendarDate,
  type Command,
  dateOf,
  type Decider,
  parsePeriod,
  type Refusal,
  refuse,
} from '@baikoo/kernel';
import type { CycleSettings } from './calendar.events.js';
import type { CycleEvent } from './cycle.events.js';
import { type Cycle, evolveCycle, unknownCycle } from './cycle.state.js';
import { daysToReport, type ReportingDays } from './reporting-days.js';
import { decideObligation, type ObligationCommand, type ObligationRefusal } from './obligation.js';

export type PlanStatus = 'UNKNOWN' | 'DRAFT' | 'CONSULTATION' | 'ADOPTED' | 'CLOSED' | 'SUPERSEDED';

export type CycleCommand =
  | Command<
      'OpenCycle',
      {
        cycleId: string;
        planId: string;
        planStatus: PlanStatus;
        /** When the plan begins and ends; without it the period is not compared with the plan's. */
        planSpan?: { readonly from: CalendarDate; readonly to: CalendarDate } | undefined;
        period: string;
        /** Null: so many days after the end of the period as the convention says. */
        dueOn: CalendarDate | null;
        reporting?: ReportingDays;
        illustrative: boolean;
        remindDaysBefore?: readonly number[] | null;
      }
    >
  | Command<
      'ScheduleCycle',
      {
        cycleId: string;
        planId: string;
        planStatus: PlanStatus;
        period: string;
        opensOn: CalendarDate;
        dueOn: CalendarDate;
        settings: CycleSettings;
        illustrative: boolean;
      }
    >
  | Command<'OpenScheduledCycle', { cycleId: string }>
  | Command<'CloseCycle', { cycleId: string }>
  | Command<'FinaliseCycle', { cycleId: string }>
  | ObligationCommand;

export type CycleRefusal =
  | ObligationRefusal
  | 'UNKNOWN_PLAN'
  | 'NOT_ADOPTED'
  | 'CYCLE_EXISTS'
  | 'INVALID_PERIOD'
  | 'OUTSIDE_THE_PLAN'
  | 'DUE_BEFORE_END'
  | 'UNKNOWN_CYCLE'
  | 'CYCLE_NOT_SCHEDULED'
  | 'CYCLE_NOT_CLOSED'
  | 'CYCLE_FINALISED'
  | 'OPENS_LATER';

export const cycle: Decider<Cycle, CycleCommand, CycleEvent, CycleRefusal> = {
  initial: unknownCycle,

  decide(cycle, command) {
    const { cycleId } = command;
    if (command.type === 'OpenCycle' || command.type === 'ScheduleCycle') return begin(cycle, command);
    if (cycle.status === 'UNKNOWN') return refuse('UNKNOWN_CYCLE', 'cycleId', { id: cycleId });
    if (cycle.status === 'FINALISED') return refuse('CYCLE_FINALISED', 'cycleId');

    switch (command.type) {
      case 'OpenScheduledCycle': {
        if (cycle.status !== 'SCHEDULED') return refuse('CYCLE_NOT_SCHEDULED', 'cycleId');
        if (dateOf(command.at) < cycle.opensOn) return refuse('OPENS_LATER', 'cycleId', { date: cycle.opensOn });
        const { planId, dueOn, illustrative, remindDaysBefore } = cycle;
        const { code: period, from, to } = parsePeriod(cycle.period)!;
        const data = { cycleId, planId, period, from, to, dueOn, illustrative };
        return [{ type: 'CycleOpened', data: { ...data, ...(remindDaysBefore && { remindDaysBefore }) } }];
      }
      case 'CloseCycle':
        if (cycle.status === 'CLOSED') return refuse('CYCLE_CLOSED', 'cycleId');
        if (cycle.status !== 'OPEN') return refuse('CYCLE_NOT_OPEN', 'cycleId');
        return [{ type: 'CycleClosed', data: { cycleId } }];
      case 'FinaliseCycle':
        if (cycle.status !== 'CLOSED') return refuse('CYCLE_NOT_CLOSED', 'cycleId');
        return [{ type: 'CycleFinalised', data: { cycleId, finalisedBy: authorOf(command.by) } }];
      case 'IssueObligation':
      case 'ApplyTemplate':
      case 'ExemptObligation':
      case 'RevokeExemption':
      case 'SendReminder':
      case 'RecordMissedDeadline':
        return decideObligation(cycle, command);
    }
  },

  evolve: evolveCycle,
};

type Beginning = Extract<CycleCommand, { type: 'OpenCycle' | 'ScheduleCycle' }>;

function begin(cycle: Cycle, command: Beginning): readonly CycleEvent[] | Refusal<CycleRefusal> {
  const { cycleId, planId, planStatus, illustrative } = command;
  if (cycle.status !== 'UNKNOWN') return refuse('CYCLE_EXISTS', 'cycleId');
  if (planStatus === 'UNKNOWN') return refuse('UNKNOWN_PLAN', 'planId', { id: planId });
  // A draft binds nobody, so nobody owes a report on it.
  if (planStatus === 'DRAFT' || planStatus === 'CONSULTATION') return refuse('NOT_ADOPTED', 'planId');
  const period = parsePeriod(command.period);
  if (!period) return refuse('INVALID_PERIOD', 'period', { period: command.period });
  const { code, from, to } = period;
  const span = command.type === 'OpenCycle' ? command.planSpan : undefined;
  if (span && (to < span.from || from > span.to)) return refuse('OUTSIDE_THE_PLAN', 'period', { ...span });
  const reporting = command.type === 'OpenCycle' ? command.reporting : undefined;
  const dueOn = command.dueOn ?? addDays(to, daysToReport(reporting));
  if (dueOn <= to) return refuse('DUE_BEFORE_END', 'dueOn');
  const data = { cycleId, planId, period: code, from, to, dueOn, illustrative };
  if (command.type === 'ScheduleCycle') {
    const { opensOn, settings } = command;
    return [{ type: 'CycleScheduled', data: { ...data, opensOn, settings } }];
  }
  const { remindDaysBefore } = command;
  return [{ type: 'CycleOpened', data: { ...data, ...(remindDaysBefore && { remindDaysBefore }) } }];
}
