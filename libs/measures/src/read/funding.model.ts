import { type DecimalString, round, sum } from '@baikoo/kernel';
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
const plus = (held: DecimalString, amount: DecimalString) => round(sum([held, amount]), 2);

/** One row for each funding line of a measure. Allocations and expenditures add up. */
export const fundingModel: ReadModel<FundingRow, MeasureEvent> = {
  table: 'measure_funding',
  keys: ({ type, data }) =>
    type === 'FundingPlanned' || type === 'FundingAllocated' || type === 'ExpenditureRecorded'
      ? [`${data.measureId}/${data.lineId}`]
      : [],

  evolve(row, { type, data }, id) {
    switch (type) {
      case 'FundingPlanned': {
        const { measureId: measure_id, lineId: line_id, source, year, amount } = data;
        const planned = round(amount, 2);
        return { id, measure_id, line_id, source, year, planned, allocated: '0.00', spent: '0.00' };
      }
      case 'FundingAllocated':
        return row && { ...row, allocated: plus(row.allocated, data.amount) };
      case 'ExpenditureRecorded':
        return row && { ...row, spent: plus(row.spent, data.amount) };
      case 'MeasureAdded':
      case 'ProgressReported':
      case 'CompletionClaimed':
      case 'CompletionVerified':
      case 'CompletionRejected':
        return row;
    }
  },
};
