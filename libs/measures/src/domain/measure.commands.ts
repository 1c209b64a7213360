import type {
  AmountRefusal,
  Author,
  CalendarDate,
  Command,
  DecimalString,
  Evidence,
  EvidenceRefusal,
  LegalAct,
  LocalizedText,
  Refusal,
} from '@baikoo/kernel';
import type { FundingSource, MeasureEvent } from './measure.events.js';

/** What a measure must know of its plan; looked up by whoever sends the command. */
export type PlanOfMeasure = {
  readonly status: 'UNKNOWN' | 'DRAFT' | 'CONSULTATION' | 'ADOPTED' | 'CLOSED' | 'SUPERSEDED';
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** The direction of the task; undefined when the plan has no such task. */
  readonly directionId: string | undefined;
};

/** The two plans of a link, as they stand; looked up by whoever sends the command. */
export type PlansOfLink = {
  readonly own: 'NATIONAL' | 'LOCAL_JOINT' | undefined;
  readonly served: {
    readonly kind: 'NATIONAL' | 'LOCAL_JOINT' | undefined;
    readonly adopted: boolean;
    readonly hasTask: boolean;
  };
};

/** The line that money is moved to, when it is another measure's; undefined when there is no such measure or line. */
export type ReceivingLine = { readonly planId: string; readonly source: FundingSource } | undefined;

type Of = { measureId: string };
type OfReport = Of & { cycleId: string; submissionId: string };
type OfPlan = { plan: PlanOfMeasure };

/**
 * The amendment that asks for the change. Only {@link AmendmentProcess} says so: an adopted plan takes measures in and
 * rewords them in no other way (rule 3). Absent or null: a change of a draft, or a decision of its own.
 */
type ByAmendment = { amendmentId?: string | null };

/**
 * Whether the caller's mandate reaches the territory of the measure and, for a new one, of its plan: looked up by
 * whoever sends the command (rule 2).
 */
type Reach = { withinMandate: boolean };
/** Whether the plan of the measure is of a kind that the caller's role words: what changes the plan's text. */
type Wording = Reach & { keepsPlans: boolean };
/** Whether the plan of the measure is of a kind whose measures the caller's role carries out. */
type Carrying = Reach & { carriesOut: boolean };

export type AddMeasure = Command<
  'AddMeasure',
  {
    measureId: string;
    planId: string;
    taskId: string;
    titles: LocalizedText;
    responsibleOrganisationId: string;
    coExecutorIds?: readonly string[] | null;
    territoryId: string;
    plannedStart: CalendarDate;
    deadline: CalendarDate;
    expectedResult: LocalizedText | null;
    meansOfVerification?: LocalizedText | null;
    illustrative: boolean;
  } & ByAmendment &
    OfPlan &
    Wording
>;

/** Wording and executors. */
export type ShapingCommand =
  | Command<
      'RewordMeasure',
      Of & { titles: LocalizedText; expectedResult: LocalizedText | null } & ByAmendment & OfPlan & Wording
    >
  | Command<'ReassignMeasure', Of & { responsibleOrganisationId: string } & ByAmendment & OfPlan & Wording>
  | Command<'AssignCoExecutor' | 'ReleaseCoExecutor', Of & { organisationId: string } & Carrying>;

/** Time: extension, suspension, cancellation. Each rests on a decision that is named. */
export type ScheduleCommand =
  | Command<'ExtendDeadline', Of & { deadline: CalendarDate; why: string; decision: LegalAct } & OfPlan & Carrying>
  | Command<'SuspendMeasure', Of & { why: string; decision: LegalAct } & OfPlan & Carrying>
  | Command<'ResumeMeasure', Of & { why: string } & OfPlan & Carrying>
  | Command<'CancelMeasure', Of & { why: string; decision: LegalAct } & ByAmendment & OfPlan & Carrying>;

