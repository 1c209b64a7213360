import type { Author, CalendarDate, DecimalString, Event, Evidence, LocalizedText } from '@baikoo/kernel';

/** Where the money comes from (glossary: source of funding). */
export type FundingSource = 'REPUBLICAN_BUDGET' | 'LOCAL_BUDGET' | 'DONOR' | 'OTHER';

/** The report that a fact about a measure was taken from. */
type Reported = { measureId: string; cycleId: string; submissionId: string; reportedBy: Author };

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
      }
    >
  | Event<
      'FundingPlanned',
      { measureId: string; lineId: string; source: FundingSource; year: number; amount: DecimalString }
    >
  | Event<'FundingAllocated', { measureId: string; lineId: string; amount: DecimalString }>
  | Event<'ExpenditureRecorded', Reported & { lineId: string; amount: DecimalString }>
  | Event<'ProgressReported', Reported & { percent: number; text: string; difficulties: string | null }>
  | Event<'CompletionClaimed', Reported & { completedOn: CalendarDate; evidence: Evidence }>
  | Event<'CompletionVerified', { measureId: string; verifiedBy: Author }>
  | Event<'CompletionRejected', { measureId: string; rejectedBy: Author; why: string }>;
