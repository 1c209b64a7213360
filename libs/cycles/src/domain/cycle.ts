import {
  addDays,
  authorOf,
  type CalendarDate,
  type Command,
  dateOf,
  type Decider,
  endOfDay,
  type Moment,
  parsePeriod,
  type Refusal,
  refuse,
} from '@baikoo/kernel';
import type { CycleSettings, Owing } from './calendar.events.js';
import type { CycleEvent } from './cycle.events.js';

/** Days after the end of the period until which a report is on time. A default, not the law: configuration. */
export const DEFAULT_DAYS_TO_REPORT = 15;

/** A reminder whose day is longer ago than this is not sent any more: it would say something that is no longer so. */
export const REMINDER_GRACE_DAYS = 1;

export type PlanStatus = 'UNKNOWN' | 'DRAFT' | 'CONSULTATION' | 'ADOPTED' | 'CLOSED' | 'SUPERSEDED';

/** What the cycle must know of a report that is owed; looked up by whoever sends the command. */
type Given = { firstSubmittedAt: Moment | null };
type OfObligation = { cycleId: string; organisationId: string };

export type CycleCommand =
  | Command<
      'OpenCycle',
      {
        cycleId: string;
        planId: string;
        planStatus: PlanStatus;
        period: string;
        /** Null: the default number of days after the end of the period. */
        dueOn: CalendarDate | null;
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
  | Command<'IssueObligation', OfObligation & { territoryId: string | null; endorsedBy?: readonly string[] }>
  /** Who owes by the template; those that already owe a report stay as they are. */
  | Command<'ApplyTemplate', { cycleId: string; owing: readonly Owing[] }>
  | Command<'ExemptObligation', OfObligation & { why: string } & Given>
  | Command<'RevokeExemption', OfObligation & { why: string }>
  | Command<'SendReminder', OfObligation & { remindOn: CalendarDate } & Given>
  | Command<'RecordMissedDeadline', OfObligation & { obligedAt: Moment | null } & Given>
  | Command<'CloseCycle', { cycleId: string }>
  | Command<'FinaliseCycle', { cycleId: string }>;

export type CycleRefusal =
  | 'UNKNOWN_PLAN'
  | 'NOT_ADOPTED'
  | 'CYCLE_EXISTS'
  | 'INVALID_PERIOD'
  | 'DUE_BEFORE_END'
  | 'UNKNOWN_CYCLE'
  | 'CYCLE_CLOSED'
  | 'CYCLE_NOT_SCHEDULED'
  | 'CYCLE_NOT_OPEN'
  | 'CYCLE_NOT_CLOSED'
  | 'CYCLE_FINALISED'
  | 'OPENS_LATER'
  | 'OBLIGATION_EXISTS'
  | 'NOBODY_NEW_OWES'
  | 'UNKNOWN_OBLIGATION'
  | 'ALREADY_EXEMPT'
  | 'NOT_EXEMPT'
  | 'ALREADY_SUBMITTED'
  | 'NO_SUCH_REMINDER'
  | 'REMINDER_ALREADY_SENT'
  | 'TOO_LATE_TO_REMIND'
  | 'TOO_EARLY_TO_REMIND'
  | 'NOT_YET_DUE'
  | 'SUBMITTED_ON_TIME'
  | 'OBLIGED_AFTER_DUE'
  | 'MISS_ALREADY_RECORDED';

type Obligation = {
  readonly territoryId: string | null;
  readonly endorsedBy: readonly string[];
  readonly exempt: boolean;
  /** The days whose reminder was sent. */
  readonly reminded: readonly CalendarDate[];
  readonly missed: boolean;
};

export type Cycle = {
  readonly status: 'UNKNOWN' | 'SCHEDULED' | 'OPEN' | 'CLOSED' | 'FINALISED';
  readonly planId: string;
  readonly period: string;
  readonly opensOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly illustrative: boolean;
  readonly settings: CycleSettings | undefined;
  readonly remindDaysBefore: readonly number[];
  /** The territory of each organisation that owes a report. */
  readonly obligations: ReadonlyMap<string, string | null>;
  /** What else is known of each of them. */
  readonly owed: ReadonlyMap<string, Obligation>;
};

export const cycle: Decider<Cycle, CycleCommand, CycleEvent, CycleRefusal> = {
  initial: {
    ...{ status: 'UNKNOWN', planId: '', period: '', opensOn: '', dueOn: '', illustrative: false },
    ...{ settings: undefined, remindDaysBefore: [], obligations: new Map(), owed: new Map() },
  },

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
        const data = { cycleId, planId, period, from, to, dueOn, illustrative, remindDaysBefore };
        return [{ type: 'CycleOpened', data }];
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
        return oblige(cycle, command);
      case 'ExemptObligation':
      case 'RevokeExemption':
      case 'SendReminder':
      case 'RecordMissedDeadline': {
        const obligation = cycle.owed.get(command.organisationId);
        if (!obligation) return refuse('UNKNOWN_OBLIGATION', 'organisationId', { id: command.organisationId });
        return aboutObligation(cycle, obligation, command);
      }
    }
  },

  evolve(cycle, event) {
    const { type, data } = event;
    switch (type) {
      case 'CycleScheduled': {
        const { planId, period, opensOn, dueOn, illustrative, settings } = data;
        const { remindDaysBefore } = settings;
        const facts = { planId, period, opensOn, dueOn, illustrative, settings, remindDaysBefore };
        return { ...cycle, ...facts, status: 'SCHEDULED' };
      }
      case 'CycleOpened': {
        const { planId, period, dueOn, illustrative, remindDaysBefore = [] } = data;
        return { ...cycle, status: 'OPEN', planId, period, dueOn, illustrative, remindDaysBefore };
      }
      case 'ObligationIssued': {
        const { organisationId, territoryId, endorsedBy = [] } = data;
        const owed = { territoryId, endorsedBy, exempt: false, reminded: [], missed: false };
        return {
          ...cycle,
          obligations: new Map([...cycle.obligations, [organisationId, territoryId]]),
          owed: new Map([...cycle.owed, [organisationId, owed]]),
        };
      }
      case 'ObligationExempted':
        return withObligation(cycle, data.organisationId, { exempt: true });
      case 'ExemptionRevoked':
        return withObligation(cycle, data.organisationId, { exempt: false });
      case 'ReminderSent': {
        const reminded = cycle.owed.get(data.organisationId)?.reminded ?? [];
        return withObligation(cycle, data.organisationId, { reminded: [...reminded, data.remindOn] });
      }
      case 'DeadlineMissed':
        return withObligation(cycle, data.organisationId, { missed: true });
      case 'CycleClosed':
        return { ...cycle, status: 'CLOSED' };
      case 'CycleFinalised':
        return { ...cycle, status: 'FINALISED' };
    }
  },
};

