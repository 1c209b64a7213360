import type { CalendarDate, LegalAct, LocalizedText, Moment, Source } from '@baikoo/kernel';
import type { ReadModel } from '@baikoo/projections';
import type { PlanChange } from '../domain/plan-change.events.js';
import type { PlanEvent, PlanKind } from '../domain/plan.events.js';

export type PlanRow = {
  readonly id: string;
  readonly kind: PlanKind;
  readonly status: 'DRAFT' | 'CONSULTATION' | 'ADOPTED' | 'CLOSED' | 'SUPERSEDED';
  readonly territory_id: string;
  readonly titles: LocalizedText;
  readonly starts_on: CalendarDate;
  readonly ends_on: CalendarDate;
  readonly source: Source | null;
  readonly consultation_until: CalendarDate | null;
  readonly adopted_on: CalendarDate | null;
  readonly legal_act: LegalAct | null;
  readonly version: number;
  readonly ended_on: CalendarDate | null;
  readonly ended_why: string | null;
  readonly successor_id: string | null;
  /** The titles of all languages in small letters, for searching. */
  readonly search_text: string;
  readonly changed_at: Moment;
  readonly revision: number;
};

/** One row for each plan, as it stands. */
export const planModel: ReadModel<PlanRow, PlanEvent> = {
  table: 'plan',
  keys: ({ stream, data }) => (stream.startsWith('plan-') ? [data.planId] : []),
  evolve(before, { type, data, revision, recordedAt: changed_at }) {
    if (type === 'PlanDrafted') {
      const { planId: id, kind, territoryId: territory_id, titles, from: starts_on, to: ends_on, source } = data;
      return {
        ...{ id, kind, territory_id, titles, search_text: searchTextOf(titles), starts_on, ends_on, source },
        ...{ status: 'DRAFT', version: 0, consultation_until: null, adopted_on: null, legal_act: null },
        ...{ ended_on: null, ended_why: null, successor_id: null, changed_at, revision },
      };
    }
    const row = before && { ...before, changed_at, revision };
    switch (type) {
      case 'PlanSentToConsultation':
        return row && { ...row, status: 'CONSULTATION', consultation_until: data.until };
      case 'PlanAdopted':
        return row && { ...row, status: 'ADOPTED', version: 1, adopted_on: data.adoptedOn, legal_act: data.legalAct };
      case 'PlanAmended':
        return row && data.changes.reduce(amended, { ...row, version: data.version });
      case 'PlanClosed':
        return row && { ...row, status: 'CLOSED', ended_on: data.closedOn, ended_why: data.why };
      case 'PlanSuperseded': {
        const { successorId: successor_id, supersededOn: ended_on, why: ended_why } = data;
        return row && { ...row, status: 'SUPERSEDED', successor_id, ended_on, ended_why };
      }
      case 'DirectionAdded':
      case 'DirectionReworded':
      case 'DirectionRemoved':
      case 'TaskAdded':
      case 'TaskReworded':
      case 'TaskRemoved':
      case 'AmendmentProposed':
      case 'AmendmentWithdrawn':
      case 'AmendmentRejected':
        return row;
    }
  },
};

function amended(row: PlanRow, change: PlanChange): PlanRow {
  if (change.kind === 'PLAN_RETITLED') {
    return { ...row, titles: change.titles, search_text: searchTextOf(change.titles) };
  }
  if (change.kind === 'PERIOD_CHANGED') return { ...row, starts_on: change.from, ends_on: change.to };
  return row;
}

const searchTextOf = ({ ky, ru, en }: LocalizedText) => [ky, ru, en].filter(Boolean).join('\n').toLowerCase();
