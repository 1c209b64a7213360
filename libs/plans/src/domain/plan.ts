import { dateOf, type Decider, isRefusal, type Refusal, refuse, REPUBLIC } from '@baikoo/kernel';
import { decideAmendment, mayNotJudge, wholeOf } from './amendment.js';
import { tryNewChange } from './idle-change.js';
import type { PlanChange } from './plan-change.events.js';
import type { PlanCommand, PlanRefusal } from './plan.commands.js';
import type { PlanEvent } from './plan.events.js';
import { evolvePlan, NO_PLAN, type Plan } from './plan.state.js';

type Decision = readonly PlanEvent[] | Refusal<PlanRefusal>;

/** An action plan: drafted, discussed, adopted, amended, and one day closed or superseded. */
export const plan: Decider<Plan, PlanCommand, PlanEvent, PlanRefusal> = {
  initial: NO_PLAN,
  evolve: evolvePlan,

  decide(plan, command) {
    const { planId } = command;
    if (command.type === 'DraftPlan') return draft(plan, command);
    if (plan.status === 'UNKNOWN') return refuse('UNKNOWN_PLAN', 'planId', { id: planId });
    if (!command.withinMandate) return refuse('FOREIGN_TERRITORY', 'planId');
    if (!command.keepsPlans) return refuse('NOT_YOUR_KIND_OF_PLAN', 'planId');
    if (plan.status === 'CLOSED' || plan.status === 'SUPERSEDED') return refuse('PLAN_ENDED', 'planId');

    switch (command.type) {
      case 'ProposeAmendment':
      case 'WithdrawAmendment':
      case 'RejectAmendment':
      case 'AdoptAmendment':
        return plan.status === 'ADOPTED' ? decideAmendment(plan, command) : refuse('NOT_ADOPTED', 'planId');
      case 'ClosePlan':
      case 'SupersedePlan':
        return plan.status === 'ADOPTED' ? end(plan, command) : refuse('NOT_ADOPTED', 'planId');
      default:
        // After adoption a plan changes only by amendment with a legal act (rule 3).
        return plan.status === 'ADOPTED' ? refuse('NOT_A_DRAFT', 'planId') : changeDraft(plan, command);
    }
  },
};

function draft(plan: Plan, command: Extract<PlanCommand, { type: 'DraftPlan' }>): Decision {
  const { planId, kind, territoryId, titles, from, to, source } = command;
  if (plan.status !== 'UNKNOWN') return refuse('ALREADY_DRAFTED', 'planId');
  if (!command.withinMandate) return refuse('FOREIGN_TERRITORY', 'territoryId');
  // Whoever reads data reads national plans: no locality makes one of its own.
  if (kind === 'NATIONAL' && territoryId !== REPUBLIC) return refuse('NATIONAL_IS_OF_THE_REPUBLIC', 'territoryId');
  // A joint plan is made in a place; what the whole republic does is the national plan.
  if (kind === 'LOCAL_JOINT' && territoryId === REPUBLIC) return refuse('JOINT_PLAN_OF_THE_REPUBLIC', 'territoryId');
  if (!command.keepsPlans) return refuse('NOT_YOUR_KIND_OF_PLAN', 'kind');
  if (to < from) return refuse('PERIOD_REVERSED', 'to');
  return [{ type: 'PlanDrafted', data: { planId, kind, territoryId, titles, from, to, source } }];
}

type DraftCommand = Extract<
  PlanCommand,
  {
    type:
      | 'AddDirection'
      | 'RewordDirection'
      | 'RemoveDirection'
      | 'AddTask'
      | 'RewordTask'
      | 'RemoveTask'
      | 'OpenConsultation'
      | 'AdoptPlan';
  }
>;

function changeDraft(plan: Plan, command: DraftCommand): Decision {
  const { planId, at } = command;
  const unless = (change: PlanChange, event: PlanEvent): Decision => {
    const whole = tryNewChange(wholeOf(plan, command), change);
    return isRefusal<PlanRefusal>(whole) ? whole : [event];
  };
  switch (command.type) {
    case 'AddDirection': {
      const { directionId, kind, reference, titles } = command;
      const direction = { directionId, reference, titles };
      return unless(
        { kind: 'DIRECTION_ADDED', directionKind: kind, ...direction },
        { type: 'DirectionAdded', data: { planId, kind, ...direction } },
      );
    }
    case 'RewordDirection': {
      const { directionId, titles } = command;
      const data = { planId, directionId, titles };
      return unless({ kind: 'DIRECTION_REWORDED', directionId, titles }, { type: 'DirectionReworded', data });
    }
    case 'RemoveDirection': {
      const { directionId } = command;
      const data = { planId, directionId };
      return unless({ kind: 'DIRECTION_REMOVED', directionId }, { type: 'DirectionRemoved', data });
    }
    case 'AddTask': {
      const { taskId, directionId, reference, titles } = command;
      const task = { taskId, directionId, reference, titles };
      return unless({ kind: 'TASK_ADDED', ...task }, { type: 'TaskAdded', data: { planId, ...task } });
    }
    case 'RewordTask': {
      const { taskId, titles } = command;
      return unless(
        { kind: 'TASK_REWORDED', taskId, titles },
        { type: 'TaskReworded', data: { planId, taskId, titles } },
      );
    }
    case 'RemoveTask': {
      const { taskId } = command;
      return unless({ kind: 'TASK_REMOVED', taskId }, { type: 'TaskRemoved', data: { planId, taskId } });
    }
    case 'OpenConsultation': {
      const { until } = command;
      if (plan.status === 'CONSULTATION') return refuse('IN_CONSULTATION', 'planId');
      if (plan.directions.size === 0) return refuse('NOTHING_TO_ADOPT', 'planId');
      if (until !== null && until < dateOf(at)) return refuse('UNTIL_IN_THE_PAST', 'until');
      return [{ type: 'PlanSentToConsultation', data: { planId, until } }];
    }
    case 'AdoptPlan': {
      const { adoptedOn, legalAct, draftedBy = [], by } = command;
      if (plan.directions.size === 0) return refuse('NOTHING_TO_ADOPT', 'planId');
      if (draftedBy.some((author) => mayNotJudge(plan, author, by))) return refuse('OWN_WORK', 'planId');
      if (adoptedOn !== null && adoptedOn > dateOf(at)) return refuse('ADOPTED_IN_THE_FUTURE', 'adoptedOn');
      return [{ type: 'PlanAdopted', data: { planId, adoptedOn, legalAct } }];
    }
  }
}

function end(plan: Plan, command: Extract<PlanCommand, { type: 'ClosePlan' | 'SupersedePlan' }>): Decision {
  const { planId, why, at } = command;
  const [on, path] =
    command.type === 'ClosePlan' ? [command.closedOn, 'closedOn'] : [command.supersededOn, 'supersededOn'];
  if (on > dateOf(at)) return refuse('ENDED_IN_THE_FUTURE', path);
  if (plan.actOn !== null && on < plan.actOn) return refuse('ACT_OUT_OF_ORDER', path, { date: plan.actOn });
  if (command.type === 'ClosePlan') return [{ type: 'PlanClosed', data: { planId, closedOn: on, why } }];
  const { successorId } = command;
  if (successorId === planId || !command.mayBeSucceededBy)
    return refuse('NO_SUCCESSOR', 'successorId', { id: successorId });
  return [{ type: 'PlanSuperseded', data: { planId, successorId, supersededOn: on, why } }];
}
