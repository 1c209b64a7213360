import type { DirectionExecution, ExecutionFigures, MonitoringReportData } from '../report-data.js';
import { Chart, Legend } from './charts/chart.js';
import { executionChart } from './charts/execution-chart.js';
import type { Reader } from './reader.js';
import { Section } from './section.js';
import { meanPercent } from './summary.js';
import { Text, Wide } from './text.js';

type Props = { readonly execution: MonitoringReportData['execution']; readonly reader: Reader };

export function Execution({ execution, reader }: Props) {
  const { say } = reader;
  const kinds = [...new Set(execution.directions.map((direction) => direction.kind))];
  return (
    <Section name="execution" reader={reader}>
      <Wide label={say('execution.caption')}>
        <table class="numbers">
          <caption>{say('execution.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('execution.direction')}</th>
              <th scope="col">{say('execution.measures')}</th>
              {STATUSES.map((status) => (
                <th key={status} scope="col">
                  {say(`status.${status}`)}
                </th>
              ))}
              <th scope="col">{say('execution.overdue')}</th>
              <th scope="col">{say('execution.meanProgress')}</th>
            </tr>
          </thead>
          {kinds.map((kind) => (
            <tbody key={kind}>
              <tr class="group">
                <th colSpan={10} scope="rowgroup">
                  {say(`kind.${kind}`)}
                </th>
              </tr>
              {execution.directions
                .filter((direction) => direction.kind === kind)
                .map((direction) => (
                  <DirectionRow key={direction.id} direction={direction} reader={reader} />
                ))}
            </tbody>
          ))}
          <tfoot>
            <tr>
              <th scope="row">{say('execution.total')}</th>
              <Figures figures={execution.total} reader={reader} />
            </tr>
          </tfoot>
        </table>
      </Wide>
      <p class="formula">
        {say('execution.apart')} {say('execution.meanFormula')}
      </p>
      {execution.total.measures > 0 && (
        <figure>
          <figcaption>{say('execution.chart')}</figcaption>
          <Chart svg={executionChart(execution.directions)} label={say('execution.chart')} />
          <Legend
            entries={STATUSES.map((status) => ({
              swatch: status,
              text: say(`status.${status}`),
            }))}
          />
        </figure>
      )}
    </Section>
  );
}

const STATUSES = [
  'PLANNED',
  'IN_PROGRESS',
  'COMPLETION_CLAIMED',
  'COMPLETION_VERIFIED',
  'SUSPENDED',
  'CANCELLED',
] as const;

const DirectionRow = ({ direction, reader }: { direction: DirectionExecution; reader: Reader }) => (
  <tr>
    <th scope="row">
      <span class="reference">{direction.reference}</span> <Text of={direction.titles} reader={reader} />
    </th>
    <Figures figures={direction.figures} reader={reader} />
  </tr>
);

const Figures = ({ figures, reader }: { figures: ExecutionFigures; reader: Reader }) => (
  <>
    <td>{figures.measures}</td>
    <td>{figures.planned}</td>
    <td>{figures.inProgress}</td>
    <td>{figures.completionClaimed}</td>
    <td>{figures.completionVerified}</td>
    <td>{figures.suspended}</td>
    <td>{figures.cancelled}</td>
    <td>{figures.overdue > 0 ? <strong class="overdue">{figures.overdue}</strong> : 0}</td>
    <td>{figures.meanPercent === null ? reader.say('none') : meanPercent(figures.meanPercent, reader)}</td>
  </>
);
