import { describe, expect, test } from '@jest/globals';
import { COMMANDS } from './commands.js';
import { mayCommand } from './policy.js';
import { ROLES } from './roles.js';

// Local contributor, commission secretary and chair, local kenesh, ministry focal point, council secretariat and chair,
// auditor, expert, public, operator: the order of ROLES.
const TABLE = `
                       LC CS CC LK MF SE CH AU EX PU OP
  RegisterTerritory    .  .  .  .  .  x  .  .  .  .  .
  RenameTerritory      .  .  .  .  .  x  .  .  .  .  .
  ReparentTerritory    .  .  .  .  .  x  .  .  .  .  .
  MergeTerritories     .  .  .  .  .  x  .  .  .  .  .
  SplitTerritory       .  .  .  .  .  x  .  .  .  .  .
  AbolishTerritory     .  .  .  .  .  x  .  .  .  .  .
  RepealTerritoryChange .  .  .  .  .  x  .  .  .  .  .
  RegisterOrganisation .  .  .  .  .  x  .  .  .  .  .
  GrantMandate         .  .  .  .  .  x  .  .  .  .  .
  ExtendMandate        .  .  .  .  .  x  .  .  .  .  .
  RevokeMandate        .  .  .  .  .  x  .  .  .  .  .
  RecordPerson         .  .  .  .  .  x  .  .  .  .  .
  CorrectPerson        .  .  .  .  .  x  .  .  .  .  .
  ErasePerson          .  .  .  .  .  x  .  .  .  .  .
  DraftPlan            .  x  .  .  .  x  .  .  .  .  .
  AddDirection         .  x  .  .  .  x  .  .  .  .  .
  AddTask              .  x  .  .  .  x  .  .  .  .  .
  AdoptPlan            .  .  x  .  .  .  x  .  .  .  .
  RewordDirection      .  x  .  .  .  x  .  .  .  .  .
  RemoveDirection      .  x  .  .  .  x  .  .  .  .  .
  RewordTask           .  x  .  .  .  x  .  .  .  .  .
  RemoveTask           .  x  .  .  .  x  .  .  .  .  .
  OpenConsultation     .  x  .  .  .  x  .  .  .  .  .
  ProposeAmendment     .  x  .  .  x  x  .  .  .  .  .
  WithdrawAmendment    .  x  .  .  x  x  .  .  .  .  .
  RejectAmendment      .  .  x  .  .  .  x  .  .  .  .
  AdoptAmendment       .  .  x  .  .  .  x  .  .  .  .
  ClosePlan            .  .  x  .  .  .  x  .  .  .  .
  SupersedePlan        .  .  x  .  .  .  x  .  .  .  .
  AddMeasure           .  x  .  .  .  x  .  .  .  .  .
  PlanFunding          .  x  .  .  .  x  .  .  .  .  .
  AllocateFunding      .  x  .  .  .  x  .  .  .  .  .
  RewordMeasure        .  x  .  .  .  x  .  .  .  .  .
  ReassignMeasure      .  x  .  .  .  x  .  .  .  .  .
  AssignCoExecutor     .  x  .  .  .  x  .  .  .  .  .
  ReleaseCoExecutor    .  x  .  .  .  x  .  .  .  .  .
  ExtendDeadline       .  x  .  .  .  x  .  .  .  .  .
  SuspendMeasure       .  x  .  .  .  x  .  .  .  .  .
  ResumeMeasure        .  x  .  .  .  x  .  .  .  .  .
  CancelMeasure        .  x  .  .  .  x  .  .  .  .  .
  ReallocateFunding    .  x  .  .  .  x  .  .  .  .  .
  LinkIndicator        .  x  .  .  .  x  .  .  .  .  .
  UnlinkIndicator      .  x  .  .  .  x  .  .  .  .  .
  LinkToTask           .  x  .  .  .  x  .  .  .  .  .
  UnlinkFromTask       .  x  .  .  .  x  .  .  .  .  .
  DefineIndicator      .  .  .  .  .  x  .  .  .  .  .
  ActivateIndicator    .  .  .  .  .  x  .  .  .  .  .
  RetireIndicator      .  .  .  .  .  x  .  .  .  .  .
  ReviseDefinition     .  .  .  .  .  x  .  .  .  .  .
  SetBaseline          .  .  .  .  .  x  .  .  .  .  .
  RestateBaseline      .  .  .  .  .  x  .  .  .  .  .
  SetTarget            .  .  .  .  .  x  .  .  .  .  .
  ReviseTarget         .  .  .  .  .  x  .  .  .  .  .
  RecordReading        .  .  .  .  .  x  .  .  .  .  .
  CorrectReading       .  .  .  .  .  x  .  .  .  .  .
  RetractReading       .  .  .  .  .  x  .  .  .  .  .
  DeclareReadingMissing .  x  .  .  x  x  .  .  .  .  .
  ResolveFlag          .  x  x  .  x  x  .  .  .  .  .
  ConfirmReading       .  x  x  .  .  x  .  .  .  .  .
  OpenCycle            .  .  .  .  .  x  .  .  .  .  .
  IssueObligation      .  .  .  .  .  x  .  .  .  .  .
  CloseCycle           .  .  .  .  .  x  .  .  .  .  .
  SetReportingCalendar .  .  .  .  .  x  .  .  .  .  .
  OpenScheduledCycle   .  .  .  .  .  x  .  .  .  .  .
  ApplyTemplate        .  .  .  .  .  x  .  .  .  .  .
  ExemptObligation     .  .  .  .  .  x  .  .  .  .  .
  RevokeExemption      .  .  .  .  .  x  .  .  .  .  .
  FinaliseCycle        .  .  .  .  .  x  .  .  .  .  .
  ReportProgress       x  x  .  .  x  x  .  .  .  .  .
  ClaimCompletion      x  x  .  .  x  x  .  .  .  .  .
  ReportExpenditure    x  x  .  .  x  x  .  .  .  .  .
  ReportReading        x  x  .  .  x  x  .  .  .  .  .
  WithdrawItem         x  x  .  .  x  x  .  .  .  .  .
  SubmitReport         .  x  .  .  x  x  .  .  .  .  .
  ReturnReport         .  x  x  .  .  x  .  .  .  .  .
  AcceptReport         .  x  x  .  .  x  .  .  .  .  .
  AnswerRemark         x  x  .  .  x  x  .  .  .  .  .
  WithdrawReport       .  x  .  .  x  x  .  .  .  .  .
  StartReview          .  x  x  .  .  x  .  .  .  .  .
  EndorseReport        .  x  x  .  .  x  .  .  .  .  .
  ReopenSubmission     .  .  .  .  .  x  .  .  .  .  .
  ExtendReopening      .  .  .  .  .  x  .  .  .  .  .
  RequestCorrection    .  .  x  .  x  .  .  .  .  .  .
  ApproveCorrection    .  .  .  .  .  x  .  .  .  .  .
  RejectCorrection     .  .  .  .  .  x  .  .  .  .  .
  VerifyCompletion     .  .  x  .  .  x  .  .  .  .  .
  RejectCompletion     .  .  x  .  .  x  .  .  .  .  .
  CompileReport        .  .  .  .  .  x  .  .  .  .  .
  PublishErratum       .  .  .  .  .  x  .  .  .  .  .
  RegisterRisk         .  .  .  .  .  x  .  .  .  .  .
  SetConvention        .  .  .  .  .  x  .  .  .  .  .
  AdoptSigningKey      .  .  .  .  .  x  x  .  .  .  .
  RotateSigningKey     .  .  .  .  .  x  x  .  .  .  .
`;
const MATRIX = new Map(
  TABLE.trim()
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/ +/))
    .map(([command, ...cells]) => [command, ROLES.filter((_, column) => cells[column] === 'x')]),
);

describe('who may give which command', () => {
  test('the table names every command and no other', () => expect([...MATRIX.keys()]).toEqual(COMMANDS));
  test.each(COMMANDS)('%s', (command) =>
    expect(ROLES.filter((role) => mayCommand(role, command))).toEqual(MATRIX.get(command)),
  );
  test('nobody gives a command that is not in the table', () =>
    expect(ROLES.filter((role) => mayCommand(role, 'DeleteEverything'))).toEqual([]));
  test('a role that is not in the table may nothing', () => {
    expect(mayCommand('SUPERUSER', 'DraftPlan')).toBe(false);
    expect(mayCommand('toString', 'DraftPlan')).toBe(false);
  });
});
