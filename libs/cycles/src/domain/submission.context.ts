/** What a submission must know of its cycle; looked up by whoever sends the command. */
export type CycleOfSubmission = {
  readonly status: 'UNKNOWN' | 'SCHEDULED' | 'OPEN' | 'CLOSED' | 'FINALISED';
  readonly planId: string;
  readonly illustrative: boolean;
  /** Whether the organisation owes a report, and for which territory. */
  readonly owed: boolean;
  readonly territoryId: string | null;
  readonly exempt?: boolean;
  /** The commissions whose endorsement comes before the acceptance, in this order. */
  readonly endorsedBy?: readonly string[];
};

export type OfSubmission = {
  submissionId: string;
  cycleId: string;
  organisationId: string;
  cycle: CycleOfSubmission;
};
