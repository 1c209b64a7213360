import type { CalendarDate } from '@baikoo/kernel';
import type { ReadModel } from '@baikoo/projections';
import type { CycleEvent } from '../domain/cycle.events.js';

type CycleRow = {
  readonly id: string;
  readonly plan_id: string;
  readonly period: string;
  readonly starts_on: CalendarDate;
  readonly ends_on: CalendarDate;
  readonly due_on: CalendarDate;
  readonly status: 'OPEN' | 'CLOSED';
  readonly illustrative: boolean;
  readonly revision: number;
};

/** One row for each reporting cycle. */
export const cycleModel: ReadModel<CycleRow, CycleEvent> = {
  table: 'cycle',
  keys: ({ stream, data }) => (stream.startsWith('cycle-') ? [data.cycleId] : []),
  evolve(row, { type, data, revision }) {
    switch (type) {
      case 'CycleOpened': {
        const {
          cycleId: id,
          planId: plan_id,
          period,
          from: starts_on,
          to: ends_on,
          dueOn: due_on,
          illustrative,
        } = data;
        return { id, plan_id, period, starts_on, ends_on, due_on, status: 'OPEN', illustrative, revision };
      }
      case 'ObligationIssued':
        return row && { ...row, revision };
      case 'CycleClosed':
        return row && { ...row, status: 'CLOSED', revision };
    }
  },
};

type ObligationRow = {
  readonly id: string;
  readonly cycle_id: string;
  readonly organisation_id: string;
  readonly territory_id: string | null;
};

/** One row for each report that somebody owes. */
export const obligationModel: ReadModel<ObligationRow, CycleEvent> = {
  table: 'obligation',
  keys: ({ type, data }) => (type === 'ObligationIssued' ? [`${data.cycleId}.${data.organisationId}`] : []),
  evolve(row, { type, data }, id) {
    if (type !== 'ObligationIssued') return row;
    const { cycleId: cycle_id, organisationId: organisation_id, territoryId: territory_id } = data;
    return { id, cycle_id, organisation_id, territory_id };
  },
};