function withObligation(cycle: Cycle, organisationId: string, change: Partial<Obligation>): Cycle {
  const held = cycle.owed.get(organisationId);
  return held ? { ...cycle, owed: new Map([...cycle.owed, [organisationId, { ...held, ...change }]]) } : cycle;
}

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
  const dueOn = command.dueOn ?? addDays(to, DEFAULT_DAYS_TO_REPORT);
  if (dueOn <= to) return refuse('DUE_BEFORE_END', 'dueOn');
  const data = { cycleId, planId, period: code, from, to, dueOn, illustrative };
  if (command.type === 'ScheduleCycle') {
    const { opensOn, settings } = command;
    return [{ type: 'CycleScheduled', data: { ...data, opensOn, settings } }];
  }
  const { remindDaysBefore } = command;
  return [{ type: 'CycleOpened', data: { ...data, ...(remindDaysBefore && { remindDaysBefore }) } }];
}

type Obliging = Extract<CycleCommand, { type: 'IssueObligation' | 'ApplyTemplate' }>;

function oblige(cycle: Cycle, command: Obliging): readonly CycleEvent[] | Refusal<CycleRefusal> {
  const { cycleId } = command;
  if (cycle.status === 'CLOSED') return refuse('CYCLE_CLOSED', 'cycleId');
  if (cycle.status !== 'OPEN') return refuse('CYCLE_NOT_OPEN', 'cycleId');
  const owing = command.type === 'ApplyTemplate' ? command.owing : [command];
  const added = owing.filter(({ organisationId }) => !cycle.obligations.has(organisationId));
  if (added.length === 0)
    return command.type === 'ApplyTemplate'
      ? refuse('NOBODY_NEW_OWES', 'cycleId')
      : refuse('OBLIGATION_EXISTS', 'organisationId');
  return added.map(({ organisationId, territoryId, endorsedBy }) => ({
    type: 'ObligationIssued',
    data: { cycleId, organisationId, territoryId, ...(endorsedBy && endorsedBy.length > 0 && { endorsedBy }) },
  }));
}

