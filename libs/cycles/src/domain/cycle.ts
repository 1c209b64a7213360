import { addDays, type CalendarDate, type Command, type Decider, parsePeriod, refuse } from '@baikoo/kernel';
import type { CycleEvent } from './cycle.events.js';

/** Days after the end of the period until which a report is on time. A default, not the law: configuration. */
export const DEFAULT_DAYS_TO_REPORT = 15;

export type CycleCommand =
  | Command<
      'OpenCycle',
      {
        cycleId: string;
        planId: string;
        planStatus: 'UNKNOWN' | 'DRAFT' | 'CONSULTATION' | 'ADOPTED' | 'CLOSED' | 'SUPERSEDED';
        period: string;
        /** Null: the default number of days after the end of the period. */
        dueOn: CalendarDate | null;
        illustrative: boolean;
      }
    >
  | Command<'IssueObligation', { cycleId: string; organisationId: string; territoryId: string | null }>
  | Command<'CloseCycle', { cycleId: string }>;

export type CycleRefusal =
  | 'UNKNOWN_PLAN'
  | 'NOT_ADOPTED'
  | 'CYCLE_EXISTS'
  | 'INVALID_PERIOD'
  | 'DUE_BEFORE_END'
  | 'UNKNOWN_CYCLE'
  | 'CYCLE_CLOSED'
  | 'OBLIGATION_EXISTS';

export type Cycle = {
  readonly status: 'UNKNOWN' | 'OPEN' | 'CLOSED';
  readonly planId: string;
  readonly illustrative: boolean;
  /** The territory of each organisation that owes a report. */
  readonly obligations: ReadonlyMap<string, string | null>;
};

export const cycle: Decider<Cycle, CycleCommand, CycleEvent, CycleRefusal> = {
  initial: { status: 'UNKNOWN', planId: '', illustrative: false, obligations: new Map() },

  decide(cycle, command) {
    const { cycleId } = command;
    if (command.type === 'OpenCycle') {
      const { planId, planStatus, illustrative } = command;
      if (cycle.status !== 'UNKNOWN') return refuse('CYCLE_EXISTS', 'cycleId');
      if (planStatus === 'UNKNOWN') return refuse('UNKNOWN_PLAN', 'planId', { id: planId });
      // A draft binds nobody, so nobody owes a report on it.
      if (planStatus === 'DRAFT' || planStatus === 'CONSULTATION') return refuse('NOT_ADOPTED', 'planId');
      const period = parsePeriod(command.period);
      if (!period) return refuse('INVALID_PERIOD', 'period', { period: command.period });
      const { code, from, to } = period;
      const dueOn = command.dueOn ?? addDays(to, DEFAULT_DAYS_TO_REPORT);
      if (dueOn <= to) return refuse('DUE_BEFORE_END', 'dueOn');
      return [{ type: 'CycleOpened', data: { cycleId, planId, period: code, from, to, dueOn, illustrative } }];
    }
    if (cycle.status === 'UNKNOWN') return refuse('UNKNOWN_CYCLE', 'cycleId', { id: cycleId });
    if (cycle.status === 'CLOSED') return refuse('CYCLE_CLOSED', 'cycleId');

    switch (command.type) {
      case 'IssueObligation': {
        const { organisationId, territoryId } = command;
        if (cycle.obligations.has(organisationId)) return refuse('OBLIGATION_EXISTS', 'organisationId');
        return [{ type: 'ObligationIssued', data: { cycleId, organisationId, territoryId } }];
      }
      case 'CloseCycle':
        return [{ type: 'CycleClosed', data: { cycleId } }];
    }
  },

  evolve(cycle, { type, data }) {
    switch (type) {
      case 'CycleOpened':
        return { ...cycle, status: 'OPEN', planId: data.planId, illustrative: data.illustrative };
      case 'ObligationIssued':
        return { ...cycle, obligations: new Map([...cycle.obligations, [data.organisationId, data.territoryId]]) };
      case 'CycleClosed':
        return { ...cycle, status: 'CLOSED' };
    }
  },
};
