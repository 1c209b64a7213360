import { type DecimalString, multiply, shortest, textIn } from '@baikoo/kernel';
import type { Light } from '@baikoo/measures';
import type { ComponentChildren } from 'preact';
import type { DirectionExecution, MeasureLine, MonitoringReportData } from '../report-data.js';
import type { Reader } from './reader.js';
import { Section } from './section.js';
import { Badge, Progress, Text, Wide } from './text.js';

type OfMeasure = { readonly measure: MeasureLine; readonly reader: Reader };
type Judged = { readonly by: MonitoringReportData['lightConvention']; readonly reader: Reader };
type Props = { readonly directions: MonitoringReportData['execution']['directions']; readonly reader: Reader };

export const Measures = ({
  data: {
    execution: { directions },
    lightConvention,
  },
  reader,
}: {
  readonly data: MonitoringReportData;
  readonly reader: Reader;
}) => (
  <Section name="measures" reader={reader}>
    <p class="formula">{reader.say('measures.lightConvention')}</p>
    {directions
      .filter((direction) => direction.measures.length > 0)
      .map((direction) => (
        <DirectionTable key={direction.id} direction={direction} by={lightConvention} reader={reader} />
      ))}
    <WithoutMeasures directions={directions.filter((direction) => direction.measures.length === 0)} reader={reader} />
  </Section>
);

function DirectionTable({ direction, by, reader }: Judged & { direction: DirectionExecution }) {
  const { say } = reader;
  return (
    <Wide label={`${say('section.measures')} ${direction.reference}`}>
      <table class="measures">
        <caption>
          <span class="reference">{direction.reference}</span> <Text of={direction.titles} reader={reader} />
        </caption>
        <thead>
          <tr>
            <th scope="col">{say('measures.title')}</th>
            <th scope="col">{say('measures.responsible')}</th>
            <th scope="col">{say('measures.territory')}</th>
            <th scope="col">{say('measures.deadline')}</th>
            <th scope="col">{say('measures.status')}</th>
            <th scope="col">{say('measures.progress')}</th>
            <th scope="col">{say('measures.light')}</th>
          </tr>
        </thead>
        <tbody>
          {direction.measures.map((measure) => (
            <tr key={measure.id}>
              <MeasureTitle measure={measure} reader={reader}>
                <Said measure={measure} reader={reader} />
              </MeasureTitle>
              <td>
                <Text of={measure.responsible.names} reader={reader} />
              </td>
              <td>
                <Text of={measure.territory.names} reader={reader} />
              </td>
              <td>{reader.translator.date(measure.deadline)}</td>
              <td>{say(`status.${measure.status}`)}</td>
              <td>
                {measure.percent === null ? (
                  <span class="quiet">{say('measures.notReported')}</span>
                ) : (
                  <Progress percent={measure.percent} reader={reader} />
                )}
              </td>
              <td>
                <TrafficLight light={measure.light} by={by} reader={reader} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** The first cell of a measure's row, here and in the list of overdue measures. */
export const MeasureTitle = ({ measure, reader, children }: OfMeasure & { children?: ComponentChildren }) => (
  <th scope="row">
    <Text of={measure.titles} reader={reader} />
    <small>
      {reader.say('measures.task', { reference: measure.taskReference })}{' '}
      {measure.illustrative && <Badge kind="illustrative" reader={reader} />}
    </small>
    {children}
  </th>
);

/** What was expected, what was done and what got in the way, in the words of plan and report. */
const Said = ({ measure, reader }: OfMeasure) => {
  const { expectedResult, progressText, difficulties } = measure;
  return (
    <>
      {expectedResult && (
        <small>{reader.say('measures.expected', { text: textIn(expectedResult, reader.language) })}</small>
      )}
      {progressText && <small>{reader.say('measures.done', { text: progressText })}</small>}
      {difficulties && <small>{reader.say('measures.difficulties', { text: difficulties })}</small>}
    </>
  );
};

/** Five shapes, so that the lights differ in black and white. */
const SHAPES: Record<Light['colour'], string> = { BLUE: '◆', GREEN: '●', AMBER: '▲', RED: '■', GREY: '○' };

const TrafficLight = ({ light, by, reader }: Judged & { light: Light }) => (
  <span class={`light ${light.colour}`}>
    <span aria-hidden="true">{SHAPES[light.colour]}</span> <strong>{reader.say(`light.${light.colour}`)}</strong>
    <small>{wordsOfRule(light.rule, by, reader)}</small>
  </span>
);

/** The words of a rule name the values of the standard; under another convention its own are put in. */
function wordsOfRule(rule: Light['rule'], by: Judged['by'], { say }: Reader): string {
  if (!by) return say(`rule.${rule}`);
  const percent = (share: DecimalString) => shortest(multiply(share, '100'));
  switch (rule) {
    case 'REPORTS_MISSED':
      return say('ruleBy.REPORTS_MISSED', { reports: by.missedReports });
    case 'FAR_BEHIND_TIME':
      return say('ruleBy.FAR_BEHIND_TIME', { points: percent(by.farBehind) });
    case 'BEHIND_TIME':
      return say('ruleBy.BEHIND_TIME', { points: percent(by.behind) });
    case 'FUNDING_BELOW_HALF':
      return say('ruleBy.FUNDING_BELOW', { percent: percent(by.fundingRed) });
    case 'FUNDING_BELOW_90':
      return say('ruleBy.FUNDING_BELOW', { percent: percent(by.fundingAmber) });
    default:
      return say(`rule.${rule}`);
  }
}

function WithoutMeasures({ directions, reader }: Props) {
  if (directions.length === 0) return null;
  return (
    <p class="quiet">
      {directions.map((direction) => direction.reference).join(', ')}: {reader.say('measures.none')}
    </p>
  );
}
