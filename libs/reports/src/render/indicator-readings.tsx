import { textIn, type Source } from '@baikoo/kernel';
import { Fragment } from 'preact';
import type { IndicatorReport, SeriesPoint } from '../report-data.js';
import type { Reader } from './reader.js';
import { Badge, Text, Wide } from './text.js';

type Break = IndicatorReport['breaks'][number];

/** Every reading with its source; a break stands between the readings that it parts. */
export function Readings({ indicator, reader }: { indicator: IndicatorReport; reader: Reader }) {
  const { say } = reader;
  const { points, breaks } = indicator;
  if (points.length === 0 && breaks.length === 0 && !indicator.missing) return null;
  const caption = say('indicators.readings', { indicator: textIn(indicator.names, reader.language) });
  const firstOf = (version: number) => points.find((point) => point.definitionVersion === version);
  const unplaced = breaks.filter((found) => !firstOf(found.version));
  return (
    <Wide label={caption}>
      <table class="readings">
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say('indicators.period')}</th>
            <th scope="col" class="figure">
              {say('indicators.value')}
            </th>
            <th scope="col">{say('indicators.source')}</th>
          </tr>
        </thead>
        <tbody>
          {points.map((point, index) => (
            <Fragment key={index}>
              {breaks
                .filter((found) => firstOf(found.version) === point)
                .map((found) => (
                  <BreakRow key={`break ${found.version}`} found={found} reader={reader} />
                ))}
              <PointRow point={point} reader={reader} />
            </Fragment>
          ))}
          {(indicator.missing ?? []).map(({ period, reason }) => (
            <tr key={`missing ${period}`}>
              <td colSpan={3} class="quiet">
                {say('indicators.missing', { period: reader.period(period), reason })}
              </td>
            </tr>
          ))}
          {unplaced.map((found) => (
            <BreakRow key={`break ${found.version}`} found={found} reader={reader} />
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

const PointRow = ({ point, reader }: { point: SeriesPoint; reader: Reader }) => (
  <tr>
    <th scope="row">{reader.period(point.period)}</th>
    <td class="figure">
      {reader.say(`indicators.qualified.${point.qualifier}`, { value: reader.translator.number(point.value) })}
    </td>
    <td>
      <Cited source={point.source} /> {point.conflicting && <Badge kind="conflicting" reader={reader} />}{' '}
      {point.illustrative && <Badge kind="illustrative" reader={reader} />}{' '}
      {point.status === 'PROVISIONAL' && <Badge kind="provisional" reader={reader} />}{' '}
      {point.corrected && <Badge kind="corrected" reader={reader} />}{' '}
      {point.outweighed && <Badge kind="outweighed" reader={reader} />}
      {point.note && (
        <small>
          <Text of={point.note} reader={reader} />
        </small>
      )}
    </td>
  </tr>
);

const BreakRow = ({ found, reader }: { found: Break; reader: Reader }) => (
  <tr class="break">
    <td colSpan={3}>
      <strong>
        <span aria-hidden="true">┊</span>{' '}
        {reader.say('indicators.breakFrom', { period: reader.period(found.holdsFrom) })}.
      </strong>{' '}
      <Text of={found.explanation} reader={reader} />{' '}
      <span class="quiet">
        (<Cited source={found.source} />)
      </span>
    </td>
  </tr>
);

export const Cited = ({ source }: { source: Source }) => (
  <>
    {source.title}
    {source.reference !== null && `, ${source.reference}`}
  </>
);
