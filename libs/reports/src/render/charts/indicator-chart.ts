import { addDays, parsePeriod } from '@baikoo/kernel';
import type { LineSeriesOption } from 'echarts/charts';
import type { IndicatorReport, SeriesPoint } from '../../report-data.js';
import type { Reader } from '../reader.js';
import { type ChartOption, drawSvg, INK } from './draw-svg.js';
import { monthsOf, runsOf, yearsAt } from './series-runs.js';

const WIDTH = 360;
const HEIGHT = 150;
const DISPUTED = '#a3541a';

/** Chart of one indicator; undefined when a single reading without a target leaves nothing to compare. */
export function indicatorChart(name: string, indicator: IndicatorReport, reader: Reader): string | undefined {
  const { breaks, target } = indicator;
  // A sum of several years would flatten the years beside it: it stands in the table only.
  const points = indicator.points.filter((point) => monthsOf(point) <= 12);
  if (points.length + (target ? 1 : 0) < 2) return undefined;
  const targetPeriod = target && parsePeriod(target.period);
  const breakYears = breaks.flatMap((found) => parsePeriod(found.holdsFrom) ?? []).map(({ from }) => yearsAt(from));
  const years = [
    ...points.flatMap((point) => [yearsAt(point.from), yearsAt(addDays(point.to, 1))]),
    ...(targetPeriod ? [yearsAt(addDays(targetPeriod.to, 1))] : []),
    ...breakYears.flatMap((year) => [year - 0.5, year + 0.5]),
  ];
  const [first, last] = [Math.floor(Math.min(...years) + 0.5), Math.ceil(Math.max(...years) - 0.5)];
  const values = [...points.map((point) => Number(point.value)), ...(target ? [Number(target.value)] : [])];

  const option: ChartOption = {
    grid: { left: 18, right: 18, top: breaks.length > 0 ? 34 : 16, bottom: 20 },
    xAxis: {
      type: 'value',
      min: first - 0.5,
      max: last + 0.5,
      splitLine: { show: false },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: INK.line } },
      axisLabel: {
        color: INK.text,
        fontSize: 11,
        customValues: everyYear(first, last),
        formatter: (year: number) => String(year),
      },
    },
    // From zero, so that a small change does not look like a big one; with room above for the figures.
    yAxis: {
      type: 'value',
      show: false,
      min: Math.min(0, ...values) * 1.2,
      max: Math.max(0, ...values) * (breaks.length > 0 ? 1.4 : 1.2) || 1,
    },
    series: [
      ...runsOf(points)
        .filter((run) => run.length > 1)
        .map(joined),
      ...points.filter((point) => monthsOf(point) !== 12).map(span),
      marks(points, Math.max(...values), reader),
      ...(target ? [targetLine(target, reader)] : []),
      ...breakYears.map((year) => breakLine(year, reader.say('mark.break'))),
    ],
  };
  return drawSvg(name, WIDTH, HEIGHT, option);
}

/** At most about nine labels. */
const everyYear = (first: number, last: number): number[] => {
  const step = Math.ceil((last - first + 1) / 9);
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step);
};

const quiet = { type: 'line', silent: true, cursor: 'default', clip: false, emphasis: { disabled: true } } as const;

const middle = (point: SeriesPoint): number => (yearsAt(point.from) + yearsAt(addDays(point.to, 1))) / 2;

const joined = (run: readonly SeriesPoint[]): LineSeriesOption => ({
  ...quiet,
  showSymbol: false,
  lineStyle: { color: INK.strong, width: 1.5 },
  data: run.map((point) => [middle(point), Number(point.value)]),
});

/** A period other than a year is drawn as long as it is. */
const span = (point: SeriesPoint): LineSeriesOption => ({
  ...quiet,
  showSymbol: false,
  lineStyle: { color: INK.middle, width: 4 },
  data: [yearsAt(point.from), yearsAt(addDays(point.to, 1))].map((year) => [year, Number(point.value)]),
});

/** One mark a reading, with its figure: hollow when illustrative, a diamond when sources disagree. */
const marks = (points: readonly SeriesPoint[], highest: number, reader: Reader): LineSeriesOption => ({
  ...quiet,
  showAllSymbol: true,
  lineStyle: { width: 0, opacity: 0 },
  data: points.map((point) => {
    const color = point.conflicting ? DISPUTED : INK.strong;
    // Two figures for the same time stand above and below each other, or beside where the axis is near.
    const isLower = points.some((other) => isAtTheTimeOf(point, other) && Number(other.value) > Number(point.value));
    const figure = reader.translator.number(point.value, 2);
    return {
      value: [middle(point), Number(point.value)],
      symbol: point.conflicting ? 'diamond' : point.illustrative ? 'triangle' : 'circle',
      symbolSize: point.conflicting ? 9 : 7,
      itemStyle: { color: point.illustrative ? '#fff' : color, borderColor: color, borderWidth: 1.5, opacity: 1 },
      label: {
        show: true,
        position: !isLower ? 'top' : Number(point.value) > highest * 0.3 ? 'bottom' : 'left',
        color: INK.text,
        fontSize: 11,
        formatter: () => reader.say(`indicators.qualified.${point.qualifier}`, { value: figure }),
      },
    };
  }),
});

const isAtTheTimeOf = (point: SeriesPoint, other: SeriesPoint): boolean =>
  point.from <= other.to && other.from <= point.to;

const targetLine = (target: NonNullable<IndicatorReport['target']>, reader: Reader): LineSeriesOption => ({
  ...quiet,
  markLine: {
    silent: true,
    symbol: 'none',
    lineStyle: { color: '#2e7d4f', type: [6, 3], width: 1.2 },
    label: { position: 'insideEndTop', color: '#2e7d4f', fontSize: 11, formatter: () => targetLabel(target, reader) },
    data: [{ yAxis: Number(target.value) }],
  },
});

/** With the mark of the legend when the target is illustrative. */
const targetLabel = (target: NonNullable<IndicatorReport['target']>, reader: Reader): string =>
  `${reader.say('mark.target')} ${reader.translator.number(target.value)}${target.illustrative ? ' △' : ''}`;

const breakLine = (year: number, text: string): LineSeriesOption => ({
  ...quiet,
  markLine: {
    silent: true,
    symbol: 'none',
    lineStyle: { color: DISPUTED, type: [2, 3], width: 1.2 },
    label: { position: 'end', color: DISPUTED, fontSize: 11, formatter: () => text },
    data: [{ xAxis: year }],
  },
});
