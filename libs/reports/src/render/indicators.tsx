import { compare, textIn } from '@baikoo/kernel';
import type { DirectionExecution, IndicatorReport, MonitoringReportData } from '../report-data.js';
import { Chart } from './charts/chart.js';
import { indicatorChart } from './charts/indicator-chart.js';
import { Readings } from './indicator-readings.js';
import type { Reader } from './reader.js';
import { Section } from './section.js';
import { Badge, Text } from './text.js';

type Props = { readonly data: MonitoringReportData; readonly reader: Reader };

/** Indicators in the order of the plan's directions; those that belong to none come first. */
export function Indicators({ data, reader }: Props) {
  const { say } = reader;
  const order = [null, ...data.execution.directions.map((direction) => direction.reference)];
  const references = new Set([...order, ...data.indicators.map((indicator) => indicator.directionReference)]);
  const inUse = [...references].filter((reference) =>
    data.indicators.some((indicator) => indicator.directionReference === reference),
  );
  return (
    <Section name="indicators" reader={reader}>
      {data.indicators.length === 0 ? <p>{say('indicators.none')}</p> : <MarksExplained reader={reader} />}
      {inUse.map((reference) => (
        <div key={reference} class="group">
          <h3>
            {reference === null ? (
              say('indicators.general')
            ) : (
              <DirectionName reference={reference} directions={data.execution.directions} reader={reader} />
            )}
          </h3>
          {data.indicators.map(
            (indicator, index) =>
              indicator.directionReference === reference && (
                <Indicator key={indicator.id} name={`i${index}`} indicator={indicator} reader={reader} />
              ),
          )}
        </div>
      ))}
    </Section>
  );
}

function DirectionName(props: { reference: string; directions: readonly DirectionExecution[]; reader: Reader }) {
  const direction = props.directions.find((found) => found.reference === props.reference);
  if (!direction) return <>{props.reader.say('indicators.direction', { reference: props.reference })}</>;
  return (
    <>
      <span class="reference">{props.reference}</span> <Text of={direction.titles} reader={props.reader} />
    </>
  );
}

function Indicator({ name, indicator, reader }: { name: string; indicator: IndicatorReport; reader: Reader }) {
  const { say } = reader;
  const svg = indicatorChart(name, indicator, reader);
  return (
    <article class={svg ? 'indicator' : 'indicator plain'}>
      <h4>
        <Text of={indicator.names} reader={reader} />
      </h4>
      <p class="unit">
        <Text of={indicator.unit} reader={reader} /> · <Text of={indicator.territory.names} reader={reader} /> ·{' '}
        {say(`indicators.better.${indicator.better}`)}
      </p>
      <Facts indicator={indicator} reader={reader} />
      {svg && (
        <Chart svg={svg} label={say('indicators.chart', { indicator: textIn(indicator.names, reader.language) })} />
      )}
      <Readings indicator={indicator} reader={reader} />
    </article>
  );
}

function Facts({ indicator, reader }: { indicator: IndicatorReport; reader: Reader }) {
  const { say, translator } = reader;
  const { baseline, target, points } = indicator;
  const latest = points.filter((point) => point.period === points.at(-1)?.period);
  return (
    <dl class="facts">
      <dt>{say('indicators.baseline')}</dt>
      <dd>
        {baseline === null ? (
          <span class="quiet">{say('indicators.notSet')}</span>
        ) : (
          <Valued value={translator.number(baseline.value)} period={reader.period(baseline.period)} />
        )}
      </dd>
      <dt>{say('indicators.target')}</dt>
      <dd>
        {target === null ? (
          <span class="quiet">{say('indicators.notSet')}</span>
        ) : (
          <>
            <Valued value={translator.number(target.value)} period={reader.period(target.period)} />{' '}
            {target.illustrative && <Badge kind="illustrative" reader={reader} />}
          </>
        )}
      </dd>
      <dt>{say('indicators.latest')}</dt>
      <dd>
        {latest[0] === undefined ? (
          <span class="quiet">{say('indicators.noReadings')}</span>
        ) : (
          <Valued
            value={latest
              .map((point) => say(`indicators.qualified.${point.qualifier}`, { value: translator.number(point.value) }))
              .join(' / ')}
            period={reader.period(latest[0].period)}
          />
        )}
      </dd>
      <dt>{say('indicators.change')}</dt>
      <dd>
        <Change indicator={indicator} reader={reader} />
      </dd>
    </dl>
  );
}

const Valued = ({ value, period }: { value: string; period: string }) => (
  <>
    <strong>{value}</strong> <span class="quiet">({period})</span>
  </>
);

/** The change since the baseline and whether it goes the wanted way, or the reason why there is none to show. */
function Change({ indicator, reader }: { indicator: IndicatorReport; reader: Reader }) {
  const { say, translator } = reader;
  const { change, better } = indicator;
  if ('notCompared' in change) return <span class="quiet">{say(`notCompared.${change.notCompared}`)}</span>;
  const sign = compare(change.absolute, '0');
  const verdict = sign === 0 ? 'unchanged' : sign > 0 === (better === 'INCREASE') ? 'towards' : 'away';
  return (
    <>
      <strong>{translator.change(change.absolute)}</strong>{' '}
      {change.relative !== null && `(${translator.percentChange(change.relative)}) `}
      <span class="quiet">
        {say('indicators.fromTo', { from: reader.period(change.from), to: reader.period(change.to) })}
      </span>
      {better !== 'MAINTAIN' && better !== 'RANGE' && `, ${say(`indicators.${verdict}`)}`}
    </>
  );
}

/** The marks of all charts, explained once. */
const MarksExplained = ({ reader }: { reader: Reader }) => (
  <ul class="legend marks">
    {(
      [
        ['●', 'reading'],
        ['◆', 'conflicting'],
        ['△', 'illustrative'],
        ['▬', 'span'],
        ['┊', 'break'],
        ['╌', 'target'],
      ] as const
    ).map(([mark, word]) => (
      <li key={word}>
        <span class={`mark ${word}`} aria-hidden="true">
          {mark}
        </span>{' '}
        {reader.say(`mark.${word}`)}
      </li>
    ))}
  </ul>
);
