import { authorOf, compare, objectionToAmount, refuse, subtract } from '@baikoo/kernel';
import type { FundingCommand, MeasureDecision } from '../measure.commands.js';
import type { KnownMeasure } from '../measure.state.js';
import { ended } from './standing.js';

/** Money by line: one source and year. Planned, allocated, moved, spent; in som. */
export function decideOnFunding(measure: KnownMeasure, command: FundingCommand): MeasureDecision {
  const { measureId, lineId, amount } = command;
  // What was moved here has left where it was: it is taken in whatever became of the measure meanwhile, and once.
  if (command.type === 'ReceiveFunding') return receive(measure, command);
  const corrects = command.type === 'RecordExpenditure' && command.correction === true;
  // Negative only through a correction: its size is judged, not its sign.
  const objection = objectionToAmount(corrects ? amount.replace(/^-/, '') : amount, command.largestAct);
  if (objection) return objection;

  if (command.type === 'PlanFunding') {
    const { source, year, plan } = command;
    const [from, to] = [Number(plan.from.slice(0, 4)), Number(plan.to.slice(0, 4))];
    if (measure.fundingLines.has(lineId)) return refuse('ALREADY_ADDED', 'lineId');
    if (year < from || year > to)
      return refuse('YEAR_OUTSIDE_THE_PLAN', 'year', { from: String(from), to: String(to) });
    return ended(measure) ?? [{ type: 'FundingPlanned', data: { measureId, lineId, source, year, amount } }];
  }
  if (command.type === 'RecordExpenditure' && measure.responsible !== command.by.organisationId)
    return refuse('NOT_RESPONSIBLE', 'measureId');
  const line = measure.fundingLines.get(lineId);
  if (!line) return refuse('UNKNOWN_FUNDING_LINE', 'lineId', { id: lineId });

  switch (command.type) {
    case 'AllocateFunding':
      return ended(measure) ?? [{ type: 'FundingAllocated', data: { measureId, lineId, amount } }];
    case 'RecordExpenditure': {
      // More than was allocated is accepted and shown: a report of what was spent is a fact, and hiding it helps nobody.
      // Bills are paid after the work ends, too: an ended measure still takes what it cost.
      const { cycleId, submissionId, by } = command;
      const report = { measureId, cycleId, submissionId, reportedBy: authorOf(by) };
      return [
        { type: 'ExpenditureRecorded', data: { ...report, lineId, amount, ...(corrects && { correction: true }) } },
      ];
    }
    case 'ReallocateFunding': {
      const { toMeasureId, toLineId, why, reallocationId, receiving } = command;
      const within = toMeasureId === measureId;
      if (within && toLineId === lineId) return refuse('SAME_FUNDING_LINE', 'toLineId');
      // A cancelled or finished measure gives back what it did not spend; that is what reallocation is for.
      const other = within ? measure.fundingLines.get(toLineId) : receiving;
      if (!other) return refuse('UNKNOWN_FUNDING_LINE', 'toLineId', { id: toLineId });
      if (!within && receiving?.planId !== measure.planId) return refuse('OTHER_PLAN', 'toMeasureId');
      if (other.source !== line.source) return refuse('OTHER_FUNDING_SOURCE', 'toLineId');
      const unspent = subtract(line.allocated, line.spent);
      if (compare(amount, unspent) > 0) return refuse('NOT_ENOUGH_ALLOCATED', 'amount', { unspent });
      const to = { measureId: toMeasureId, lineId: toLineId };
      return [{ type: 'FundingReallocated', data: { measureId, lineId, to, amount, why, reallocationId } }];
    }
  }
}

function receive(measure: KnownMeasure, command: Extract<FundingCommand, { type: 'ReceiveFunding' }>): MeasureDecision {
  const { measureId, lineId, fromMeasureId, fromLineId, amount, reallocationId } = command;
  if (measure.received.has(reallocationId)) return refuse('ALREADY_ADDED', 'reallocationId');
  const from = { measureId: fromMeasureId, lineId: fromLineId };
  return [{ type: 'FundingReceived', data: { measureId, lineId, from, amount, reallocationId } }];
}
