import { type Decider, refuse } from '@baikoo/kernel';
import type { MeasureCommand, MeasureRefusal } from './measure.commands.js';
import type { MeasureEvent } from './measure.events.js';
import { evolveMeasure, type Measure } from './measure.state.js';
import { addMeasure } from './rules/adding.js';
import { changeExecutors, rewordMeasure } from './rules/shaping.js';
import { decideOnFunding } from './rules/funding.js';
import { decideOnLinks } from './rules/links.js';
import { decideOnReports, judgeCompletion, withdrawClaim } from './rules/reporting.js';
import { decideOnSchedule } from './rules/schedule.js';

/** All that a measure may be asked; the rules stand by topic beside this file. */
export const measure: Decider<Measure, MeasureCommand, MeasureEvent, MeasureRefusal> = {
  initial: { status: 'UNKNOWN' },

  decide(measure, command) {
    const { measureId } = command;
    if (command.type === 'AddMeasure') return addMeasure(measure, command);
    if (command.type === 'RecordAmendmentNotApplied') {
      const { planId, amendmentId, change, refused } = command;
      return [{ type: 'AmendmentNotApplied', data: { measureId, planId, amendmentId, change, refused } }];
    }
    if (measure.status === 'UNKNOWN') return refuse('UNKNOWN_MEASURE', 'measureId', { id: measureId });
    if ('withinMandate' in command && !command.withinMandate) return refuse('FOREIGN_TERRITORY', 'measureId');
    if ('keepsPlans' in command && !command.keepsPlans) return refuse('NOT_YOUR_KIND_OF_PLAN', 'measureId');
    if ('carriesOut' in command && !command.carriesOut) return refuse('NOT_YOUR_KIND_OF_PLAN', 'measureId');

    switch (command.type) {
      case 'RewordMeasure':
        return rewordMeasure(measure, command);
      case 'ReassignMeasure':
      case 'AssignCoExecutor':
      case 'ReleaseCoExecutor':
        return changeExecutors(measure, command);
      case 'ExtendDeadline':
      case 'SuspendMeasure':
      case 'ResumeMeasure':
      case 'CancelMeasure':
        return decideOnSchedule(measure, command);
      case 'PlanFunding':
      case 'AllocateFunding':
      case 'ReallocateFunding':
      case 'ReceiveFunding':
      case 'RecordExpenditure':
        return decideOnFunding(measure, command);
      case 'RecordProgress':
      case 'ClaimCompletion':
      case 'RecordMissedReport':
        return decideOnReports(measure, command);
      case 'WithdrawClaim':
        return withdrawClaim(measure, command);
      case 'VerifyCompletion':
      case 'RejectCompletion':
        return judgeCompletion(measure, command);
      case 'LinkIndicator':
      case 'UnlinkIndicator':
      case 'LinkToTask':
      case 'UnlinkFromTask':
        return decideOnLinks(measure, command);
    }
  },

  evolve: evolveMeasure,
};
