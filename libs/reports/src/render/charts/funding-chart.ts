import { sum } from '@baikoo/kernel';
import type { FundingBySource } from '../../report-data.js';
import type { Reader } from '../reader.js';
import { type ChartOption, drawSvg, INK } from './draw-svg.js';

const BARS = [
  { amount: 'planned', item: { color: '#fff', borderColor: INK.strong, borderWidth: 1 } },
  { amount: 'allocated', item: { color: INK.middle } },
  { amount: 'spent', item: { color: INK.strong } },
] as const;

/** Money by source, over all years. Bars are drawn from floats; the figures beside them are exact. */
export function fundingChart(lines: readonly FundingBySource[], reader: Reader): string {
  const sources = [...new Set(lines.map((line) => line.source))];
  const totals = (amount: (typeof BARS)[number]['amount']) =>
    sources.map((source) => sum(lines.filter((line) => line.source === source).map((line) => line[amount])));
  const option: ChartOption = {
    grid: { left: 170, right: 110, top: 2, bottom: 2 },
    xAxis: { type: 'value', show: false, min: 0 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: sources.map((source) => reader.say(`source.${source}`)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: INK.line } },
      axisLabel: { color: INK.text, fontSize: 12, interval: 0 },
    },
    series: BARS.map(({ amount, item }) => ({
      type: 'bar',
      silent: true,
      cursor: 'default',
      clip: false,
      barWidth: 12,
      barGap: '15%',
      emphasis: { disabled: true },
      itemStyle: item,
      data: totals(amount).map((total) => ({
        value: Number(total),
        label: {
          show: true,
          position: 'right',
          color: INK.text,
          fontSize: 11,
          formatter: () => reader.translator.money(total),
        },
      })),
    })),
  };
  return drawSvg('funding', 640, 8 + sources.length * 54, option);
}
