export type { DirectionKind, PlanEvent, PlanKind } from './domain/plan.events.js';
export { type Plan, plan } from './domain/plan.js';
export { planShapes } from './domain/plan.upcasts.js';
export { DirectionKindEnum } from './edge/plan.inputs.js';
export { AskPlan, planStream } from './edge/plan.handler.js';
export { PlansModule } from './plans.module.js';
export {
  type DirectionView,
  findPlan,
  findPlans,
  plansProjection,
  type PlanView,
  type TaskView,
} from './read/plans.js';
