import {
  addDays,
  authorOf,
  type CalendarDate,
  type Command,
  dateOf,
  endOfDay,
  type Moment,
  type Refusal,
  refuse,
} from '@baikoo/kernel';
import type { Owing } from './calendar.events.js';
import type { CycleEvent } from './cycle.events.js';
import type { Cycle, Obligation } from './cycle.state.js';
import { reminderGrace, remindDaysBefore, type ReportingDays } from './reporting-days.js';

/** What the cycle must know of a report that is owed; looked up by whoever sends the command. */
type Given = { firstSubmittedAt: Moment | null };
type OfObligation = { cycleId: string; organisationId: string };

export type ObligationCommand =
  | Command<'IssueObligation', OfObligation & { territoryId: string | null; endorsedBy?: readonly string[] }>
  /** Who owes by the template; those that already owe a report stay as they are. */
  | Command<'ApplyTemplate', { cycleId: string; owing: readonly Owing[] }>
  | Command<'ExemptObligation', OfObligation & { why: string } & Given>
  | Command<'RevokeExemption', OfObligation & { why: string }>
  | Command<'SendReminder', OfObligation & { remindOn: CalendarDate; reporting?: ReportingDays } & Given>
  | Command<'RecordMissedDeadline', OfObligation & { obligedAt: Moment | null } & Given>;

export type ObligationRefusal =
  | 'CYCLE_CLOSED'
  | 'CYCLE_NOT_OPEN'
  | 'OBLIGATION_EXISTS'
  | 'NOBODY_NEW_OWES'
  | 'OWN_WORK'
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

type Decision = readonly CycleEvent[] | Refusal<ObligationRefusal>;

export function decideObligation(cycle: Cycle, command: ObligationCommand): Decision {
  if (command.type === 'IssueObligation' || command.type === 'ApplyTemplate') return oblige(cycle, command);
  const obligation = cycle.owed.get(command.organisationId);
  if (!obligation) return refuse('UNKNOWN_OBLIGATION', 'organisationId', { id: command.organisationId });
  return aboutObligation(cycle, obligation, command);
}

type Obliging = Extract<ObligationCommand, { type: 'IssueObligation' | 'ApplyTemplate' }>;

function oblige(cycle: Cycle, command: Obliging): Decision {
  const { cycleId } = command;
  if (cycle.status === 'CLOSED') return refuse('CYCLE_CLOSED', 'cycleId');
  if (cycle.status !== 'OPEN') return refuse('CYCLE_NOT_OPEN', 'cycleId');
  const owing: readonly Owing[] = command.type === 'ApplyTemplate' ? command.owing : [command];
  // Four eyes: a report that its own organisation had to endorse could never be accepted.
  if (owing.some(({ organisationId, endorsedBy }) => endorsedBy?.includes(organisationId)))
    return refuse('OWN_WORK', 'endorsedBy');
  const added = owing.filter(({ organisationId }) => !cycle.obligations.has(organisationId));
  if (added.length === 0)
    return command.type === 'ApplyTemplate'
      ? refuse('NOBODY_NEW_OWES', 'cycleId')
      : refuse('OBLIGATION_EXISTS', 'organisationId');
  return added.map(({ organisationId, territoryId, endorsedBy }) => ({
    type: 'ObligationIssued',
    data: {
      cycleId,
      organisationId,
      territoryId,
      ...(endorsedBy && endorsedBy.length > 0 && { endorsedBy: [...new Set(endorsedBy)] }),
    },
  }));
}

type AboutObligation = Exclude<ObligationCommand, Obliging>;

function aboutObligation(cycle: Cycle, obligation: Obligation, command: AboutObligation): Decision {
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
      const { remindOn, reporting } = command;
      const today = dateOf(at);
      if (cycle.status !== 'OPEN') return refuse('CYCLE_NOT_OPEN', 'cycleId');
      if (obligation.exempt) return refuse('ALREADY_EXEMPT', 'organisationId');
      if (command.firstSubmittedAt !== null) return refuse('ALREADY_SUBMITTED', 'organisationId');
      // A cycle that says nothing of reminders was opened without a calendar: the convention holds for it.
      const before = cycle.remindDaysBefore ?? remindDaysBefore(reporting);
      if (!before.some((days) => addDays(dueOn, -days) === remindOn)) return refuse('NO_SUCH_REMINDER', 'remindOn');
      if (obligation.reminded.includes(remindOn)) return refuse('REMINDER_ALREADY_SENT', 'remindOn');
      if (today < remindOn) return refuse('TOO_EARLY_TO_REMIND', 'remindOn');
      if (today > addDays(remindOn, reminderGrace(reporting)) || today > dueOn)
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
