/** What happened, in the words of the audit trail. Keys are the names of the facts in the record. */
export const eventsEn = {
  TerritoryRegistered: 'Territory registered',
  OrganisationRegistered: 'Organisation registered',
  MandateGranted: 'Mandate granted',
  MandateRevoked: 'Mandate revoked',
  PlanDrafted: 'Plan drafted',
  DirectionAdded: 'Direction added to the draft',
  TaskAdded: 'Task added to the draft',
  PlanAdopted: 'Plan adopted',
  MeasureAdded: 'Measure added to the plan',
  FundingPlanned: 'Funding planned',
  FundingAllocated: 'Funding allocated',
  ExpenditureRecorded: 'Expenditure recorded',
  ProgressReported: 'Progress reported',
  CompletionClaimed: 'Completion claimed',
  CompletionVerified: 'Completion verified',
  CompletionRejected: 'Claim of completion rejected',
  IndicatorDefined: 'Indicator defined',
  DefinitionRevised: 'Definition of the indicator revised',
  BaselineSet: 'Baseline set',
  TargetSet: 'Target set',
  ReadingRecorded: 'Reading recorded',
  ReadingFlagged: 'Reading flagged: sources contradict each other',
  ReadingConfirmed: 'Reading confirmed',
  CycleOpened: 'Reporting cycle opened',
  ObligationIssued: 'Obligation to report issued',
  CycleClosed: 'Reporting cycle closed',
  SubmissionStarted: 'Report begun',
  ItemReported: 'Item written into the report',
  ItemWithdrawn: 'Item taken out of the report',
  ReportSubmitted: 'Report submitted',
  ReportReturned: 'Report returned with remarks',
  ReportAccepted: 'Report accepted',
  SubmissionConsolidated: 'Report taken over into the record',
  ReportCompiled: 'Monitoring report compiled',
  RiskRegistered: 'Risk registered',
} as const;

export type EventName = keyof typeof eventsEn;

/** Every fact that the record can hold, by name. */
export const factNames = Object.keys(eventsEn) as readonly EventName[];
