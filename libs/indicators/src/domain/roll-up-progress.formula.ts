import { compare, type DecimalString, DEFAULT_CONVENTIONS, parsePeriod } from '@baikoo/kernel';
import type { Comparable, ComparableReading } from './comparison.formula.js';
import type { Figure } from './figure.js';
import type { Better, Bounds } from './indicator.events.js';
import { progress, type Progress, type ProgressThresholds } from './progress.formula.js';
import type { FiguresOf, RollUp } from './roll-up-of.formula.js';

export type NotJudgedReason = 'NO_FIGURE' | 'BELOW_MINIMUM_COVERAGE' | 'NOT_COMPARABLE';

export type TargetProgress<Target> = {
  readonly target: Target;
  /** OWN: a reading of the territory itself. ROLLED_UP: it has none, and those within it make up the figure. */
  readonly basedOn: 'OWN' | 'ROLLED_UP';
} & ({ readonly progress: Progress } | { readonly notJudged: NotJudgedReason });

type Judged = Comparable & {
  readonly better: Better;
  readonly range?: Bounds | null;
  readonly minimumCoverage: DecimalString | null;
};

/**
 * Progress of a territory towards its targets by the figure of one period: its own reading, or, where it has none, that of
 * the territories within it, if enough of them are covered. The baseline is the territory's own in either case.
 */
export function progressByPeriod<Target extends Figure>(
  indicator: Judged,
  targets: readonly Target[],
  {
    period: code,
    hasOwn,
    rollUp,
    members,
  }: { period: string; hasOwn: boolean; rollUp: RollUp; members: readonly FiguresOf[] },
  thresholds: ProgressThresholds = DEFAULT_CONVENTIONS.PROGRESS,
): readonly TargetProgress<Target>[] {
  const end = parsePeriod(code)!.to;
  const basedOn = hasOwn ? 'OWN' : 'ROLLED_UP';
  const figure = hasOwn ? undefined : figureOf(indicator, code, rollUp, members, thresholds);
  return targets
    .filter(({ period }) => parsePeriod(period)!.to >= end)
    .map((target) => {
      if (figure && 'notJudged' in figure) return { target, basedOn, ...figure };
      const before = indicator.readings.filter(({ period }) => parsePeriod(period)!.to <= end);
      const readings = figure ? [...before, figure] : before;
      const found = progress({ ...indicator, readings }, target, thresholds);
      // What was judged must be the figure of this period and not an older reading.
      if (!found || parsePeriod(found.period)!.to !== end) return { target, basedOn, notJudged: 'NOT_COMPARABLE' };
      return { target, basedOn, progress: found };
    });
}

function figureOf(
  { minimumCoverage }: Judged,
  period: string,
  { result, definitionVersion, of }: RollUp,
  members: readonly FiguresOf[],
  { coverage }: ProgressThresholds,
): ComparableReading | { readonly notJudged: NotJudgedReason } {
  if (!('value' in result)) {
    const isThin = result.notRolledUp === 'BELOW_MINIMUM_COVERAGE';
    return { notJudged: isThin ? 'BELOW_MINIMUM_COVERAGE' : 'NO_FIGURE' };
  }
  if (result.coverage === null || compare(result.coverage, minimumCoverage ?? coverage) < 0)
    return { notJudged: 'BELOW_MINIMUM_COVERAGE' };
  const used = members.flatMap(({ readings }) => readings).filter(({ id }) => of.includes(id));
  const isExact = used.every(({ qualifier }) => qualifier === 'EXACT');
  const qualifier = isExact ? 'EXACT' : 'APPROXIMATELY';
  return { period, value: result.value, definitionVersion, qualifier, conflicting: false };
}
