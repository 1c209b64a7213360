import type { CalendarDate, LegalAct } from '@baikoo/kernel';
import type { ReadModel } from '@baikoo/projections';
import type { PlanEvent } from '../domain/plan.events.js';

export type VersionRow = {
  readonly id: string;
  readonly plan_id: string;
  readonly number: number;
  /** Where in the record it began. */
  readonly position: string;
  readonly amendment_id: string | null;
  readonly adopted_on: CalendarDate | null;
  readonly legal_act: LegalAct;
  readonly why: string | null;
};

/** One row for each version of a plan: 1 is the plan as adopted, each amendment makes one more. Never changed. */
export const versionModel: ReadModel<VersionRow, PlanEvent> = {
  table: 'plan_version',
  keys: ({ type, data }) =>
    type === 'PlanAdopted' ? [`${data.planId}/1`] : type === 'PlanAmended' ? [`${data.planId}/${data.version}`] : [],
  evolve(row, { type, data, position, cause }, id) {
    if (type !== 'PlanAdopted' && type !== 'PlanAmended') return row;
    const { planId: plan_id, adoptedOn: adopted_on, legalAct: legal_act } = data;
    const act = { id, plan_id, position: String(position), adopted_on, legal_act };
    return type === 'PlanAdopted'
      ? { ...act, number: 1, amendment_id: null, why: cause.reason }
      : { ...act, number: data.version, amendment_id: data.amendmentId, why: data.why };
  },
};
