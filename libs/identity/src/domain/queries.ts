/**
 * What a question is about, and so what of it a mandate lets its holder read.
 *
 * - SELF: who the caller is to the program; everybody who signed in.
 * - REFERENCE: registers, definitions and the calendar; everybody who reads data at all.
 * - SCOPED: things one by one; a list holds those within the reading scope, an id beyond it is like one that is not there.
 * - OWN: what lies before the own organisation.
 * - TERRITORY: figures of a territory that the question names; refused outside the scope.
 * - ORGANISATION: figures of an organisation that the question names; refused outside the scope.
 * - REPUBLIC: figures of the whole republic.
 * - TRAIL: who did, changed or tried what.
 * - PROOF: hashes, signatures and keys, which tell nothing of what they prove; everybody who signed in.
 */
export type QuerySubject =
  'SELF' | 'REFERENCE' | 'SCOPED' | 'OWN' | 'TERRITORY' | 'ORGANISATION' | 'REPUBLIC' | 'TRAIL' | 'PROOF';

/** Every query and subscription of the schema and every file. What is not declared here, nobody may ask. */
export const QUERIES = {
  me: 'SELF',
  // Of themselves; the secretariat, of everybody: the question looks after it.
  person: 'SELF',
  'export/person': 'SELF',

  territories: 'REFERENCE',
  territory: 'REFERENCE',
  territoryRegister: 'REFERENCE',
  organisations: 'REFERENCE',
  organisation: 'REFERENCE',
  // The calendar; what their filters and reports tell of who owes what is scoped.
  cycle: 'REFERENCE',
  cycles: 'REFERENCE',
  conventions: 'REFERENCE',
  // Definitions; the figures of a territory beyond the scope are refused field by field.
  indicator: 'REFERENCE',
  indicators: 'REFERENCE',

  // The texts of national plans belong to everybody who reads data, those of joint plans to their territory.
  plan: 'SCOPED',
  plans: 'SCOPED',
  direction: 'SCOPED',
  task: 'SCOPED',
  amendments: 'SCOPED',
  planVersions: 'SCOPED',
  planDifference: 'SCOPED',
  unappliedChanges: 'SCOPED',
  risks: 'SCOPED',
  measure: 'SCOPED',
  measures: 'SCOPED',
  localContribution: 'SCOPED',
  submission: 'SCOPED',
  submissions: 'SCOPED',
  completenessByOrganisation: 'SCOPED',
  silentReports: 'SCOPED',
  readings: 'SCOPED',
  readingFlags: 'SCOPED',
  silentSeries: 'SCOPED',
  cycleProgress: 'SCOPED',

  desk: 'OWN',
  myNotices: 'OWN',

  completeness: 'TERRITORY',
  indicatorRollUp: 'TERRITORY',
  regionalOverview: 'TERRITORY',
  commissionOverview: 'ORGANISATION',

  nationalOverview: 'REPUBLIC',
  monitoringReport: 'REPUBLIC',
  compiledReports: 'REPUBLIC',

  auditTrail: 'TRAIL',
  difference: 'TRAIL',
  refusedAttempts: 'TRAIL',
  trail: 'TRAIL',

  checkpoints: 'PROOF',
  inclusionProof: 'PROOF',
  consistencyProof: 'PROOF',
  signingKeys: 'PROOF',

  // Files over HTTP.
  'export/plan': 'SCOPED',
  'export/measures': 'SCOPED',
  'forms/form': 'SCOPED',
  'export/trail': 'TRAIL',
  // Whole events: whoever is shown them by the trail.
  'export/bundle': 'TRAIL',
} as const satisfies Readonly<Record<string, QuerySubject>>;

export type QueryName = keyof typeof QUERIES;

/** Undefined for what was not declared. */
export const subjectOf = (query: string): QuerySubject | undefined =>
  Object.hasOwn(QUERIES, query) ? QUERIES[query as QueryName] : undefined;
