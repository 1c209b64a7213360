import { type Author, authorOf, dateOf, isOwnWork, objectionToEvidence, refuse } from '@baikoo/kernel';
import type { MeasureDecision, ReportingCommand } from '../measure.commands.js';
import type { KnownMeasure } from '../measure.state.js';
import { notUnderway } from './standing.js';

type Verdict = Extract<ReportingCommand, { type: 'VerifyCompletion' | 'RejectCompletion' }>;
type TakenBack = Extract<ReportingCommand, { type: 'WithdrawClaim' }>;

/** What the responsible organisation reports, and that it did not. */
export function decideOnReports(
  measure: KnownMeasure,
  command: Exclude<ReportingCommand, Verdict | TakenBack>,
): MeasureDecision {
  const { measureId, cycleId, by, at } = command;
  const reports = command.type !== 'RecordMissedReport';
  if (reports && measure.responsible !== by.organisationId) return refuse('NOT_RESPONSIBLE', 'measureId');
  const objection = notUnderway(measure);
  if (objection) return objection;
  switch (command.type) {
    case 'RecordProgress': {
      const { submissionId, percent, text, difficulties, actionTaken } = command;
      const report = { measureId, cycleId, submissionId, reportedBy: authorOf(by) };
      const done = actionTaken == null ? {} : { actionTaken };
      return [{ type: 'ProgressReported', data: { ...report, percent, text, difficulties, ...done } }];
    }
    case 'ClaimCompletion': {
      const { submissionId, completedOn, evidence, furtherEvidence = [], authors = [] } = command;
      if (completedOn > dateOf(at)) return refuse('NOT_YET_COMPLETED', 'completedOn');
      // The planned start lies within the plan, so this holds the day to the plan as well.
      if (completedOn < measure.plannedStart)
        return refuse('COMPLETED_BEFORE_START', 'completedOn', { date: measure.plannedStart });
      const broken = objectionToEvidence([evidence, ...furtherEvidence]);
      if (broken) return broken;
      const report = { measureId, cycleId, submissionId, reportedBy: authorOf(by) };
      // Of one who wrote alone, in the own name, `reportedBy` says it all; who wrote on behalf is of another organisation.
      const isOther = ({ personId, organisationId }: Author) =>
        personId !== by.personId || organisationId !== by.organisationId;
      const others = authors.some(isOther) ? { authors } : {};
      const further = furtherEvidence.length === 0 ? {} : { furtherEvidence };
      return [{ type: 'CompletionClaimed', data: { ...report, completedOn, evidence, ...further, ...others } }];
    }
    case 'RecordMissedReport':
      if (measure.cycles.has(cycleId)) return refuse('ALREADY_REPORTED', 'cycleId');
      return [{ type: 'MeasureReportMissed', data: { measureId, cycleId } }];
  }
}

/**
 * The report that claimed a completion was corrected and says it no more. Only the claim of that very report is taken
 * back, while nobody has verified it: a verdict is not undone by who was judged.
 */
export function withdrawClaim(measure: KnownMeasure, command: TakenBack): MeasureDecision {
  const { measureId, cycleId, submissionId, why, by } = command;
  if (measure.status === 'VERIFIED') return refuse('ALREADY_COMPLETED', 'measureId');
  if (measure.status !== 'CLAIMED' || measure.claimedIn !== submissionId) return refuse('NO_CLAIM', 'measureId');
  return [{ type: 'CompletionWithdrawn', data: { measureId, cycleId, submissionId, withdrawnBy: authorOf(by), why } }];
}

/** Four eyes (rule 1): somebody else says whether a claimed completion holds. */
export function judgeCompletion(measure: KnownMeasure, command: Verdict): MeasureDecision {
  const { measureId, by } = command;
  if (measure.status !== 'CLAIMED' || !measure.claimedBy) return refuse('NO_CLAIM', 'measureId');
  if ([measure.claimedBy, ...measure.claimAuthors].some((author) => isOwnWork(author, by))) return refuse('OWN_WORK');
  return command.type === 'VerifyCompletion'
    ? [{ type: 'CompletionVerified', data: { measureId, verifiedBy: authorOf(by) } }]
    : [{ type: 'CompletionRejected', data: { measureId, rejectedBy: authorOf(by), why: command.why } }];
}
