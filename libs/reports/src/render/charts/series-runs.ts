import { addDays, type CalendarDate, daysBetween } from '@baikoo/kernel';
import type { SeriesPoint } from '../../report-data.js';

/** The months that a reading covers: 12 for a year, whatever its days. */
export const monthsOf = (point: SeriesPoint): number => Math.round((daysBetween(point.from, point.to) + 1) / 30.4375);

/**
 * Readings that a line may join: a line says that its points can be compared, so it never crosses a change of
 * definition (rule 5), a change of the period's length, a year without a reading, or values in dispute.
 */
export function runsOf(points: readonly SeriesPoint[]): readonly (readonly SeriesPoint[])[] {
  const runs: SeriesPoint[][] = [];
  for (const point of points.filter(({ outweighed }) => !outweighed)) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run && before && mayJoin(before, point)) run.push(point);
    else runs.push([point]);
  }
  return runs;
}

const mayJoin = (before: SeriesPoint, point: SeriesPoint): boolean =>
  before.definitionVersion === point.definitionVersion &&
  monthsOf(before) === monthsOf(point) &&
  addDays(before.to, 1) === point.from &&
  !before.conflicting &&
  !point.conflicting;

/** A date on an axis of years: the middle of 2019 is 2019, so that a year's reading stands above its number. */
export const yearsAt = (date: CalendarDate): number => {
  const year = date.slice(0, 4);
  const start = `${year}-01-01`;
  return Number(year) - 0.5 + daysBetween(start, date) / daysBetween(start, `${Number(year) + 1}-01-01`);
};
