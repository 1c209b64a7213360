/** What was measured, in the order in which it was. */
export type Figures = readonly number[];

/** The value below which that share of the figures lies, 0 to 1; 0.5 is the median. */
export function quantile(figures: Figures, share: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return low + (high - low) * (place - Math.floor(place));
}

export const median = (figures: Figures): number => quantile(figures, 0.5);

const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** Digits that the size of a number deserves. */
export const number = (value: number): string => (Math.abs(value) >= 100 ? plain : fine).format(value);

export const spread = (figures: Figures): string => `${number(Math.min(...figures))} – ${number(Math.max(...figures))}`;

/** What was wanted beside what came out. A goal that could not be measured is not met. */
export type Goal = { readonly what: string; readonly wanted: string; readonly measured: string; readonly met: boolean };

export const atLeast = (what: string, value: number | undefined, least: number, unit = '×'): Goal =>
  goal(what, value, `≥ ${number(least)} ${unit}`, unit, (measured) => measured >= least);

export const atMost = (what: string, value: number | undefined, most: number, unit: string): Goal =>
  goal(what, value, `≤ ${number(most)} ${unit}`, unit, (measured) => measured <= most);

const goal = (what: string, value: number | undefined, wanted: string, unit: string, test: (n: number) => boolean) => ({
  ...{ what, wanted, measured: value === undefined ? 'not measured' : `${number(value)} ${unit}` },
  met: value !== undefined && test(value),
});

export function printGoals(goals: readonly Goal[]): void {
  printTable(
    ['goal', 'wanted', 'measured', ''],
    goals.map(({ what, wanted, measured, met }) => [what, wanted, measured, met ? 'met' : 'MISSED']),
  );
}

/** A table of plain text: columns wide enough, numbers as they are written. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) => cells.map((cell, column) => cell.padEnd(widths[column]!)).join('  ');
  console.log([line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line), ''].join('\n'));
}
