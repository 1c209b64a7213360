import { compareWithBaseline } from '../domain/comparison.formula.js';
import { progress, type ProgressThresholds } from '../domain/progress.formula.js';
import { periodsOf } from '../read/periods.js';
import type { FlagView, IndicatorView, ReadingView } from '../read/indicator.views.js';

/** GraphQL has no maps: the values of a finding come as a list. */
export const withDetails = <Flag extends FlagView>(flag: Flag) => ({
  ...flag,
  details: Object.entries(flag.details).map(([name, value]) => ({ name, value })),
});

export const shownReading = <Reading extends ReadingView>(reading: Reading) => ({
  ...reading,
  flags: reading.flags.map(withDetails),
});

/** A view with what the formulas make of it, judged by what holds on the day of the question. */
export const withFormulas = <View extends IndicatorView>(view: View, by: ProgressThresholds) => ({
  ...view,
  breaks: view.definitions.filter(({ breakInSeries }) => breakInSeries),
  targets: view.targets.map((target) => ({ ...target, progress: progress(view, target, by) ?? null })),
  series: view.readings.map(shownReading),
  periods: periodsOf(view.readings.map(shownReading)),
  formerReadings: view.formerReadings.map(shownReading),
  change: compareWithBaseline(view),
});
