import { describe, expect, test } from '@jest/globals';
import { LANGUAGES } from '@baikoo/kernel';
import type { MonitoringReportData } from '../report-data.js';
import { indicatorChart } from './charts/indicator-chart.js';
import { runsOf } from './charts/series-runs.js';
import { readerOf } from './reader.js';
import { renderReport } from './render-report.js';
import { brokenSeries, disputedSeries, indicator, measure, point, sampleReportData } from './sample-report-data.js';

const hashes = { contentHash: 'c0ffee'.repeat(10) + 'c0ff' };
const render = (data: MonitoringReportData = sampleReportData, language: (typeof LANGUAGES)[number] = 'en') =>
  renderReport(data, language, hashes);
const withIndicators = (...indicators: MonitoringReportData['indicators']) => ({ ...sampleReportData, indicators });
const english = readerOf('en');
const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

describe('a report', () => {
  test.each(LANGUAGES)('in %s is the same to the byte however often and after whatever it is drawn', (language) => {
    const first = render(sampleReportData, language);
    render(withIndicators(disputedSeries, disputedSeries, brokenSeries));
    expect(render(sampleReportData, language)).toBe(first);
    expect(render(structuredClone(sampleReportData), language)).toBe(first);
  });

  test('keeps the ids of its charts apart', () => {
    const ids = [...render(withIndicators(brokenSeries, disputedSeries)).matchAll(/ id="([^"]+)"/g)].map(
      ([, id]) => id,
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('says everything in the language asked for', () => {
    expect(render(sampleReportData, 'ru')).toMatch(/<html lang="ru">.*Отчёт о мониторинге.*Просрочено на.*91 день/s);
    expect(render(sampleReportData, 'ky')).toMatch(/<html lang="ky">.*Мониторинг жөнүндө отчет.*91 күн/s);
    expect(render(sampleReportData, 'en')).toMatch(/<html lang="en">.*Monitoring report.*91 days/s);
  });

  test('says in Kyrgyz that the Kyrgyz is machine-made, and marks each such text', () => {
    expect(render(sampleReportData, 'ky')).toMatch(
      /Кыргызча текстти машина түзгөн.*Алдамчылык<sup>†<\/sup>.*<footer>/s,
    );
    expect(render(sampleReportData, 'ru')).not.toMatch(/†/);
  });

  test('names the language of a text that stands in for a missing one', () =>
    expect(render()).toContain('<span lang="ru">Комиссия Ошской области</span>'));

  test('can be cited and compiled again: plan, period, position, moment in Bishkek, hash', () =>
    expect(render()).toMatch(
      /Concept of crime prevention.*first half of 2026.*position 4217, 21 July 2026 at 01:30.*c0ffee/s,
    ));

  test('loads nothing from elsewhere and runs no script', () => {
    for (const language of LANGUAGES) {
      const page = render(sampleReportData, language);
      expect(page).not.toMatch(
        /<script|<link|<iframe|<img|@import|url\((?!#)| (?:src|srcset|action|on\w+)=| href="(?!#)/i,
      );
      expect(page.replaceAll('https://en.inform.kz', '')).not.toMatch(/https?:\/\//);
    }
  });

  test('shows hostile text as text, in tables and in charts', () => {
    const hostile = { en: '<script>alert("1")</script> class="zr0-cls-0" zr0-c0' };
    const page = render({
      ...withIndicators(indicator('x', { names: hostile, unit: hostile })),
      plan: { ...sampleReportData.plan, titles: hostile },
      execution: {
        ...sampleReportData.execution,
        directions: sampleReportData.execution.directions.map((direction) => ({
          ...direction,
          reference: hostile.en,
          measures: [measure('m', { titles: hostile })],
        })),
      },
    });
    expect(page).not.toContain('<script');
    const chart = page.slice(page.indexOf('<svg'), page.indexOf('</svg>'));
    expect(chart).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; class=&quot;zr0-cls-0&quot; zr0-c0');
    expect(page).toContain('<title>Monitoring report: &lt;script>');
  });

  test('counts claimed and verified completions in separate columns', () =>
    expect(render()).toMatch(/<th scope="col">Completion claimed<\/th><th scope="col">Completion verified<\/th>/));

  test('names the rule behind every traffic light, its colour in words', () =>
    expect(render()).toMatch(/<strong>Red<\/strong><small>deadline has passed<\/small>/));

  test('says the values of a convention that was set, where a rule rests on one', () => {
    const late = { colour: 'RED', rule: 'FAR_BEHIND_TIME' } as const;
    const light = { behind: '0.1', farBehind: '0.335', fundingAmber: '0.9', fundingRed: '0.5', missedReports: '3' };
    const [direction] = sampleReportData.execution.directions.slice(-1);
    const directions = [{ ...direction!, measures: direction!.measures.map((each) => ({ ...each, light: late })) }];
    const data = { ...sampleReportData, execution: { ...sampleReportData.execution, directions } };
    expect(render(data)).toContain('by more than 25 points');
    expect(render({ ...data, lightConvention: light })).toContain('by more than 33.5 points');
  });

  test('marks what is illustrative, and only that', () => {
    const rows = render().match(/<tr><th scope="row">Street lighting.*?<\/tr>/gs) ?? [];
    expect(rows.map((row) => row.includes('<span class="badge illustrative">illustrative</span>'))).toEqual([
      true,
      true,
      false,
    ]);
    expect(render()).toContain('Contains illustrative data');
  });

  test('shows each share beside its formula', () =>
    expect(render()).toMatch(/Timeliness<small>first submitted on time ÷ expected = 1 ÷ 3<\/small><\/dt><dd>33.3%/));

  test('of nothing at all can still be rendered', () => {
    const nothing = {
      ...sampleReportData,
      overdue: [],
      indicators: [],
      risks: [],
      submissions: {
        total: {
          ...sampleReportData.submissions.total,
          expected: 0,
          submissionRate: null,
          completeness: null,
          timeliness: null,
        },
        lines: [],
      },
      funding: { ...sampleReportData.funding, bySource: [] },
      execution: { ...sampleReportData.execution, directions: [] },
    };
    expect(render(nothing)).toMatch(/No measure is overdue.*No indicators.*No risks/s);
  });
});

describe('a series', () => {
  const values = (runs: readonly (readonly { value: string }[])[]) => runs.map((run) => run.map(({ value }) => value));

  test('is not joined across a change of definition', () =>
    expect(values(runsOf(brokenSeries.points))).toEqual([
      ['78405', '72233', '82925'],
      ['45096', '41961'],
    ]));

  test('is not joined through values in dispute, years without a reading or periods of another length', () => {
    expect(values(runsOf(disputedSeries.points))).toEqual([['7007'], ['6736'], ['7007'], ['8787']]);
    expect(values(runsOf([point('2019', '1'), point('2021', '2')]))).toEqual([['1'], ['2']]);
    const half = point('2020', '1', { period: '2020-H1', to: '2020-06-30' });
    expect(values(runsOf([point('2019', '2'), half]))).toEqual([['2'], ['1']]);
  });

  test('shows its break as a dashed mark with a label in the chart and with the reason in the table', () => {
    const chart = indicatorChart('x', brokenSeries, english) ?? '';
    expect(count(chart, /stroke-dasharray/g)).toBe(1);
    expect(chart).toContain('>break in series</text>');
    expect(render()).toMatch(/82,925.*Break in series from 2022\..*Counted differently after the 2021 codes.*45,096/s);
    expect(render()).toContain('not compared: the series is broken in between');
  });

  test('shows both values where sources disagree', () => {
    const chart = indicatorChart('x', disputedSeries, english) ?? '';
    expect(chart).toMatch(/>6,736<\/text>/);
    expect(count(chart, />7,007<\/text>/g)).toBe(2);
    expect(count(render(), /sources disagree<\/span>/g)).toBe(2);
  });

  test('shows what is not exact and the target', () => {
    const chart = indicatorChart('x', disputedSeries, english) ?? '';
    expect(chart).toContain('>&gt; 8,787</text>');
    expect(chart).toContain('>target 5,000 △</text>');
  });
});
