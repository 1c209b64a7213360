import type { Author, CalendarDate, DecimalString, Event, Evidence, LegalAct, LocalizedText } from '@baikoo/kernel';

/** Where the money comes from (glossary: source of funding). */
export type FundingSource = 'REPUBLICAN_BUDGET' | 'LOCAL_BUDGET' | 'DONOR' | 'OTHER';

/** The one organisation that answers for a measure reports on it; co-executors take part in carrying it out. */
export type ExecutorRole = 'RESPONSIBLE' | 'CO_EXECUTOR';

/** The report that a fact about a measure was taken from. */
type Reported = { measureId: string; cycleId: string; submissionId: string; reportedBy: Author };

type FundingEnd = { measureId: string; lineId: string };

/** Everything that can have happened to a measure. Kept for ever: a changed shape takes an upcast beside this file. */
export type MeasureEvent =
  | Event<
      'MeasureAdded',
      {
        measureId: string;
        planId: string;
        directionId: string;
        taskId: string;
        titles: LocalizedText;
        responsibleOrganisationId: string;
        territoryId: string;
        plannedStart: CalendarDate;
        deadline: CalendarDate;
        expectedResult: LocalizedText | null;
        /** Invented to show how the system works; stands in no official document. */
        illustrative: boolean;
        coExecutorIds?: readonly string[];
        /** By what it will be seen that the result was reached. */
        meansOfVerification?: LocalizedText | null;
        /** The amendment by which it came into a plan that was already adopted. */
        amendmentId?: string | null;
      }
    >
  | Event<
      'MeasureReworded',
      { measureId: string; titles: LocalizedText; expectedResult: LocalizedText | null; amendmentId: string | null }
    >
  | Event<'ResponsiblePartyAssigned', { measureId: string; organisationId: string; as: ExecutorRole }>
  | Event<'ResponsiblePartyReleased', { measureId: string; organisationId: string; as: ExecutorRole }>
  | Event<
      'DeadlineExtended',
      { measureId: string; formerDeadline: CalendarDate; deadline: CalendarDate; why: string; decision: LegalAct }
    >
  | Event<'MeasureSuspended', { measureId: string; on: CalendarDate; why: string; decision: LegalAct }>
  | Event<'MeasureResumed', { measureId: string; on: CalendarDate; why: string }>
  | Event<
      'MeasureCancelled',
      { measureId: string; on: CalendarDate; why: string; decision: LegalAct; amendmentId: string | null }
    >
  | Event<
      'FundingPlanned',
      { measureId: string; lineId: string; source: FundingSource; year: number; amount: DecimalString }
    >
  | Event<'FundingAllocated', { measureId: string; lineId: string; amount: DecimalString }>
  /** Allocated money moved to another line, perhaps of another measure. Written by the measure that gives. */
  | Event<
      'FundingReallocated',
      { measureId: string; lineId: string; to: FundingEnd; amount: DecimalString; why: string; reallocationId: string }
    >
  /** The other end of a reallocation between two measures, written by the measure that receives. */
  | Event<
      'FundingReceived',
      { measureId: string; lineId: string; from: FundingEnd; amount: DecimalString; reallocationId: string }
    >
  | Event<
      'ExpenditureRecorded',
      Reported & {
        lineId: string;
        amount: DecimalString;
        /** The amount is the difference to what the same report said before; it may be below zero. */
        correction?: boolean;
      }
    >
  | Event<
      'ProgressReported',
      Reported & {
        percent: number;
        text: string;
        difficulties: string | null;
        /** What was done about the difficulties. */
        actionTaken?: string | null;
      }
    >
  /** A cycle's deadline passed without a report of the responsible organisation. */
  | Event<'MeasureReportMissed', { measureId: string; cycleId: string }>
  | Event<
      'CompletionClaimed',
      Reported & {
        completedOn: CalendarDate;
        evidence: Evidence;
        furtherEvidence?: readonly Evidence[];
        /** Everybody who ever wrote the claim, where that is not `reportedBy` alone. */
        authors?: readonly Author[];
      }
    >
  /** The report that claimed it was corrected, and says it no more or otherwise. */
  | Event<
      'CompletionWithdrawn',
      { measureId: string; cycleId: string; submissionId: string; withdrawnBy: Author; why: string }
    >
  | Event<'CompletionVerified', { measureId: string; verifiedBy: Author }>
  | Event<'CompletionRejected', { measureId: string; rejectedBy: Author; why: string }>
  | Event<'IndicatorLinked', { measureId: string; indicatorId: string }>
  | Event<'IndicatorUnlinked', { measureId: string; indicatorId: string }>
  /** The task of the national plan that a measure of a joint plan serves. */
  | Event<'MeasureLinkedToTask', { measureId: string; planId: string; taskId: string }>
  | Event<'MeasureUnlinkedFromTask', { measureId: string; planId: string; taskId: string }>
  /** A change that an amendment of the plan asked for and that could not be made. */
  | Event<
      'AmendmentNotApplied',
      { measureId: string; planId: string; amendmentId: string; change: string; refused: string }
    >;
