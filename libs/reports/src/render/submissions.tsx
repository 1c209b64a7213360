import type { MonitoringReportData, SubmissionLine } from '../report-data.js';
import type { Reader } from './reader.js';
import { Section } from './section.js';
import { Text, Wide } from './text.js';

type Props = { readonly data: MonitoringReportData; readonly reader: Reader };

/** Who reported and when. Each share stands beside the formula that gives it. */
export function Submissions({ data, reader }: Props) {
  const { say, translator } = reader;
  const { total, lines } = data.submissions;
  if (lines.length === 0 && total.expected === 0) {
    return (
      <Section name="submissions" reader={reader}>
        <p>{say('submissions.none')}</p>
      </Section>
    );
  }
  const { expected, submitted, accepted, onTime } = total;
  const shares = [
    ['rate', total.submissionRate, say('submissions.rateFormula', { submitted, expected })],
    ['completeness', total.completeness, say('submissions.completenessFormula', { accepted, expected })],
    ['timeliness', total.timeliness, say('submissions.timelinessFormula', { onTime, expected })],
  ] as const;
  return (
    <Section name="submissions" reader={reader}>
      <dl class="figures three">
        {shares.map(([name, value, formula]) => (
          <div key={name}>
            <dt>
              {say(`submissions.${name}`)}
              <small>{formula}</small>
            </dt>
            <dd>{value === null ? say('none') : translator.percent(value)}</dd>
          </div>
        ))}
      </dl>
      <p class="formula">{say('submissions.meaning', { due: translator.date(data.cycle.dueOn) })}</p>
      <Wide label={say('submissions.caption')}>
        <table>
          <caption>{say('submissions.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('submissions.territory')}</th>
              <th scope="col">{say('submissions.organisation')}</th>
              <th scope="col">{say('submissions.status')}</th>
              <th scope="col">{say('submissions.first')}</th>
              <th scope="col">{say('submissions.timing')}</th>
              <th scope="col" class="figure">
                {say('submissions.returned')}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line key={`${line.territory.id} ${line.organisation.id}`} line={line} reader={reader} />
            ))}
          </tbody>
        </table>
      </Wide>
    </Section>
  );
}

function Line({ line, reader }: { line: SubmissionLine; reader: Reader }) {
  const { say, translator } = reader;
  return (
    <tr>
      <th scope="row">
        <Text of={line.territory.names} reader={reader} />
      </th>
      <td>
        <Text of={line.organisation.names} reader={reader} />
      </td>
      <td>{say(`submission.${line.status}`)}</td>
      <td>{line.firstSubmittedAt === null ? say('none') : translator.moment(line.firstSubmittedAt)}</td>
      <td>
        {line.onTime === null && say('none')}
        {line.onTime === true && say('submissions.onTime')}
        {line.onTime === false && <strong class="overdue">{say('submissions.late')}</strong>}
      </td>
      <td class="figure">{line.timesReturned}</td>
    </tr>
  );
}
