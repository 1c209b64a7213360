import { type DecimalString, ratio } from '@baikoo/kernel';

/** Reports counted: how many are owed by nobody's leave, and what came of them. */
export type SubmissionCounts = {
  /** Obligations − exemptions. */
  readonly expected: number;
  /** Submitted at least once, whatever happened to them then. */
  readonly submitted: number;
  readonly accepted: number;
  /** First submitted by the end of the due day in Bishkek: submitting again never improves it. */
  readonly onTime: number;
};

/** Shares of the reports expected, as 0…1; null where none was expected. */
export type SubmissionRates = {
  readonly submissionRate: DecimalString | null;
  readonly completeness: DecimalString | null;
  readonly timeliness: DecimalString | null;
};

/**
 * expected = obligations − exemptions; submission rate = submitted / expected; completeness = accepted / expected;
 * timeliness = first submitted by the due moment / expected.
 */
export function ratesOf({ expected, submitted, accepted, onTime }: SubmissionCounts): SubmissionRates {
  const share = (part: number) => ratio(String(part), String(expected)) ?? null;
  return { submissionRate: share(submitted), completeness: share(accepted), timeliness: share(onTime) };
}

/** The same in words, for whoever is shown a rate. */
export const SUBMISSION_FORMULAS = [
  'expected = obligations − exemptions',
  'submissionRate = submitted / expected',
  'completeness = accepted / expected',
  'timeliness = first submitted by the end of the due day in Bishkek / expected',
] as const;
