import { ratio, round, subtract, sum } from '@baikoo/kernel';
import type { FundingLineView, MeasureView } from '@baikoo/measures';
import type { SubmissionView } from '@baikoo/cycles';
import type { ExecutionFigures, FundingBySource, FundingFigures, SubmissionFigures } from '../report-data.js';

/** Measures by what became of them; claimed and verified completions are never added up (rule 7). */
export function executionOf(measures: readonly MeasureView[]): ExecutionFigures {
  const having = (status: MeasureView['status']) => measures.filter((measure) => measure.status === status).length;
  const percents = measures.map((measure) => String(doneOf(measure)));
  return {
    measures: measures.length,
    planned: having('PLANNED'),
    inProgress: having('IN_PROGRESS'),
    completionClaimed: having('COMPLETION_CLAIMED'),
    completionVerified: having('COMPLETION_VERIFIED'),
    overdue: measures.filter(({ overdue }) => overdue).length,
    meanPercent: measures.length === 0 ? null : round(ratio(sum(percents), String(measures.length), 6)!, 1),
  };
}

/** A verified completion is 100; a claim is worth what was reported until somebody else has verified it. */
const doneOf = ({ status, percent }: MeasureView) => (status === 'COMPLETION_VERIFIED' ? 100 : (percent ?? 0));

type Money = Pick<FundingLineView, 'planned' | 'allocated' | 'spent'>;

/** gap = planned − allocated; execution = spent / allocated, null where nothing was allocated. Som. */
export function fundingOf(lines: readonly Money[]): FundingFigures {
  const total = (what: keyof Money) => round(sum(lines.map((line) => line[what])), 2);
  const [planned, allocated, spent] = [total('planned'), total('allocated'), total('spent')];
  const execution = ratio(spent, allocated) ?? null;
  return { planned, allocated, spent, gap: round(subtract(planned, allocated), 2), execution };
}

export function fundingBySource(lines: readonly FundingLineView[]): FundingBySource[] {
  const keys = [...new Set(lines.map(({ year, source }) => `${year} ${source}`))].toSorted();
  return keys.map((key) => {
    const alike = lines.filter(({ year, source }) => `${year} ${source}` === key);
    const { year, source } = alike[0]!;
    return { year, source, ...fundingOf(alike) };
  });
}

/** Rates are shares of the reports expected; a share of nothing is null. Re-submitting never improves timeliness. */
export function submissionsOf(submissions: readonly SubmissionView[]): SubmissionFigures {
  const expected = submissions.length;
  const submitted = submissions.filter(({ firstSubmittedAt }) => firstSubmittedAt !== null).length;
  const accepted = submissions.filter(({ status }) => status === 'ACCEPTED' || status === 'CONSOLIDATED').length;
  const onTime = submissions.filter((submission) => submission.onTime).length;
  const share = (part: number) => ratio(String(part), String(expected)) ?? null;
  return {
    ...{ expected, submitted, accepted, onTime },
    submissionRate: share(submitted),
    completeness: share(accepted),
    timeliness: share(onTime),
  };
}

/** By days overdue, the longest first; then by id, so that the order is always the same. */
export const byDaysOverdue = (
  a: { overdueDays: number | null; id: string },
  b: { overdueDays: number | null; id: string },
) => (b.overdueDays ?? 0) - (a.overdueDays ?? 0) || (a.id < b.id ? -1 : 1);
