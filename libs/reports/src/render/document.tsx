import { isUnconfirmed, type LocalizedText, textIn } from '@baikoo/kernel';
import type { MonitoringReportData } from '../report-data.js';
import { Execution } from './execution.js';
import { Funding } from './funding.js';
import { Header } from './header.js';
import { Indicators } from './indicators.js';
import { Measures } from './measures.js';
import { Overdue } from './overdue.js';
import type { Reader } from './reader.js';
import { Risks } from './risks.js';
import { Contents } from './section.js';
import { STYLE } from './style.js';
import { Submissions } from './submissions.js';
import { Summary } from './summary.js';
import { contains, Dagger } from './text.js';

type Props = { readonly data: MonitoringReportData; readonly contentHash: string; readonly reader: Reader };

/** The whole report as one page that needs nothing else: no scripts, no fonts, no pictures from elsewhere. */
export function Document({ data, contentHash, reader }: Props) {
  const hasDaggers = contains(
    data,
    (part) => 'unconfirmed' in part && isUnconfirmed(part as LocalizedText, reader.language),
  );
  return (
    <html lang={reader.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>
          {`${reader.say('title')}: ${textIn(data.plan.titles, reader.language)}, ${reader.period(data.cycle.period)}`}
        </title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <Header data={data} contentHash={contentHash} reader={reader} />
        <Contents reader={reader} />
        <main>
          <Summary data={data} reader={reader} />
          <Execution execution={data.execution} reader={reader} />
          <Measures data={data} reader={reader} />
          <Overdue measures={data.overdue} reader={reader} />
          <Submissions data={data} reader={reader} />
          <Funding data={data} reader={reader} />
          <Indicators data={data} reader={reader} />
          <Risks risks={data.risks} reader={reader} />
        </main>
        {hasDaggers && (
          <footer>
            <Dagger /> {reader.say('notice.dagger')}
          </footer>
        )}
      </body>
    </html>
  );
}
