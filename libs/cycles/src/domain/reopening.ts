import {
  addDays,
  authorOf,
  type CalendarDate,
  type Command,
  dateOf,
  isOwnWork,
  type Moment,
  type Refusal,
  refuse,
} from '@baikoo/kernel';
import type { SubmissionEvent } from './submission.events.js';
import type { Submission } from './submission.state.js';
import { longestReopening, type ReportingDays } from './reporting-days.js';
import type { OfSubmission } from './submission.context.js';

type Judged = OfSubmission & { withinMandate: boolean; reporting?: ReportingDays };

export type ReopeningCommand =
  | Command<'ReopenSubmission', Judged & { why: string; until: CalendarDate }>
  /** Puts off the end of a reopening. */
  | Command<'ExtendReopening', Judged & { why: string; until: CalendarDate }>
  | Command<'RequestCorrection', OfSubmission & { requestId: string; what: string; why: string }>
  | Command<'ApproveCorrection', Judged & { requestId: string; why: string; until: CalendarDate }>
  | Command<'RejectCorrection', Judged & { requestId: string; why: string }>
  | Command<'ExpireReopening', OfSubmission>;

export type ReopeningRefusal =
  | 'NO_OBLIGATION'
  | 'EXEMPT'
  | 'NOT_YOUR_REPORT'
  | 'FOREIGN_TERRITORY'
  | 'OWN_WORK'
  | 'CYCLE_FINALISED'
  | 'STILL_OPEN'
  | 'ALREADY_REOPENED'
  | 'REOPENING_NOT_LATER'
  | 'REOPENING_EXPIRED'
  | 'NOT_ACCEPTED'
  | 'NOT_CONSOLIDATED_YET'
  | 'UNTIL_IN_THE_PAST'
  | 'REOPENED_TOO_LONG'
  | 'CORRECTION_PENDING'
  | 'UNKNOWN_CORRECTION'
  | 'NOT_REOPENED'
  | 'NOT_YET_EXPIRED';

const REOPENING: readonly string[] = [
  'ReopenSubmission',
  'ExtendReopening',
  'RequestCorrection',
  'ApproveCorrection',
  'RejectCorrection',
  'ExpireReopening',
];
export const isReopening = <Any extends { readonly type: string }>(
  command: Any,
): command is Extract<Any, { readonly type: ReopeningCommand['type'] }> => REOPENING.includes(command.type);

type Decision = readonly SubmissionEvent[] | Refusal<ReopeningRefusal>;

export function decideReopening(submission: Submission, command: ReopeningCommand): Decision {
  const { submissionId, organisationId, cycle, by, at } = command;
  const { correction, reopened, status } = submission;
  if (command.type === 'ExpireReopening') {
    const open = status === 'REOPENED' || status === 'RETURNED';
    if (!reopened || !open) return refuse('NOT_REOPENED', 'organisationId');
    if (dateOf(at) <= reopened.until) return refuse('NOT_YET_EXPIRED', 'organisationId');
    const { until, before } = reopened;
    const restored = [...before.items.values()].filter((held) => submission.items.get(held.itemId) !== held);
    const dropped = [...submission.items.keys()].filter((itemId) => !before.items.has(itemId));
    return [{ type: 'ReopeningExpired', data: { submissionId, until, restored, dropped } }];
  }
  if (!cycle.owed) return refuse('NO_OBLIGATION', 'cycleId');
  if (cycle.exempt) return refuse('EXEMPT', 'cycleId');
  if (cycle.status === 'FINALISED') return refuse('CYCLE_FINALISED', 'cycleId');
  if (command.type === 'RequestCorrection') {
    if (by.organisationId !== organisationId) return refuse('NOT_YOUR_REPORT', 'organisationId');
    if (correction) return refuse('CORRECTION_PENDING', 'organisationId');
    const objection = objectionToReopening(submission, command);
    if (objection) return objection;
    const { requestId, what, why } = command;
    const data = { submissionId, requestId, requestedBy: authorOf(by), what, why };
    return [...beginning(submission, command), { type: 'CorrectionRequested', data }];
  }
  if (!command.withinMandate) return refuse('FOREIGN_TERRITORY', 'organisationId');
  // Four eyes: nobody opens their own report again, nor answers their own request.
  if (by.organisationId === organisationId) return refuse('OWN_WORK', 'organisationId');

  if (command.type === 'RejectCorrection' || command.type === 'ApproveCorrection') {
    const { requestId, why } = command;
    if (correction?.requestId !== requestId) return refuse('UNKNOWN_CORRECTION', 'requestId', { id: requestId });
    if (isOwnWork(correction.by, by)) return refuse('OWN_WORK', 'organisationId');
    if (command.type === 'RejectCorrection')
      return [{ type: 'CorrectionRejected', data: { submissionId, requestId, rejectedBy: authorOf(by), why } }];
  }
  if (command.type === 'ExtendReopening') return extend(submission, command);
  const objection = objectionToReopening(submission, command) ?? objectionToTime(command);
  if (objection) return objection;
  const { why, until } = command;
  if (command.type === 'ApproveCorrection') {
    const { requestId } = command;
    return [{ type: 'CorrectionApproved', data: { submissionId, requestId, approvedBy: authorOf(by), until, why } }];
  }
  const data = { submissionId, reopenedBy: authorOf(by), why, until };
  return [...beginning(submission, command), { type: 'SubmissionReopened', data }];
}

