import type { CommandName } from './commands.js';
import { isRole, type Role } from './roles.js';

const MAP = [
  'RegisterTerritory',
  'RenameTerritory',
  'ReparentTerritory',
  'MergeTerritories',
  'SplitTerritory',
  'AbolishTerritory',
  'RepealTerritoryChange',
] as const;
const REGISTERS = [...MAP, 'RegisterOrganisation', 'GrantMandate', 'RevokeMandate'] as const;
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
const INDICATORS = [
  'DefineIndicator',
  'ActivateIndicator',
  'RetireIndicator',
  'ReviseDefinition',
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
const REOPENING = ['ReopenSubmission', 'ApproveCorrection', 'RejectCorrection'] as const;
const REVIEW = ['StartReview', 'EndorseReport', 'ReturnReport', 'AcceptReport'] as const;
const VERIFICATION = ['VerifyCompletion', 'RejectCompletion'] as const;

/** NOTHING: only who they are themselves. DATA: domain data. DATA_AND_TRAIL: also who changed or tried what. */
export type Reading = 'NOTHING' | 'DATA' | 'DATA_AND_TRAIL';

export type Permissions = { readonly commands: readonly CommandName[]; readonly reading: Reading };

/**
 * The permission table: what a role may ask for at all. A default, configuration and not law. Whether the subject is
 * the caller's to act on (own territory, own organisation, four eyes) is decided in the domain of that subject.
 */
export const PERMISSIONS: Readonly<Record<Role, Permissions>> = {
  LOCAL_CONTRIBUTOR: { commands: REPORTING, reading: 'DATA' },
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
    reading: 'DATA',
  },
  COMMISSION_CHAIR: {
    commands: [...REVIEW, ...VERIFICATION, ...CONFIRMING, 'ResolveFlag', 'RequestCorrection', ...ADOPTION],
    reading: 'DATA',
  },
  LOCAL_KENESH: { commands: [], reading: 'DATA' },
  MINISTRY_FOCAL_POINT: {
    commands: [...REPORTING, ...SUBMITTING, ...EXPLAINING, ...PROPOSING, 'RequestCorrection'],
    reading: 'DATA',
  },
  // Drafts the national plan and never adopts it; reports in the place of others only marked so.
  COUNCIL_SECRETARIAT: {
    commands: [
      ...REGISTERS,
      ...PLANNING,
      ...DRAFTING,
      ...PROPOSING,
      ...CARRYING_OUT,
      ...INDICATORS,
      ...EXPLAINING,
      ...CONFIRMING,
      ...CYCLES,
      ...REPORTING,
      ...SUBMITTING,
      ...REVIEW,
      ...REOPENING,
      ...VERIFICATION,
      'CompileReport',
      'PublishErratum',
      'RegisterRisk',
    ],
    reading: 'DATA_AND_TRAIL',
  },
  COUNCIL_CHAIR: { commands: ADOPTION, reading: 'DATA_AND_TRAIL' },
  AUDITOR: { commands: [], reading: 'DATA_AND_TRAIL' },
  EXPERT: { commands: [], reading: 'DATA' },
  PUBLIC: { commands: [], reading: 'NOTHING' },
  OPERATOR: { commands: [], reading: 'NOTHING' },
};

/** Queries that answer only what the caller is to the program: open to everybody who signed in. */
const OWN_QUERIES: readonly string[] = ['me'];
/** Queries about people's acts rather than about crime prevention. */
const TRAIL_QUERIES: readonly string[] = ['auditTrail', 'difference', 'refusedAttempts'];

export const mayCommand = (role: string, command: string): boolean =>
  isRole(role) && (PERMISSIONS[role].commands as readonly string[]).includes(command);

export function mayQuery(role: string, query: string): boolean {
  if (!isRole(role)) return false;
  if (OWN_QUERIES.includes(query)) return true;
  const { reading } = PERMISSIONS[role];
  return TRAIL_QUERIES.includes(query) ? reading === 'DATA_AND_TRAIL' : reading !== 'NOTHING';
}