type AboutObligation = Extract<
  CycleCommand,
  { type: 'ExemptObligation' | 'RevokeExemption' | 'SendReminder' | 'RecordMissedDeadline' }
>;

function aboutObligation(
  cycle: Cycle,
  obligation: Obligation,
  command: AboutObligation,
): readonly CycleEvent[] | Refusal<CycleRefusal> {
  const { cycleId, organisationId, by, at } = command;
  const { dueOn } = cycle;
  switch (command.type) {
    case 'ExemptObligation':
      if (cycle.status === 'CLOSED') return refuse('CYCLE_CLOSED', 'cycleId');
      if (obligation.exempt) return refuse('ALREADY_EXEMPT', 'organisationId');
      // What was given cannot be made not to have been owed.
      if (command.firstSubmittedAt !== null) return refuse('ALREADY_SUBMITTED', 'organisationId');
      return [
        { type: 'ObligationExempted', data: { cycleId, organisationId, why: command.why, exemptedBy: authorOf(by) } },
      ];
    case 'RevokeExemption':
      if (cycle.status === 'CLOSED') return refuse('CYCLE_CLOSED', 'cycleId');
      if (!obligation.exempt) return refuse('NOT_EXEMPT', 'organisationId');
      return [
        { type: 'ExemptionRevoked', data: { cycleId, organisationId, why: command.why, revokedBy: authorOf(by) } },
      ];
    case 'SendReminder': {
      const { remindOn } = command;
      const today = dateOf(at);
      if (cycle.status !== 'OPEN') return refuse('CYCLE_NOT_OPEN', 'cycleId');
      if (obligation.exempt) return refuse('ALREADY_EXEMPT', 'organisationId');
      if (command.firstSubmittedAt !== null) return refuse('ALREADY_SUBMITTED', 'organisationId');
      if (!cycle.remindDaysBefore.some((days) => addDays(dueOn, -days) === remindOn))
        return refuse('NO_SUCH_REMINDER', 'remindOn');
      if (obligation.reminded.includes(remindOn)) return refuse('REMINDER_ALREADY_SENT', 'remindOn');
      if (today < remindOn) return refuse('TOO_EARLY_TO_REMIND', 'remindOn');
      if (today > addDays(remindOn, REMINDER_GRACE_DAYS) || today > dueOn)
        return refuse('TOO_LATE_TO_REMIND', 'remindOn');
      return [{ type: 'ReminderSent', data: { cycleId, organisationId, remindOn, dueOn } }];
    }
    case 'RecordMissedDeadline': {
      const { firstSubmittedAt, obligedAt } = command;
      const due = endOfDay(dueOn);
      if (obligation.exempt) return refuse('ALREADY_EXEMPT', 'organisationId');
      if (obligation.missed) return refuse('MISS_ALREADY_RECORDED', 'organisationId');
      if (at < due) return refuse('NOT_YET_DUE', 'cycleId');
      if (firstSubmittedAt !== null && firstSubmittedAt < due) return refuse('SUBMITTED_ON_TIME', 'organisationId');
      // Nobody could keep a deadline that had passed before they were told of it.
      if (obligedAt === null || obligedAt >= due) return refuse('OBLIGED_AFTER_DUE', 'organisationId');
      return [{ type: 'DeadlineMissed', data: { cycleId, organisationId, dueOn } }];
    }
  }
}
