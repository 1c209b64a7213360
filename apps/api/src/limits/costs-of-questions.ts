import type { QueryName } from '@baikoo/identity';

/** A row by its key. */
const ROW = 1;
/** One statement over one table, with what it counts. */
const LIST = 10;
/** Figures that are added up over the rows of several tables. */
const FIGURES = 100;
/** Histories of the record that are read and folded, one by one. */
const HISTORIES = 500;
const OVERVIEW = 2_000;
const REPORT = 20_000;

type Question = Exclude<QueryName, `${string}/${string}`>;

/**
 * What it takes to begin answering a question, before the values of its answer are counted; a value is 1. Whoever declares
 * a question has to say here what it costs. Guesses in steps of about ten, ordered by what the answers take in a demonstration.
 */
const COSTS = {
  ...{ me: ROW, person: ROW, organisation: ROW, plan: LIST, direction: ROW, task: ROW },
  ...{ measure: ROW, submission: ROW, cycle: ROW, indicator: LIST, territory: ROW },
  ...{
    territories: LIST,
    territoryRegister: LIST,
    organisations: LIST,
    cycles: LIST,
    conventions: LIST,
    indicators: LIST,
  },
  ...{ plans: LIST, amendments: LIST, unappliedChanges: LIST, risks: LIST, measures: LIST, submissions: LIST },
  ...{ readings: LIST, readingFlags: LIST, myNotices: LIST, compiledReports: LIST, refusedAttempts: LIST },
  ...{ silentReports: FIGURES, silentSeries: FIGURES, completeness: FIGURES, completenessByOrganisation: FIGURES },
  ...{ localContribution: FIGURES, indicatorRollUp: FIGURES, planVersions: FIGURES },
  // A state is sent again each time that something in it moves.
  ...{ cycleProgress: HISTORIES },
  ...{ planDifference: HISTORIES, auditTrail: HISTORIES, trail: HISTORIES, difference: 2 * HISTORIES },
  ...{ desk: OVERVIEW / 2, commissionOverview: OVERVIEW / 2, regionalOverview: OVERVIEW, nationalOverview: OVERVIEW },
  ...{ checkpoints: LIST, inclusionProof: FIGURES, consistencyProof: FIGURES, signingKeys: LIST },
  monitoringReport: REPORT,
} as const satisfies Readonly<Record<Question, number>>;

/** Undefined for what is no question of the schema. */
export const costOfQuestion = (name: string): number | undefined =>
  Object.hasOwn(COSTS, name) ? COSTS[name as Question] : undefined;