/** A reopening that is not over is put off to a later day, by whoever may reopen. */
function extend({ reopened }: Submission, command: Extract<ReopeningCommand, { type: 'ExtendReopening' }>): Decision {
  const { submissionId, why, until, by, at } = command;
  if (!reopened) return refuse('NOT_REOPENED', 'organisationId');
  const { until: formerUntil } = reopened;
  if (formerUntil < dateOf(at)) return refuse('REOPENING_EXPIRED', 'organisationId', { date: formerUntil });
  if (until <= formerUntil) return refuse('REOPENING_NOT_LATER', 'until', { date: formerUntil });
  const objection = objectionToTime(command);
  const data = { submissionId, extendedBy: authorOf(by), why, formerUntil, until };
  return objection ?? [{ type: 'ReopeningExtended', data }];
}

/** A report of a closed cycle may never have been begun. */
const beginning = ({ status }: Submission, { submissionId, cycleId, organisationId, cycle }: OfSubmission) =>
  status === 'NOT_STARTED'
    ? [
        {
          type: 'SubmissionStarted' as const,
          data: {
            ...{ submissionId, cycleId, organisationId },
            ...{ territoryId: cycle.territoryId, illustrative: cycle.illustrative },
          },
        },
      ]
    : [];

function objectionToReopening(
  { status, reopened }: Submission,
  { cycle, at }: OfSubmission & { at: Moment },
): Refusal<ReopeningRefusal> | undefined {
  // The taking over of an accepted report ends within moments; until then nobody can say what a change would correct.
  if (status === 'ACCEPTED') return refuse('NOT_CONSOLIDATED_YET', 'organisationId');
  // Of two who reopen at once the second learns of the first: whether it is to be longer is a decision of its own.
  if (reopened && reopened.until >= dateOf(at)) {
    const details = { organisation: reopened.by.organisationId, date: reopened.until };
    return refuse('ALREADY_REOPENED', 'organisationId', details);
  }
  if (status === 'CONSOLIDATED' || status === 'REOPENED') return undefined;
  return cycle.status === 'CLOSED' ? undefined : refuse('STILL_OPEN', 'organisationId');
}

function objectionToTime({
  until,
  at,
  reporting,
}: Judged & { until: CalendarDate; at: Moment }): Refusal<ReopeningRefusal> | undefined {
  const today = dateOf(at);
  if (until < today) return refuse('UNTIL_IN_THE_PAST', 'until');
  const days = longestReopening(reporting);
  return until > addDays(today, days) ? refuse('REOPENED_TOO_LONG', 'until', { days: String(days) }) : undefined;
}
