import { LANGUAGES, type LegalAct, type Refusal, refuse } from '@baikoo/kernel';
import type { MeasureRefusal, PlanOfMeasure } from '../measure.commands.js';
import type { KnownMeasure } from '../measure.state.js';

type Objection = Refusal<MeasureRefusal> | undefined;

/** Why a measure in its state takes no further work; undefined while it is underway. */
export function notUnderway({ status }: KnownMeasure): Objection {
  switch (status) {
    case 'UNDERWAY':
      return undefined;
    case 'SUSPENDED':
      return refuse('MEASURE_SUSPENDED', 'measureId');
    case 'CANCELLED':
      return refuse('MEASURE_CANCELLED', 'measureId');
    case 'CLAIMED':
    case 'VERIFIED':
      return refuse('ALREADY_COMPLETED', 'measureId');
  }
}

/** A measure that ended, verified or cancelled, is history: its time, executors and money stay as they were. */
export function ended({ status }: KnownMeasure): Objection {
  if (status === 'CANCELLED') return refuse('MEASURE_CANCELLED', 'measureId');
  return status === 'VERIFIED' ? refuse('ALREADY_COMPLETED', 'measureId') : undefined;
}

/** Nothing changes any more in a plan that was closed or that another took the place of. */
export const planEnded = ({ status }: PlanOfMeasure): Objection =>
  status === 'CLOSED' || status === 'SUPERSEDED' ? refuse('PLAN_ENDED', 'planId') : undefined;

/** A draft changes freely; an adopted plan changes only by an amendment with a legal act (rule 3). */
export function notChangeable(plan: PlanOfMeasure, amendmentId: string | null | undefined): Objection {
  const over = planEnded(plan);
  if (over) return over;
  const drafted = plan.status === 'DRAFT' || plan.status === 'CONSULTATION';
  if (amendmentId == null) return drafted ? undefined : refuse('NOT_A_DRAFT', 'planId');
  return plan.status === 'ADOPTED' ? undefined : refuse('NOT_ADOPTED', 'planId');
}

/**
 * After adoption work is stopped or ended only by an act that anybody can ask for: with its number and its day. In a
 * draft, and where an amendment carries the act, its name is enough.
 */
export function withoutFullDecision(plan: PlanOfMeasure, decision: LegalAct): Objection {
  const nameless = withoutDecision(decision);
  if (nameless || plan.status !== 'ADOPTED') return nameless;
  if (!decision.number?.trim()) return refuse('DECISION_INCOMPLETE', 'decision.number');
  return decision.date === null ? refuse('DECISION_INCOMPLETE', 'decision.date') : undefined;
}

/** A decision names its act, in any language; number and date may follow when somebody has the paper. */
export const withoutDecision = ({ titles }: LegalAct): Objection =>
  LANGUAGES.some((language) => titles[language]?.trim()) ? undefined : refuse('DECISION_REQUIRED', 'decision');
