import { type Author, authorOf, dateOf, isOwnWork, refuse } from '@baikoo/kernel';
import type { MeasureDecision, ReportingCommand } from '../measure.commands.js';
import type { KnownMeasure } from '../measure.state.js';
import { objectionToEvidence } from './evidence.js';
import { notUnderway } from './standing.js';

type Verdict = Extract<ReportingCommand, { type: 'VerifyCompletion' | 'RejectCompletion' }>;

/** What the responsible organisation reports, and that it did not. */
export function decideOnReports(measure: KnownMeasure, command: Exclude<ReportingCommand, Verdict>): MeasureDecision {
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

/** Four eyes (rule 1): somebody else says whether a claimed completion holds. */
export function judgeCompletion(measure: KnownMeasure, command: Verdict): MeasureDecision {
  const { measureId, by } = command;
  if (measure.status !== 'CLAIMED' || !measure.claimedBy) return refuse('NO_CLAIM', 'measureId');
  if ([measure.claimedBy, ...measure.claimAuthors].some((author) => isOwnWork(author, by))) return refuse('OWN_WORK');
  return command.type === 'VerifyCompletion'
    ? [{ type: 'CompletionVerified', data: { measureId, verifiedBy: authorOf(by) } }]
    : [{ type: 'CompletionRejected', data: { measureId, rejectedBy: authorOf(by), why: command.why } }];
}
