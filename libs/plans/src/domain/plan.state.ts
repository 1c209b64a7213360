import type { Author, CalendarDate } from '@baikoo/kernel';
import { changed, EMPTY_OUTLINE, type Outline, PLAN_TITLE, withEntry } from './outline.js';
import type { PlanChange } from './plan-change.events.js';
import type { PlanEvent, PlanKind } from './plan.events.js';

/** ADOPTED covers "in force": whether it is, follows from the dates of the plan. */
export type PlanStatus = 'DRAFT' | 'CONSULTATION' | 'ADOPTED' | 'CLOSED' | 'SUPERSEDED';

export type Amendment = {
  readonly status: 'PROPOSED' | 'ADOPTED' | 'WITHDRAWN' | 'REJECTED';
  readonly changes: readonly PlanChange[];
  readonly why: string;
  readonly proposedBy: Author;
};

export type Plan = Outline & {
  readonly status: 'UNKNOWN' | PlanStatus;
  readonly kind: PlanKind;
  readonly territoryId: string;
  /** 0 before the adoption, 1 as adopted, one more with each amendment. */
  readonly version: number;
  /** The date of the act that the plan stands on now; null while nobody has it. */
  readonly actOn: CalendarDate | null;
  readonly amendments: ReadonlyMap<string, Amendment>;
};

export const NO_PLAN: Plan = {
  ...EMPTY_OUTLINE,
  status: 'UNKNOWN',
  kind: 'NATIONAL',
  territoryId: '',
  version: 0,
  actOn: null,
  amendments: new Map(),
};

export function evolvePlan(plan: Plan, { type, data }: PlanEvent): Plan {
  switch (type) {
    case 'PlanDrafted': {
      const { kind, territoryId, from, to } = data;
      const titles = withEntry(plan.titles, PLAN_TITLE, data.titles);
      return { ...plan, status: 'DRAFT', kind, territoryId, titles, from, to };
    }
    case 'DirectionAdded':
      return changed(plan, { ...data, kind: 'DIRECTION_ADDED', directionKind: data.kind });
    case 'DirectionRemoved':
      return changed(plan, { kind: 'DIRECTION_REMOVED', ...data });
    case 'TaskAdded':
      return changed(plan, { kind: 'TASK_ADDED', ...data });
    case 'TaskRemoved':
      return changed(plan, { kind: 'TASK_REMOVED', ...data });
    case 'DirectionReworded':
      return changed(plan, { kind: 'DIRECTION_REWORDED', ...data });
    case 'TaskReworded':
      return changed(plan, { kind: 'TASK_REWORDED', ...data });
    case 'PlanSentToConsultation':
      return { ...plan, status: 'CONSULTATION' };
    case 'PlanAdopted':
      return { ...plan, status: 'ADOPTED', version: 1, actOn: data.adoptedOn };
    case 'AmendmentProposed': {
      const { amendmentId, changes, why, proposedBy } = data;
      return {
        ...plan,
        amendments: withEntry(plan.amendments, amendmentId, { status: 'PROPOSED', changes, why, proposedBy }),
      };
    }
    case 'AmendmentWithdrawn':
      return decided(plan, data.amendmentId, 'WITHDRAWN');
    case 'AmendmentRejected':
      return decided(plan, data.amendmentId, 'REJECTED');
    case 'PlanAmended': {
      const { amendmentId, version, adoptedOn: actOn, changes } = data;
      const amended = changes.reduce<Plan>((held, change) => changed(held, change), { ...plan, version, actOn });
      return decided(amended, amendmentId, 'ADOPTED');
    }
    case 'PlanClosed':
      return { ...plan, status: 'CLOSED' };
    case 'PlanSuperseded':
      return { ...plan, status: 'SUPERSEDED' };
  }
}

function decided(plan: Plan, amendmentId: string, status: Amendment['status']): Plan {
  const amendment = plan.amendments.get(amendmentId);
  return amendment ? { ...plan, amendments: withEntry(plan.amendments, amendmentId, { ...amendment, status }) } : plan;
}
