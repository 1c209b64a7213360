import { ratio } from '@baikoo/kernel';
import type { ComponentChildren } from 'preact';
import type { MonitoringReportData } from '../report-data.js';
import type { Reader } from './reader.js';
import { Section } from './section.js';

/** The figures that somebody who reads one page takes away. Claimed and verified stand apart here as everywhere. */
export function Summary({ data, reader }: { data: MonitoringReportData; reader: Reader }) {
  const { say, translator } = reader;
  const measures = data.execution.total;
  const { total: reports } = data.submissions;
  const { total: money } = data.funding;
  const share = (value: string | null) => (value === null ? say('none') : translator.percent(value));
  // Of one indicator there may be a national and several local series.
  const indicators = new Set(data.indicators.map(({ id }) => id)).size;
  const compared = data.indicators.filter((indicator) => 'absolute' in indicator.change).length;
  return (
    <Section name="summary" reader={reader}>
      <dl class="figures">
        <Figure value={measures.measures}>{say('summary.measures', { count: measures.measures })}</Figure>
        <Figure value={measures.completionVerified}>{say('summary.verified')}</Figure>
        <Figure value={measures.completionClaimed}>{say('summary.claimed')}</Figure>
        <Figure value={measures.overdue}>{say('summary.overdue')}</Figure>
        <Figure value={measures.meanPercent === null ? say('none') : meanPercent(measures.meanPercent, reader)}>
          {say('summary.meanProgress')}
        </Figure>
        <Figure value={share(reports.submissionRate)}>
          {say('summary.submissionRate')}
          <small>{say('summary.submitted', { submitted: reports.submitted, expected: reports.expected })}</small>
        </Figure>
        <Figure value={share(money.execution)}>
          {say('summary.execution')}
          <small>
            {say('summary.spent', {
              spent: translator.money(money.spent),
              allocated: translator.money(money.allocated),
            })}
          </small>
        </Figure>
        <Figure value={indicators}>
          {say('summary.indicators', { count: indicators })}
          <small>{say('summary.compared', { count: compared })}</small>
        </Figure>
      </dl>
    </Section>
  );
}

/** A mean of percentages, which the data holds as `37.5` and not as a share. */
export const meanPercent = (mean: string, reader: Reader): string => reader.translator.percent(ratio(mean, '100')!);

const Figure = ({ value, children }: { value: string | number; children: ComponentChildren }) => (
  <div>
    <dt>{children}</dt>
    <dd>{value}</dd>
  </div>
);
