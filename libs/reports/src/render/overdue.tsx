import type { MeasureLine } from '../report-data.js';
import { MeasureTitle } from './measures.js';
import type { Reader } from './reader.js';
import { Section } from './section.js';
import { Text, Wide } from './text.js';

export function Overdue({ measures, reader }: { measures: readonly MeasureLine[]; reader: Reader }) {
  const { say, translator } = reader;
  return (
    <Section name="overdue" reader={reader}>
      {measures.length === 0 ? (
        <p>{say('overdue.none')}</p>
      ) : (
        <Wide label={say('overdue.caption')}>
          <table>
            <caption>{say('overdue.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{say('measures.title')}</th>
                <th scope="col">{say('measures.responsible')}</th>
                <th scope="col">{say('measures.territory')}</th>
                <th scope="col">{say('measures.deadline')}</th>
                <th scope="col" class="figure">
                  {say('overdue.since')}
                </th>
              </tr>
            </thead>
            <tbody>
              {measures.map((measure) => (
                <tr key={measure.id}>
                  <MeasureTitle measure={measure} reader={reader} />
                  <td>
                    <Text of={measure.responsible.names} reader={reader} />
                  </td>
                  <td>
                    <Text of={measure.territory.names} reader={reader} />
                  </td>
                  <td>{translator.date(measure.deadline)}</td>
                  <td class="figure">
                    <strong class="overdue">
                      {measure.overdueDays === null ? say('none') : say('overdue.days', { days: measure.overdueDays })}
                    </strong>
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
