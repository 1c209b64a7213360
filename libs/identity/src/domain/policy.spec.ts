import { describe, expect, test } from '@jest/globals';
import { COMMANDS } from './commands.js';
import { findCommandRefusal, mayCommand, OF_THE_REPUBLIC } from './policy.js';
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
/** What has no place: of a mandate for a part of the republic it is refused, whatever the part. */
const WITHOUT_A_PLACE = COMMANDS.filter(
  (command) =>
    /Territor|^(RegisterOrganisation|SetConvention|RegisterRisk|CompileReport|PublishErratum)$/.test(command) ||
    /Mandate$|Person$|Cycle$|Obligation$|Exemption$|Calendar$|Template$|Baseline$|Target$|SigningKey$/.test(command) ||
    /^(Define|Activate|Retire)Indicator$|^ReviseDefinition$|^(Record|Correct|Retract)Reading$/.test(command),
);
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
  test('a mandate for a part of the republic gives no command about the whole of it', () =>
    expect(OF_THE_REPUBLIC.toSorted()).toEqual(WITHOUT_A_PLACE.toSorted()));
  test.each(COMMANDS)('%s, by mandates for the republic, for none of it and for a part', (command) => {
    for (const role of ROLES) {
      const may = MATRIX.get(command)!.includes(role);
      const ofAPart = WITHOUT_A_PLACE.includes(command) ? 'FOREIGN_TERRITORY' : undefined;
      expect([
        role,
        ...['KG', null, 'KG-X'].map((territoryId) => findCommandRefusal({ role, territoryId }, command)),
      ]).toEqual([
        role,
        ...(may ? [undefined, undefined, ofAPart] : ['NOT_PERMITTED', 'NOT_PERMITTED', 'NOT_PERMITTED']),
      ]);
    }
  });
  test('nobody gives a command that is not in the table', () =>
    expect(ROLES.filter((role) => mayCommand(role, 'DeleteEverything'))).toEqual([]));
  test('a role that is not in the table may nothing', () => {
    expect(mayCommand('SUPERUSER', 'DraftPlan')).toBe(false);
    expect(mayCommand('toString', 'DraftPlan')).toBe(false);
  });
});
