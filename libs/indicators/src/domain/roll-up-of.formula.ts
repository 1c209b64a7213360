import { compare, type DecimalString, multiply, parsePeriod, type Period, ratio } from '@baikoo/kernel';
import { hasBreakBetween } from './comparison.formula.js';
import type { Accumulation, TimeRule, ValueType } from './indicator.events.js';
import { gather, merge, NOTHING_GATHERED, rollUp, type RolledUp, type RollUpRule } from './roll-up.formula.js';
import type { Qualifier } from './series.events.js';
import { type InTime, inTime, type Timed } from './time-roll-up.formula.js';

export type RollUpReading = Timed & {
  readonly definitionVersion: number;
  readonly qualifier: Qualifier;
  readonly status: 'PROVISIONAL' | 'CONFIRMED' | 'CORRECTED' | 'RETRACTED';
  readonly conflicting: boolean;
  readonly outweighed: boolean;
};

/** A territory with its readings that touch the period. */
export type FiguresOf = { readonly territoryId: string; readonly readings: readonly RollUpReading[] };

/** Why a reading was left out. CORRECTED ones are not named: the one in their place is. */
export type ExclusionReason = 'OTHER_DEFINITION' | 'RETRACTED' | 'CONFLICT_UNRESOLVED' | 'OUTWEIGHED' | 'INEXACT_VALUE';
export type Exclusion = { readonly readingId: string; readonly territoryId: string; readonly why: ExclusionReason };

export type RolledUpIndicator = RollUpRule & {
  readonly valueType: ValueType;
  readonly accumulation: Accumulation;
  readonly timeRule: TimeRule;
  readonly definitions: readonly {
    readonly version: number;
    readonly holdsFrom: string;
    readonly breakInSeries: boolean;
  }[];
};

export type RollUp = {
  readonly result: RolledUp;
  /** The definition by which everything that went in is counted. */
  readonly definitionVersion: number;
  /** The readings that went in. */
  readonly of: readonly string[];
  /** How many of them nobody confirmed yet. */
  readonly provisional: number;
  readonly missing: readonly string[];
  readonly excluded: readonly Exclusion[];
};

/** The figure of a territory for a period from those of the territories within it, and everything that it leaves out. */
export function rollUpOf(indicator: RolledUpIndicator, period: Period, members: readonly FiguresOf[]): RollUp {
  const definitionVersion = versionOf(indicator, period);
  const found = members.map((member) => ({ ...member, ...figureOf(indicator, period, member) }));
  const used = found.flatMap(({ territoryId, figure }) => (figure ? [{ territoryId, ...figure }] : []));
  const gathered = used.map(gather).reduce(merge, NOTHING_GATHERED);
  const of = used.flatMap((share) => share.of);
  const all = members.flatMap(({ readings }) => readings);
  return {
    result: rollUp(indicator, gathered, members.length),
    definitionVersion,
    of,
    provisional: all.filter(({ id, status }) => status === 'PROVISIONAL' && of.includes(id)).length,
    missing: found.filter(({ figure }) => !figure).map(({ territoryId }) => territoryId),
    excluded: found.flatMap(({ excluded }) => excluded),
  };
}

/** The figure of one territory for a period, from readings that may be used and are counted alike (rule 5). */
export function figureOf(
  indicator: RolledUpIndicator,
  period: Period,
  { territoryId, readings }: FiguresOf,
): { readonly figure: InTime | undefined; readonly excluded: readonly Exclusion[] } {
  const version = { period: period.code, value: '0', definitionVersion: versionOf(indicator, period) };
  const whyNot = (reading: RollUpReading): ExclusionReason | undefined => {
    if (reading.status === 'RETRACTED') return 'RETRACTED';
    if (reading.outweighed) return 'OUTWEIGHED';
    if (reading.conflicting) return 'CONFLICT_UNRESOLVED';
    if (hasBreakBetween(indicator, reading, version)) return 'OTHER_DEFINITION';
    return reading.qualifier === 'MORE_THAN' || reading.qualifier === 'LESS_THAN' ? 'INEXACT_VALUE' : undefined;
  };
  const standing = readings.filter(({ status }) => status !== 'CORRECTED');
  const usable = standing.filter((reading) => !whyNot(reading));
  const excluded = standing.flatMap((reading) => {
    const why = whyNot(reading);
    return why ? [{ readingId: reading.id, territoryId, why }] : [];
  });
  // What is counted by the period's own definition comes before what is merely comparable.
  const own = usable.filter((reading) => reading.definitionVersion === version.definitionVersion);
  const figure = inTime(own.length > 0 ? own : usable, period, indicator.accumulation, indicator.timeRule);
  return { figure: figure && meaningful(indicator, figure), excluded };
}

/** Only what is counted adds up over time; a ratio is made anew of the sums above and below its line. */
function meaningful({ valueType, multiplier }: RolledUpIndicator, figure: InTime): InTime | undefined {
  if (valueType === 'COUNT' || figure.of.length === 1) return figure;
  const value = valueType === 'RATIO' ? ratioOf(figure, multiplier) : undefined;
  return value === undefined ? undefined : { ...figure, value };
}

const ratioOf = ({ numerator, denominator }: InTime, multiplier: DecimalString | null): DecimalString | undefined =>
  numerator === null || denominator === null || compare(denominator, '0') === 0
    ? undefined
    : ratio(multiply(numerator, multiplier ?? '1'), denominator);

const versionOf = ({ definitions }: Pick<RolledUpIndicator, 'definitions'>, { from }: Period): number =>
  definitions.findLast(({ holdsFrom }) => parsePeriod(holdsFrom)!.from <= from)?.version ?? 1;
