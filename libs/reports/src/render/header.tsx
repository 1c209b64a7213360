import type { LegalAct } from '@baikoo/kernel';
import type { MonitoringReportData } from '../report-data.js';
import type { Reader } from './reader.js';
import { Badge, contains, Text } from './text.js';

type Props = { readonly data: MonitoringReportData; readonly contentHash: string; readonly reader: Reader };

/** Which plan, which period, and as the record stood when: what a reader needs to cite the report or to compile it again. */
export function Header({ data, contentHash, reader }: Props) {
  const { say, translator } = reader;
  const { plan, cycle, asOf } = data;
  return (
    <header>
      <p class="republic">{say('republic')}</p>
      <h1>{say('title')}</h1>
      <p class="subtitle">
        <Text of={plan.titles} reader={reader} />
      </p>
      <p class="period">
        {reader.period(cycle.period)} {cycle.illustrative && <Badge kind="illustrative" reader={reader} />}
      </p>
      <dl class="facts">
        <dt>{say('head.period')}</dt>
        <dd>{say('period.range', { from: translator.date(cycle.from), to: translator.date(cycle.to) })}</dd>
        <dt>{say('head.due')}</dt>
        <dd>{translator.date(cycle.dueOn)}</dd>
        <dt>{say('head.cycle')}</dt>
        <dd>
          {say(`head.cycle.${cycle.status}`)} <span class="quiet">({cycle.id})</span>
        </dd>
        <dt>{say('head.planTerm')}</dt>
        <dd>{say('period.range', { from: translator.date(plan.from), to: translator.date(plan.to) })}</dd>
        <dt>{say('head.legalAct')}</dt>
        <dd>
          {plan.legalAct ? (
            <Act act={plan.legalAct} reader={reader} />
          ) : (
            say(plan.status === 'DRAFT' ? 'head.planDraft' : 'none')
          )}
        </dd>
        <dt>{say('head.asOf')}</dt>
        <dd>{say('head.asOfValue', { position: asOf.position, moment: translator.moment(asOf.moment) })}</dd>
        <dt>{say('head.hash')}</dt>
        <dd>
          <code>{contentHash}</code>
          <br />
          <small>{say('head.hashMeaning')}</small>
        </dd>
      </dl>
      <Notices data={data} reader={reader} />
    </header>
  );
}

function Act({ act, reader }: { act: LegalAct; reader: Reader }) {
  const { say, translator } = reader;
  return (
    <>
      <Text of={act.titles} reader={reader} />{' '}
      {act.number === null && act.date === null && <span class="quiet">({say('head.legalActUnknown')})</span>}
      {act.date !== null && say('head.legalActDate', { date: translator.date(act.date) })}{' '}
      {act.number !== null && say('head.legalActNumber', { number: act.number })}
    </>
  );
}

/** What a reader must know before believing a word: what is invented, and what no Kyrgyz speaker has read. */
function Notices({ data, reader }: { data: MonitoringReportData; reader: Reader }) {
  const { say } = reader;
  const isIllustrative = contains(data, (part) => 'illustrative' in part && part.illustrative === true);
  return (
    <>
      {isIllustrative && (
        <aside class="notice">
          <strong>{say('notice.illustrative')}.</strong>{' '}
          {say('notice.illustrativeMeaning', { badge: say('badge.illustrative') })}{' '}
          {data.cycle.illustrative && say('notice.illustrativeCycle')}
        </aside>
      )}
      {reader.language === 'ky' && (
        <aside class="notice">
          <strong>{say('notice.machineKyrgyz')}.</strong> {say('notice.machineKyrgyzMeaning')}
        </aside>
      )}
    </>
  );
}
