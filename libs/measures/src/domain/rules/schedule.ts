import { dateOf, refuse } from '@baikoo/kernel';
import type { MeasureDecision, ScheduleCommand } from '../measure.commands.js';
import type { KnownMeasure } from '../measure.state.js';
import { ended, notChangeable, notUnderway, planEnded, withoutDecision, withoutFullDecision } from './standing.js';

/**
 * The time of a measure. A deadline moves only with a reason and a decision (rule 3); every move stays in the record.
 * A suspension stops the work, never the calendar: the deadline stands until a decision extends it.
 */
export function decideOnSchedule(measure: KnownMeasure, command: ScheduleCommand): MeasureDecision {
  const { measureId, why, at } = command;
  const on = dateOf(at);
  switch (command.type) {
    case 'ExtendDeadline': {
      const { deadline, decision, plan } = command;
      // A completion that is claimed waits for its verdict: what was late or in time must not change under it.
      const claimed = measure.status === 'CLAIMED' ? notUnderway(measure) : undefined;
      const objection = ended(measure) ?? claimed ?? planEnded(plan) ?? withoutDecision(decision);
      if (objection) return objection;
      const { deadline: formerDeadline } = measure;
      if (deadline <= formerDeadline) return refuse('DEADLINE_NOT_LATER', 'deadline', { deadline: formerDeadline });
      if (deadline > plan.to) return refuse('OUTSIDE_THE_PLAN', 'deadline', { from: plan.from, to: plan.to });
      return [{ type: 'DeadlineExtended', data: { measureId, formerDeadline, deadline, why, decision } }];
    }
    case 'SuspendMeasure': {
      const { decision, plan } = command;
      const objection = planEnded(plan) ?? notUnderway(measure) ?? withoutFullDecision(plan, decision);
      return objection ?? [{ type: 'MeasureSuspended', data: { measureId, on, why, decision } }];
    }
    case 'ResumeMeasure': {
      const over = planEnded(command.plan);
      if (over) return over;
      if (measure.status !== 'SUSPENDED') return refuse('NOT_SUSPENDED', 'measureId');
      return [{ type: 'MeasureResumed', data: { measureId, on, why } }];
    }
    case 'CancelMeasure': {
      const { decision, plan, amendmentId = null } = command;
      // A claimed completion is first verified or rejected: a cancellation must not hide work that was done.
      const claimed = measure.status === 'CLAIMED' ? notUnderway(measure) : undefined;
      const unchangeable = amendmentId === null ? planEnded(plan) : notChangeable(plan, amendmentId);
      const unfounded = amendmentId === null ? withoutFullDecision(plan, decision) : withoutDecision(decision);
      const objection = unchangeable ?? ended(measure) ?? claimed ?? unfounded;
      return objection ?? [{ type: 'MeasureCancelled', data: { measureId, on, why, decision, amendmentId } }];
    }
  }
}
