import { type DecimalString, ratio, round, subtract, sum } from '@baikoo/kernel';
import { COLOURS, type LightColour, type MeasureStatus } from '../domain/light.formula.js';
import type { AlikeMeasures } from './measure.view.js';

type Money = { readonly planned: DecimalString; readonly allocated: DecimalString; readonly spent: DecimalString };

/** gap = planned − allocated; execution = spent / allocated, null where nothing was allocated (Concept, funding). */
export const fundingOf = ({ planned, allocated, spent }: Money) => ({
  gap: round(subtract(planned, allocated), 2),
  execution: ratio(spent, allocated) ?? null,
});

export type MeasureTotals = Money & {
  byStatus: { status: MeasureStatus; measures: number }[];
  byLight: { colour: LightColour; measures: number }[];
  gap: DecimalString;
  execution: DecimalString | null;
};

/** What groups of alike measures come to together. */
export function totalsOf(alike: readonly AlikeMeasures[]): MeasureTotals {
  const statuses = new Map<MeasureStatus, number>();
  const colours = new Map<LightColour, number>();
  for (const { status, rule, measures } of alike) {
    statuses.set(status, (statuses.get(status) ?? 0) + measures);
    colours.set(COLOURS[rule], (colours.get(COLOURS[rule]) ?? 0) + measures);
  }
  const all = (what: keyof Money) => round(sum(alike.map((group) => group[what])), 2);
  const money = { planned: all('planned'), allocated: all('allocated'), spent: all('spent') };
  return {
    byStatus: [...statuses].toSorted().map(([status, measures]) => ({ status, measures })),
    byLight: [...colours].toSorted().map(([colour, measures]) => ({ colour, measures })),
    ...money,
    ...fundingOf(money),
  };
}
