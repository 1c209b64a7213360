import { compare } from '@baikoo/kernel';
import type { ComponentChildren } from 'preact';
import type { FundingFigures, MonitoringReportData } from '../report-data.js';
import { Chart, Legend } from './charts/chart.js';
import { fundingChart } from './charts/funding-chart.js';
import type { Reader } from './reader.js';
import { Section } from './section.js';
import { Text, Wide } from './text.js';

type Props = { readonly data: MonitoringReportData; readonly reader: Reader };

export function Funding({ data, reader }: Props) {
  const { say } = reader;
  const { bySource, total } = data.funding;
  const directions = data.execution.directions.filter(({ funding }) => !isNothing(funding));
  if (bySource.length === 0) {
    return (
      <Section name="funding" reader={reader}>
        <p>{say('funding.none')}</p>
      </Section>
    );
  }
  return (
    <Section name="funding" reader={reader}>
      <FundingTable
        caption={say('funding.caption')}
        columns={[say('funding.source'), say('funding.year')]}
        reader={reader}
      >
        <tbody>
          {bySource.map((line) => (
            <tr key={`${line.source} ${line.year}`}>
              <th scope="row">{say(`source.${line.source}`)}</th>
              <td>{line.year}</td>
              <Amounts figures={line} reader={reader} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {say('funding.total')}
            </th>
            <Amounts figures={total} reader={reader} />
          </tr>
        </tfoot>
      </FundingTable>
      <p class="formula">{say('funding.formula')}</p>
      <figure>
        <figcaption>{say('funding.chart')}</figcaption>
        <Chart svg={fundingChart(bySource, reader)} label={say('funding.chart')} />
        <Legend
          entries={(['planned', 'allocated', 'spent'] as const).map((amount) => ({
            swatch: amount,
            text: say(`funding.${amount}`),
          }))}
        />
      </figure>
      {directions.length > 0 && (
        <FundingTable
          caption={say('funding.captionByDirection')}
          columns={[say('execution.direction')]}
          reader={reader}
        >
          <tbody>
            {directions.map((direction) => (
              <tr key={direction.id}>
                <th scope="row">
                  <span class="reference">{direction.reference}</span> <Text of={direction.titles} reader={reader} />
                </th>
                <Amounts figures={direction.funding} reader={reader} />
              </tr>
            ))}
          </tbody>
        </FundingTable>
      )}
    </Section>
  );
}

const isNothing = (figures: FundingFigures): boolean =>
  [figures.planned, figures.allocated, figures.spent].every((amount) => compare(amount, '0') === 0);

const FundingTable = (props: {
  caption: string;
  columns: readonly string[];
  reader: Reader;
  children: ComponentChildren;
}) => (
  <Wide label={props.caption}>
    <table class="numbers">
      <caption>{props.caption}</caption>
      <thead>
        <tr>
          {props.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
          {(['planned', 'allocated', 'spent', 'gap', 'execution'] as const).map((amount) => (
            <th key={amount} scope="col">
              {props.reader.say(`funding.${amount}`)}
            </th>
          ))}
        </tr>
      </thead>
      {props.children}
    </table>
  </Wide>
);

const Amounts = ({ figures, reader }: { figures: FundingFigures; reader: Reader }) => (
  <>
    <td>{reader.translator.money(figures.planned)}</td>
    <td>{reader.translator.money(figures.allocated)}</td>
    <td>{reader.translator.money(figures.spent)}</td>
    <td>{reader.translator.money(figures.gap)}</td>
    <td>{figures.execution === null ? reader.say('none') : reader.translator.percent(figures.execution)}</td>
  </>
);
