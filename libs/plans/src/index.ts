export type { DirectionKind, PlanEvent, PlanKind } from './domain/plan.events.js';
export type { MeasureChange, OutlineChange, PlanChange } from './domain/plan-change.events.js';
export type { MeasureOfPlan, PlanCommand } from './domain/plan.commands.js';
export { plan } from './domain/plan.js';
export type { Amendment, Plan, PlanStatus } from './domain/plan.state.js';
export { planShapes } from './domain/plan.upcasts.js';
export { DirectionKindEnum } from './edge/plan.inputs.js';
export { MeasuresOfPlan, type MeasureTexts } from './edge/measures-of-plan.js';
export { AskPlan, liesInPlan, planStream } from './edge/plan.handler.js';
export { PlansModule } from './plans.module.js';
export { findAmendments, findVersions, type AmendmentView, type VersionView } from './read/amendments.js';
export { findPlanPage, type PlanFilter, type PlanPage, type PlanQuery } from './read/plan-page.js';
export { findSpanOfDirection } from './read/span.js';
export { tasksOfPlan } from './read/tasks.js';
export {
  type DirectionView,
  findPlan,
  findPlans,
  plansProjection,
  type PlanView,
  type TaskView,
} from './read/plans.js';
export { ofVisiblePlan, visiblePlan } from './read/plan.scope.js';