export type FundingCommand = (
  | Command<
      'PlanFunding',
      Of & { lineId: string; source: FundingSource; year: number; amount: DecimalString } & OfPlan & Carrying
    >
  | Command<'AllocateFunding', Of & { lineId: string; amount: DecimalString } & Carrying>
  | Command<
      'ReallocateFunding',
      Of & {
        lineId: string;
        toMeasureId: string;
        toLineId: string;
        amount: DecimalString;
        why: string;
        reallocationId: string;
        receiving: ReceivingLine;
      } & Carrying
    >
  | Command<
      'ReceiveFunding',
      Of & { lineId: string; fromMeasureId: string; fromLineId: string; amount: DecimalString; reallocationId: string }
    >
  /** `correction`: the amount is the difference to what the report said before, and may be below zero. */
  | Command<'RecordExpenditure', OfReport & { lineId: string; amount: DecimalString; correction?: boolean }>
) & {
  /** The largest amount that one act may name; the standard unless said. */
  readonly largestAct?: DecimalString;
};

export type ReportingCommand =
  | Command<
      'RecordProgress',
      OfReport & { percent: number; text: string; difficulties: string | null; actionTaken?: string | null }
    >
  | Command<
      'ClaimCompletion',
      OfReport & {
        completedOn: CalendarDate;
        evidence: Evidence;
        furtherEvidence?: readonly Evidence[];
        /** Everybody who ever wrote the claim: none of them judges it. */
        authors?: readonly Author[];
      }
    >
  /** Asked by the process that watches deadlines of cycles, for each measure underway of who missed one. */
  | Command<'RecordMissedReport', Of & { cycleId: string }>
  /** The report that claimed it was corrected since, for the reason of its reopening. */
  | Command<'WithdrawClaim', OfReport & { why: string }>
  | Command<'VerifyCompletion', Of & Reach>
  | Command<'RejectCompletion', Of & { why: string } & Reach>;

export type LinkCommand =
  | Command<'LinkIndicator' | 'UnlinkIndicator', Of & { indicatorId: string } & Carrying>
  | Command<'LinkToTask', Of & { planId: string; taskId: string; plans: PlansOfLink } & Carrying>
  | Command<'UnlinkFromTask', Of & { planId: string; taskId: string } & Carrying>;

/** What an amendment asked for and a measure could not do, kept where people see it. */
export type RecordAmendmentNotApplied = Command<
  'RecordAmendmentNotApplied',
  Of & { planId: string; amendmentId: string; change: string; refused: string }
>;

export type MeasureCommand =
  | AddMeasure
  | ShapingCommand
  | ScheduleCommand
  | FundingCommand
  | ReportingCommand
  | LinkCommand
  | RecordAmendmentNotApplied;

export type MeasureRefusal =
  | AmountRefusal
  | EvidenceRefusal
  | 'UNKNOWN_PLAN'
  | 'NOT_A_DRAFT'
  | 'NOT_ADOPTED'
  | 'PLAN_ENDED'
  | 'UNKNOWN_TASK'
  | 'PERIOD_REVERSED'
  | 'OUTSIDE_THE_PLAN'
  | 'YEAR_OUTSIDE_THE_PLAN'
  | 'ALREADY_ADDED'
  | 'UNKNOWN_MEASURE'
  | 'UNKNOWN_FUNDING_LINE'
  | 'NOT_ENOUGH_ALLOCATED'
  | 'SAME_FUNDING_LINE'
  | 'OTHER_FUNDING_SOURCE'
  | 'OTHER_PLAN'
  | 'NOT_RESPONSIBLE'
  | 'ALREADY_ASSIGNED'
  | 'NOT_ASSIGNED'
  | 'ALREADY_RESPONSIBLE'
  | 'DEADLINE_NOT_LATER'
  | 'DECISION_REQUIRED'
  | 'DECISION_INCOMPLETE'
  | 'MEASURE_SUSPENDED'
  | 'MEASURE_CANCELLED'
  | 'NOT_SUSPENDED'
  | 'ALREADY_COMPLETED'
  | 'NOT_YET_COMPLETED'
  | 'COMPLETED_BEFORE_START'
  | 'NOTHING_CHANGED'
  | 'NO_CLAIM'
  | 'ALREADY_REPORTED'
  | 'ALREADY_LINKED'
  | 'NOT_LINKED'
  | 'NOT_A_JOINT_PLAN'
  | 'NOT_A_NATIONAL_PLAN'
  | 'FOREIGN_TERRITORY'
  | 'NOT_YOUR_KIND_OF_PLAN'
  | 'OWN_WORK';

export type MeasureDecision = readonly MeasureEvent[] | Refusal<MeasureRefusal>;
