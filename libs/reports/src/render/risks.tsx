import type { RiskLine } from '../report-data.js';
import { Cited } from './indicator-readings.js';
import type { Reader } from './reader.js';
import { Section } from './section.js';
import { Text, Wide } from './text.js';

export function Risks({ risks, reader }: { risks: readonly RiskLine[]; reader: Reader }) {
  const { say } = reader;
  return (
    <Section name="risks" reader={reader}>
      {risks.length === 0 ? (
        <p>{say('risks.none')}</p>
      ) : (
        <Wide label={say('risks.caption')}>
          <table>
            <caption>{say('risks.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{say('risks.risk')}</th>
                <th scope="col">{say('risks.probability')}</th>
                <th scope="col">{say('risks.impact')}</th>
                <th scope="col">{say('risks.mitigation')}</th>
                <th scope="col">{say('risks.source')}</th>
              </tr>
            </thead>
            <tbody>
              {risks.map((risk) => (
                <tr key={risk.id}>
                  <th scope="row">
                    <Text of={risk.titles} reader={reader} />
                  </th>
                  <Level level={risk.probability} reader={reader} />
                  <Level level={risk.impact} reader={reader} />
                  <td>{risk.mitigation ? <Text of={risk.mitigation} reader={reader} /> : say('none')}</td>
                  <td class="quiet">
                    <Cited source={risk.source} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </Section>
  );
}

const Level = ({ level, reader }: { level: RiskLine['probability']; reader: Reader }) => (
  <td>{level === null ? <span class="quiet">{reader.say('risks.notRated')}</span> : reader.say(`level.${level}`)}</td>
);
