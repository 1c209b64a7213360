import { type DecimalString, round, subtract, sum } from '@baikoo/kernel';
import type { ReadModel } from '@baikoo/projections';
import type { FundingSource, MeasureEvent } from '../domain/measure.events.js';

type FundingRow = {
  readonly id: string;
  readonly measure_id: string;
  readonly line_id: string;
  readonly source: FundingSource;
  readonly year: number;
  readonly planned: DecimalString;
  readonly allocated: DecimalString;
  readonly spent: DecimalString;
};

/** Money always shows its tyiyns, before and after a change alike. */
export const money = (amount: DecimalString): DecimalString => round(amount, 2);
export const plus = (held: DecimalString, amount: DecimalString): DecimalString => money(sum([held, amount]));

type Line = { readonly measureId: string; readonly lineId: string };
const keyOf = ({ measureId, lineId }: Line) => `${measureId}/${lineId}`;

/** One row for each funding line of a measure. Allocations and expenditures add up; what is moved is taken and given. */
export const fundingModel: ReadModel<FundingRow, MeasureEvent> = {
  table: 'measure_funding',
  keys: ({ type, data }) => {
    switch (type) {
      case 'FundingPlanned':
      case 'FundingAllocated':
      case 'ExpenditureRecorded':
        return [keyOf(data)];
      // Both ends by the one event, so that no sum ever misses what is on its way (see FundingReceived).
      case 'FundingReallocated':
        return [keyOf(data), keyOf(data.to)];
      default:
        return [];
    }
  },

  evolve(row, { type, data }, id) {
    switch (type) {
      case 'FundingPlanned': {
        const { measureId: measure_id, lineId: line_id, source, year, amount } = data;
        return { id, measure_id, line_id, source, year, planned: money(amount), allocated: '0.00', spent: '0.00' };
      }
      case 'FundingAllocated':
        return row && { ...row, allocated: plus(row.allocated, data.amount) };
      case 'FundingReallocated': {
        if (!row) return undefined;
        const given = id === keyOf(data);
        return {
          ...row,
          allocated: given ? money(subtract(row.allocated, data.amount)) : plus(row.allocated, data.amount),
        };
      }
      case 'ExpenditureRecorded':
        return row && { ...row, spent: plus(row.spent, data.amount) };
      default:
        return row;
    }
  },
};
