import { BarChart, type BarSeriesOption, LineChart, type LineSeriesOption } from 'echarts/charts';
import { GridComponent, type GridComponentOption, MarkLineComponent } from 'echarts/components';
import { type ComposeOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, GridComponent, MarkLineComponent, SVGRenderer]);

export type ChartOption = ComposeOption<BarSeriesOption | LineSeriesOption | GridComponentOption>;

/** The colours of all charts; what they mean is always said in words or shape as well. */
export const INK = {
  text: '#24303c',
  line: '#8a96a3',
  strong: '#1f4e79',
  middle: '#7fa6cc',
  light: '#d9e0e7',
} as const;

/**
 * A chart as an SVG element that stands inside HTML. The same option gives the same bytes, whatever was drawn
 * before: echarts numbers its clip paths and classes with counters of the whole process, so the ids get the chart's own
 * `name` in front, and what only serves a mouse (classes, hover rules, metadata) is dropped.
 *
 * Every pattern below contains a `"` or a `<`. echarts writes both as entities in text and in attribute values, so no
 * label can be mistaken for markup.
 */
export function drawSvg(name: string, width: number, height: number, option: ChartOption): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, ...option });
    return chart
      .renderToSVGString()
      .replace(/<style[^>]*>[\s\S]*?<\/style>/g, '')
      .replace(/<rect [^>]*fill="none"[^>]*><\/rect>/, '')
      .replace(/ (?:class="zr\d+-cls-\d+"|ecmeta_\w+="[^"]*"|pointer-events="[^"]*"|xmlns(?::xlink)?="[^"]*")/g, '')
      .replace(/ (?:version|baseProfile|stroke-miterlimit|paint-order)="[^"]*"/g, '')
      .replace(/ style="font-size:(\d+)px;font-family:[^"]*"/g, ' font-size="$1"')
      .replace(/ (id="|[\w-]+="url\(#)zr\d+-/g, ` $1${name}-`)
      .replace(/><\/(?:path|rect|circle)>/g, '/>')
      .replace(/>\n+</g, '><')
      .replace(/^<svg /, '<svg aria-hidden="true" focusable="false" ')
      .trim();
  } finally {
    chart.dispose();
  }
}
