import { ratio, round, subtract, sum } from '@baikoo/kernel';
import { ratesOf, type SubmissionStanding } from '@baikoo/cycles';
import type { FundingSums, MeasureCounts } from '@baikoo/measures';
import type { ExecutionFigures, FundingBySource, FundingFigures, SubmissionFigures } from '../report-data.js';

/** Measures by what became of them; claimed and verified completions are never added up (rule 7). */
export function executionOf(counts: readonly Omit<MeasureCounts, 'directionId'>[]): ExecutionFigures {
  const total = (what: Exclude<keyof MeasureCounts, 'directionId' | 'percents'>) =>
    counts.reduce((all, each) => all + each[what], 0);
  const measures = total('measures');
  const cancelled = total('cancelled');
  // What was cancelled is not waited for: it neither helps nor harms the mean.
  const carriedOut = measures - cancelled;
  const percents = sum(counts.map((each) => each.percents));
  return {
    measures,
    planned: total('planned'),
    inProgress: total('inProgress'),
    completionClaimed: total('completionClaimed'),
    completionVerified: total('completionVerified'),
    suspended: total('suspended'),
    cancelled,
    overdue: total('overdue'),
    meanPercent: carriedOut === 0 ? null : round(ratio(percents, String(carriedOut), 6)!, 1),
  };
}

type Money = Pick<FundingSums, 'planned' | 'allocated' | 'spent'>;

/** gap = planned − allocated; execution = spent / allocated, null where nothing was allocated. Som. */
export function fundingOf(lines: readonly Money[]): FundingFigures {
  const total = (what: keyof Money) => round(sum(lines.map((line) => line[what])), 2);
  const [planned, allocated, spent] = [total('planned'), total('allocated'), total('spent')];
  const execution = ratio(spent, allocated) ?? null;
  return { planned, allocated, spent, gap: round(subtract(planned, allocated), 2), execution };
}

export function fundingBySource(lines: readonly FundingSums[]): FundingBySource[] {
  const keys = [...new Set(lines.map(({ year, source }) => `${year} ${source}`))].toSorted();
  return keys.map((key) => {
    const alike = lines.filter(({ year, source }) => `${year} ${source}` === key);
    const { year, source } = alike[0]!;
    return { year, source, ...fundingOf(alike) };
  });
}

/** expected = obligations − exemptions. Rates are shares of the reports expected; a share of nothing is null. Re-submitting never improves timeliness. */
export function submissionsOf(obligations: readonly SubmissionStanding[]): SubmissionFigures {
  const submissions = obligations.filter(({ exemption }) => exemption === null);
  const expected = submissions.length;
  const submitted = submissions.filter(({ firstSubmittedAt }) => firstSubmittedAt !== null).length;
  const accepted = submissions.filter(isAccepted).length;
  const onTime = submissions.filter((submission) => submission.onTime).length;
  const counts = { expected, submitted, accepted, onTime };
  return { ...counts, ...ratesOf(counts) };
}

/** A report that was accepted and is open again stays accepted: what was taken over from it still stands. */
const isAccepted = ({ acceptedAt }: SubmissionStanding) => acceptedAt !== null;

/** By days overdue, the longest first; then by id, so that the order is always the same. */
export const byDaysOverdue = (
  a: { overdueDays: number | null; id: string },
  b: { overdueDays: number | null; id: string },
) => (b.overdueDays ?? 0) - (a.overdueDays ?? 0) || (a.id < b.id ? -1 : 1);
