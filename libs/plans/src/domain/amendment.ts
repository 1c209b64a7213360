import { type Author, authorOf, dateOf, isOwnWork, isRefusal, type Refusal, refuse } from '@baikoo/kernel';
import { addedBy, tryChange, type Whole } from './check-change.js';
import { tryNewChange } from './idle-change.js';
import type { PlanChange } from './plan-change.events.js';
import type { PlanCommand, PlanRefusal } from './plan.commands.js';
import type { PlanEvent } from './plan.events.js';
import type { Amendment, Plan } from './plan.state.js';

type AmendmentCommand = Extract<
  PlanCommand,
  { type: 'ProposeAmendment' | 'WithdrawAmendment' | 'RejectAmendment' | 'AdoptAmendment' }
>;
type Decision = readonly PlanEvent[] | Refusal<PlanRefusal>;

/** After its adoption a plan changes only by amendments, each with a reason and a legal act (rule 3). */
export function decideAmendment(plan: Plan, command: AmendmentCommand): Decision {
  const { planId, amendmentId, by } = command;
  const amendment = plan.amendments.get(amendmentId);
  if (command.type === 'ProposeAmendment') {
    const { changes, why } = command;
    if (amendment) return refuse('AMENDMENT_EXISTS', 'amendmentId');
    const refusal = findBroken(plan, command, changes);
    const data = { planId, amendmentId, changes, why, proposedBy: authorOf(by) };
    return refusal ?? [{ type: 'AmendmentProposed', data }];
  }
  if (!amendment) return refuse('UNKNOWN_AMENDMENT', 'amendmentId', { id: amendmentId });
  if (amendment.status !== 'PROPOSED') return refuse('AMENDMENT_DECIDED', 'amendmentId');

  switch (command.type) {
    case 'WithdrawAmendment': {
      if (amendment.proposedBy.organisationId !== by.organisationId) return refuse('NOT_THE_PROPOSER', 'amendmentId');
      const data = { planId, amendmentId, why: command.why, withdrawnBy: authorOf(by) };
      return [{ type: 'AmendmentWithdrawn', data }];
    }
    case 'RejectAmendment': {
      if (mayNotJudge(plan, amendment.proposedBy, command.by)) return refuse('OWN_WORK', 'amendmentId');
      return [{ type: 'AmendmentRejected', data: { planId, amendmentId, why: command.why, rejectedBy: authorOf(by) } }];
    }
    case 'AdoptAmendment':
      return adopt(plan, amendment, command);
  }
}

function adopt(plan: Plan, amendment: Amendment, command: Extract<AmendmentCommand, { type: 'AdoptAmendment' }>) {
  const { planId, amendmentId, adoptedOn, legalAct, by, at } = command;
  const { changes, why } = amendment;
  if (mayNotJudge(plan, amendment.proposedBy, command.by)) return refuse('OWN_WORK', 'amendmentId');
  if (adoptedOn > dateOf(at)) return refuse('ADOPTED_IN_THE_FUTURE', 'adoptedOn');
  if (plan.actOn !== null && adoptedOn < plan.actOn)
    return refuse('ACT_OUT_OF_ORDER', 'adoptedOn', { date: plan.actOn });
  const refusal = findBroken(plan, command, changes);
  const act = { adoptedOn, legalAct, adoptedBy: authorOf(by) };
  const data = { planId, amendmentId, version: plan.version + 1, changes, why, ...act };
  return refusal ?? [{ type: 'PlanAmended' as const, data }];
}

/**
 * Four eyes (rule 1): never the person who drafted or proposed it, whatever mandate they act under now. For the national plan neither their organisation; a joint plan
 * is proposed and adopted within one commission, by its secretary and its chair.
 */
export const mayNotJudge = ({ kind }: Plan, author: Author, by: Author): boolean =>
  kind === 'NATIONAL' ? isOwnWork(author, by) : author.personId === by.personId;

/**
 * The first change that does not hold on what those before it left, by its place: `changes[2].taskId`. Nobody proposes what
 * is so already; an act is recorded as it was adopted, also where another did a part of it meanwhile.
 */
function findBroken(
  plan: Plan,
  command: AmendmentCommand,
  changes: readonly PlanChange[],
): Refusal<PlanRefusal> | undefined {
  let whole = wholeOf(plan, command);
  for (const [index, change] of changes.entries()) {
    const next = command.type === 'ProposeAmendment' ? tryNewChange(whole, change) : tryChange(whole, change);
    if (isRefusal<PlanRefusal>(next)) return refuse(next.refused, `changes[${index}].${next.path}`, next.details);
    whole = next;
  }
  return undefined;
}

/** The plan with its measures; those that amendments brought may not have reached the measures' own histories yet. */
export function wholeOf(plan: Plan, { measures = [], taken = new Set() }: PlanCommand): Whole {
  const found = new Map(measures.map((measure) => [measure.measureId, measure]));
  const amended = [...plan.amendments.values()].filter(({ status }) => status === 'ADOPTED');
  for (const change of amended.flatMap(({ changes }) => changes))
    if (change.kind === 'MEASURE_ADDED' && !found.has(change.measureId)) {
      found.set(change.measureId, addedBy(change));
    } else if (change.kind === 'MEASURE_CANCELLED') {
      const held = found.get(change.measureId);
      if (held && held.ended === null) found.set(held.measureId, { ...held, ended: 'CANCELLED' });
    }
  return { outline: plan, measures: found, taken };
}
