import { refuse } from '@baikoo/kernel';
import type { AddMeasure, MeasureDecision } from '../measure.commands.js';
import type { Measure } from '../measure.state.js';
import { notChangeable } from './standing.js';

/** A measure comes into a draft, or into an adopted plan by an amendment; its time lies within the plan's. */
export function addMeasure(measure: Measure, command: AddMeasure): MeasureDecision {
  const { type: _type, by: _by, at: _at, plan, withinMandate, keepsPlans, coExecutorIds, ...data } = command;
  if (measure.status !== 'UNKNOWN') return refuse('ALREADY_ADDED', 'measureId');
  if (plan.status === 'UNKNOWN') return refuse('UNKNOWN_PLAN', 'planId', { id: data.planId });
  if (!withinMandate) return refuse('FOREIGN_TERRITORY', 'territoryId');
  if (!keepsPlans) return refuse('NOT_YOUR_KIND_OF_PLAN', 'planId');
  const objection = notChangeable(plan, data.amendmentId);
  if (objection) return objection;
  if (plan.directionId === undefined) return refuse('UNKNOWN_TASK', 'taskId', { id: data.taskId });
  if (data.deadline < data.plannedStart) return refuse('PERIOD_REVERSED', 'deadline');
  const period = { from: plan.from, to: plan.to };
  if (data.plannedStart < plan.from) return refuse('OUTSIDE_THE_PLAN', 'plannedStart', period);
  if (data.deadline > plan.to) return refuse('OUTSIDE_THE_PLAN', 'deadline', period);
  const coExecutors = coExecutorIds ?? [];
  if (coExecutors.includes(data.responsibleOrganisationId)) return refuse('ALREADY_RESPONSIBLE', 'coExecutorIds');
  if (new Set(coExecutors).size < coExecutors.length) return refuse('ALREADY_ASSIGNED', 'coExecutorIds');
  const others = coExecutors.length === 0 ? {} : { coExecutorIds: coExecutors };
  return [{ type: 'MeasureAdded', data: { ...data, ...others, directionId: plan.directionId } }];
}
