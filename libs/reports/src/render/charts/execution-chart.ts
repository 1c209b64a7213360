import type { DirectionExecution } from '../../report-data.js';
import { type ChartOption, drawSvg, INK } from './draw-svg.js';

/** Completion claimed is hollow and completion verified is filled, so that they differ in black and white too. */
const PARTS = [
  { count: 'planned', item: { color: '#d9e0e7' }, ink: INK.text },
  { count: 'inProgress', item: { color: '#7fa6cc' }, ink: INK.text },
  {
    count: 'completionClaimed',
    item: { color: '#fff', borderColor: '#2e7d4f', borderType: 'dashed', borderWidth: 1.5 },
    ink: INK.text,
  },
  { count: 'completionVerified', item: { color: '#2e7d4f' }, ink: '#fff' },
  { count: 'suspended', item: { color: '#f0e2b6' }, ink: INK.text },
  { count: 'cancelled', item: { color: '#9a9a9a' }, ink: '#fff' },
] as const;

/** How many measures of each direction stand where; directions without measures are left out. */
export function executionChart(directions: readonly DirectionExecution[]): string {
  const rows = directions.filter((direction) => direction.figures.measures > 0);
  const option: ChartOption = {
    grid: { left: 44, right: 8, top: 2, bottom: 2 },
    xAxis: { type: 'value', show: false, max: Math.max(1, ...rows.map((row) => row.figures.measures)) },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map((row) => row.reference),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: INK.line } },
      axisLabel: { color: INK.text, fontSize: 12, interval: 0 },
    },
    series: PARTS.map(({ count, item, ink }) => ({
      type: 'bar',
      stack: 'measures',
      silent: true,
      cursor: 'default',
      clip: false,
      barWidth: 16,
      emphasis: { disabled: true },
      itemStyle: item,
      label: { show: true, position: 'inside', color: ink, fontSize: 11, textBorderWidth: 0 },
      data: rows.map((row) => row.figures[count] || '-'),
    })),
  };
  return drawSvg('execution', 640, 8 + rows.length * 24, option);
}
