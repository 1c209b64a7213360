import type { Author, CalendarDate, LegalAct, Moment } from '@baikoo/kernel';
import type { ReadModel } from '@baikoo/projections';
import type { PlanChange } from '../domain/plan-change.events.js';
import type { PlanEvent } from '../domain/plan.events.js';

export type AmendmentRow = {
  readonly id: string;
  readonly plan_id: string;
  readonly amendment_id: string;
  readonly status: 'PROPOSED' | 'ADOPTED' | 'WITHDRAWN' | 'REJECTED';
  readonly changes: readonly PlanChange[];
  readonly why: string;
  readonly proposed_at: Moment;
  readonly proposed_by: Author;
  readonly decided_at: Moment | null;
  readonly decided_by: Author | null;
  /** Why it was withdrawn or rejected. */
  readonly decision: string | null;
  readonly adopted_on: CalendarDate | null;
  readonly legal_act: LegalAct | null;
  /** Of the plan that it led to. */
  readonly version: number | null;
};

/** One row for each amendment that was ever proposed to a plan. */
export const amendmentModel: ReadModel<AmendmentRow, PlanEvent> = {
  table: 'plan_amendment',
  keys: ({ type, data }) =>
    type === 'AmendmentProposed' ||
    type === 'AmendmentWithdrawn' ||
    type === 'AmendmentRejected' ||
    type === 'PlanAmended'
      ? [`${data.planId}/${data.amendmentId}`]
      : [],

  evolve(row, { type, data, recordedAt }, id) {
    switch (type) {
      case 'AmendmentProposed': {
        const { planId: plan_id, amendmentId: amendment_id, changes, why, proposedBy: proposed_by } = data;
        return {
          ...{ id, plan_id, amendment_id, status: 'PROPOSED', changes, why, proposed_at: recordedAt, proposed_by },
          ...{ decided_at: null, decided_by: null, decision: null, adopted_on: null, legal_act: null, version: null },
        };
      }
      case 'AmendmentWithdrawn':
      case 'AmendmentRejected': {
        const [status, decided_by] =
          type === 'AmendmentWithdrawn'
            ? (['WITHDRAWN', data.withdrawnBy] as const)
            : (['REJECTED', data.rejectedBy] as const);
        return row && { ...row, status, decided_at: recordedAt, decided_by, decision: data.why };
      }
      case 'PlanAmended': {
        const { adoptedBy: decided_by, adoptedOn: adopted_on, legalAct: legal_act, version, changes } = data;
        const adoption = { decided_at: recordedAt, decided_by, adopted_on, legal_act, version, changes };
        return row && { ...row, status: 'ADOPTED', ...adoption };
      }
      case 'PlanDrafted':
      case 'DirectionAdded':
      case 'DirectionReworded':
      case 'DirectionRemoved':
      case 'TaskAdded':
      case 'TaskReworded':
      case 'TaskRemoved':
      case 'PlanSentToConsultation':
      case 'PlanAdopted':
      case 'PlanClosed':
      case 'PlanSuperseded':
        return row;
    }
  },
};
