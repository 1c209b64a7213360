import type { Actor } from '@baikoo/kernel';
import type { CommandName } from './commands.js';
import { isForRepublic, isRole, type Role } from './roles.js';

const MAP = [
  'RegisterTerritory',
  'RenameTerritory',
  'ReparentTerritory',
  'MergeTerritories',
  'SplitTerritory',
  'AbolishTerritory',
  'RepealTerritoryChange',
] as const;
/** Data about people in office, outside the record. */
const PEOPLE = ['RecordPerson', 'CorrectPerson', 'ErasePerson'] as const;
const REGISTERS = [
  ...MAP,
  'RegisterOrganisation',
  'GrantMandate',
  'ExtendMandate',
  'RevokeMandate',
  ...PEOPLE,
] as const;
const PLANNING = ['DraftPlan', 'AddDirection', 'AddTask', 'AddMeasure', 'PlanFunding', 'AllocateFunding'] as const;
/** What a draft goes through. */
const DRAFTING = ['RewordDirection', 'RemoveDirection', 'RewordTask', 'RemoveTask', 'OpenConsultation'] as const;
/** What is asked of an adopted plan; its chair decides. */
const PROPOSING = ['ProposeAmendment', 'WithdrawAmendment'] as const;
/** What the chair of a commission or of the Council decides about a plan. */
const ADOPTION = ['AdoptPlan', 'AdoptAmendment', 'RejectAmendment', 'ClosePlan', 'SupersedePlan'] as const;
/** What the keepers of a plan do with its measures; what moves time or ends one names a decision besides. */
const CARRYING_OUT = [
  'RewordMeasure',
  'ReassignMeasure',
  'AssignCoExecutor',
  'ReleaseCoExecutor',
  'ReallocateFunding',
  'LinkIndicator',
  'UnlinkIndicator',
  'LinkToTask',
  'UnlinkFromTask',
  'ExtendDeadline',
  'SuspendMeasure',
  'ResumeMeasure',
  'CancelMeasure',
] as const;
const DEFINITIONS = ['DefineIndicator', 'ActivateIndicator', 'RetireIndicator', 'ReviseDefinition'] as const;
/** Figures of indicators that the secretariat takes over from publications. */
const FIGURES = [
  'SetBaseline',
  'RestateBaseline',
  'SetTarget',
  'ReviseTarget',
  'RecordReading',
  'CorrectReading',
  'RetractReading',
] as const;
/** What a territory, or the ministry that answers for an indicator, owes for readings: an explanation, or why there is none. */
const EXPLAINING = ['DeclareReadingMissing', 'ResolveFlag'] as const;
/** What is accepted with a report waits for this: somebody else above it says that the figure holds. */
const CONFIRMING = ['ConfirmReading'] as const;
const CYCLES = [
  'OpenCycle',
  'IssueObligation',
  'CloseCycle',
  'SetReportingCalendar',
  'OpenScheduledCycle',
  'ApplyTemplate',
  'ExemptObligation',
  'RevokeExemption',
  'FinaliseCycle',
] as const;
const REPORTING = [
  'ReportProgress',
  'ClaimCompletion',
  'ReportExpenditure',
  'ReportReading',
  'WithdrawItem',
  'AnswerRemark',
] as const;
const SUBMITTING = ['SubmitReport', 'WithdrawReport'] as const;
const REOPENING = ['ReopenSubmission', 'ExtendReopening', 'ApproveCorrection', 'RejectCorrection'] as const;
const REVIEW = ['StartReview', 'EndorseReport', 'ReturnReport', 'AcceptReport'] as const;
const VERIFICATION = ['VerifyCompletion', 'RejectCompletion'] as const;
/** Which key signs checkpoints of the record: the Council decides, and whoever runs the system installs it. */
const KEYS = ['AdoptSigningKey', 'RotateSigningKey'] as const;
const NATIONAL = ['CompileReport', 'PublishErratum', 'RegisterRisk', 'SetConvention'] as const;

/** What is the republic's as a whole and of no place in it: whoever holds a mandate for a part does none of it. */
export const OF_THE_REPUBLIC: readonly CommandName[] = [
  ...REGISTERS,
  ...DEFINITIONS,
  ...FIGURES,
  ...CYCLES,
  ...NATIONAL,
  ...KEYS,
];

export type Permissions = { readonly commands: readonly CommandName[] };

/**
 * The permission table: what a role may ask for at all. A default, configuration and not law. Whether the subject is
 * the caller's to act on (own territory, own organisation, four eyes) is decided in the domain of that subject.
 */
export const PERMISSIONS: Readonly<Record<Role, Permissions>> = {
  LOCAL_CONTRIBUTOR: { commands: REPORTING },
  COMMISSION_SECRETARY: {
    commands: [
      ...PLANNING,
      ...DRAFTING,
      ...PROPOSING,
      ...CARRYING_OUT,
      ...REPORTING,
      ...SUBMITTING,
      ...REVIEW,
      ...EXPLAINING,
      ...CONFIRMING,
    ],
  },
  COMMISSION_CHAIR: {
    commands: [...REVIEW, ...VERIFICATION, ...CONFIRMING, 'ResolveFlag', 'RequestCorrection', ...ADOPTION],
  },
  LOCAL_KENESH: { commands: [] },
  MINISTRY_FOCAL_POINT: {
    commands: [...REPORTING, ...SUBMITTING, ...EXPLAINING, ...PROPOSING, 'RequestCorrection'],
  },
  // Drafts the national plan and never adopts it; reports in the place of others only marked so.
  COUNCIL_SECRETARIAT: {
    commands: [
      ...REGISTERS,
      ...PLANNING,
      ...DRAFTING,
      ...PROPOSING,
      ...CARRYING_OUT,
      ...DEFINITIONS,
      ...FIGURES,
      ...EXPLAINING,
      ...CONFIRMING,
      ...CYCLES,
      ...REPORTING,
      ...SUBMITTING,
      ...REVIEW,
      ...REOPENING,
      ...VERIFICATION,
      ...NATIONAL,
      ...KEYS,
    ],
  },
  COUNCIL_CHAIR: { commands: [...ADOPTION, ...KEYS] },
  AUDITOR: { commands: [] },
  EXPERT: { commands: [] },
  PUBLIC: { commands: [] },
  OPERATOR: { commands: [] },
};

/** Why a command may not be given at all: the role never may, or this mandate is for a part of what it is about. */
export type CommandRefusal = 'NOT_PERMITTED' | 'FOREIGN_TERRITORY';

export const mayCommand = (role: string, command: string): boolean =>
  isRole(role) && (PERMISSIONS[role].commands as readonly string[]).includes(command);

export function findCommandRefusal(
  by: Pick<Actor, 'role' | 'territoryId'>,
  command: string,
): CommandRefusal | undefined {
  if (!mayCommand(by.role, command)) return 'NOT_PERMITTED';
  const isOfRepublic = (OF_THE_REPUBLIC as readonly string[]).includes(command);
  return isOfRepublic && !isForRepublic(by) ? 'FOREIGN_TERRITORY' : undefined;
}
