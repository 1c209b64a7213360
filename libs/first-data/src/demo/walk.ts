import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, type CalendarDate, halfYearOf, type LegalAct, previousHalfYear } from '@baikoo/kernel';
import { AMENDMENT, ILLUSTRATIVE_ACT, untilReworded } from './amendment.js';
import { type AcceptedReceipt, command, type GraphQLClient } from './client.js';

export type { GraphQLClient } from './client.js';

export type Walk = {
  readonly client: GraphQLClient;
  readonly planId: string;
  readonly legalAct: LegalAct;
  /** The national date on which the walk is made: it decides which half-years are reported on. */
  readonly today: CalendarDate;
};

export type WalkDone = {
  /** The cycle of the half-year in which the walk is made, and of the one before. */
  readonly cycleId: string;
  readonly earlierCycleId: string;
  readonly report: AcceptedReceipt;
};

/** The people of `data/illustrative/mandates.csv` who take part. */
const SECRETARIAT = 'demo-secretariat';
const SECOND_OF_SECRETARIAT = 'demo-secretariat-second';
const COUNCIL_CHAIR = 'demo-council-chair';
const MINISTRY = 'demo-ministry';
const LENINSKY = 'demo-leninsky-secretary';
const REPORTING = {
  'commission-leninsky': LENINSKY,
  'commission-osh-city': 'demo-osh-secretary',
  'commission-ak-suu': 'demo-ak-suu-secretary',
  'commission-suzak': 'demo-suzak-secretary',
  'commission-talas-city': 'demo-talas-secretary',
  'ministry-internal-affairs': MINISTRY,
};

/** Whose report takes a step before the acceptance: that of a raion is endorsed by the commission of its oblast. */
const ENDORSED_BY: Readonly<Record<string, readonly string[]>> = { 'commission-ak-suu': ['commission-issyk-kul'] };

/** The first command of the walk: from then on the record holds a demonstration. */
export const FIRST_COMMAND = 'demo:adopt-concept';

/** The last command of the walk: once it is accepted, the walk was made. */
export const LAST_COMMAND = 'demo:compile-report';

/** Evidence of the demonstration: a file that exists nowhere, and says so. */
const EVIDENCE = {
  fileName: 'illustrative-act.txt',
  mediaType: 'text/plain',
  bytes: 42,
  sha256: createHash('sha256').update('Illustrative evidence of the demonstration').digest('hex'),
  address: 'https://example.org/illustrative-act.txt',
};

/**
 * One whole monitoring cycle, as its people would go through it: the Concept is adopted, two half-years are reported
 * on, a report is returned, corrected and accepted, a completion is verified by somebody else, a ministry has a measure of
 * its own worded anew by an amendment of the plan, and the secretariat compiles the monitoring report. Each command has a fixed id, so a walk that was cut short goes on where it stopped.
 */
export async function walkOneCycle({ client, planId, legalAct, today }: Walk): Promise<WalkDone> {
  const ask = (who: string, mutation: string, id: string, input: object) =>
    command(client, who, mutation, { commandId: `demo:${id}`, ...input });
  const current = halfYearOf(today);
  const earlier = previousHalfYear(today);
  const cycleId = `demo-${current.code}`;
  const earlierCycleId = `demo-${earlier.code}`;

  await ask(COUNCIL_CHAIR, 'adoptPlan', 'adopt-concept', { planId, adoptedOn: legalAct.date, legalAct });

  for (const { id, period } of [
    { id: earlierCycleId, period: earlier.code },
    { id: cycleId, period: current.code },
  ]) {
    await ask(SECRETARIAT, 'openCycle', `open:${id}`, { cycleId: id, planId, period, illustrative: true });
    for (const organisationId of Object.keys(REPORTING))
      await ask(SECRETARIAT, 'issueObligation', `oblige:${id}:${organisationId}`, {
        ...{ cycleId: id, organisationId, endorsedBy: ENDORSED_BY[organisationId] ?? [] },
      });
  }
  await ask(SECRETARIAT, 'exemptObligation', 'exempt:talas:earlier', {
    ...{ cycleId: earlierCycleId, organisationId: 'commission-talas-city' },
    why: 'Комиссия создана в конце полугодия: отчитываться ещё не о чем',
  });

  // The half-year before: one commission reports after the due date, which is accepted and marked late.
  await ask('demo-osh-secretary', 'reportProgress', 'osh:earlier', {
    ...{ cycleId: earlierCycleId, measureId: 'osh-patrols', percent: 30, text: 'Собраны данные за полугодие' },
    difficulties: 'Часть адресов указана неточно',
  });
  await ask('demo-osh-secretary', 'submitReport', 'osh:earlier:submit', { cycleId: earlierCycleId });
  await ask(SECRETARIAT, 'acceptReport', 'osh:earlier:accept', {
    ...{ cycleId: earlierCycleId, organisationId: 'commission-osh-city' },
  });

  // The current half-year: the Lenin district goes the whole way.
  await ask(LENINSKY, 'reportProgress', 'leninsky:progress', {
    ...{ cycleId, measureId: 'leninsky-lighting', percent: 100, text: 'Освещены все двенадцать дворов' },
  });
  await ask(LENINSKY, 'reportProgress', 'leninsky:routes', {
    ...{ cycleId, measureId: 'leninsky-school-routes', percent: 55, text: 'Обследованы пути к пяти школам' },
    difficulties: 'Для двух школ нет свежего плана улиц',
  });
  await ask(LENINSKY, 'claimCompletion', 'leninsky:completion', {
    ...{ cycleId, measureId: 'leninsky-lighting', completedOn: addDays(today, -1), evidence: EVIDENCE },
  });
  await ask(LENINSKY, 'reportExpenditure', 'leninsky:spending', {
    ...{ cycleId, measureId: 'leninsky-lighting', lineId: 'local-2026', amount: '1010000.00' },
  });
  await ask(LENINSKY, 'reportReading', 'leninsky:reading', {
    ...{ cycleId, indicatorId: 'ROAD_ACCIDENTS', period: earlier.code, value: '214' },
    source: { title: 'Illustrative figure of the demonstration', reference: null },
  });
  await ask(LENINSKY, 'submitReport', 'leninsky:submit', { cycleId });
  await ask(SECRETARIAT, 'returnReport', 'leninsky:return', {
    ...{ cycleId, organisationId: 'commission-leninsky' },
    remarks: [
      {
        itemId: 'EXPENDITURE.leninsky-lighting.local-2026',
        text: 'Сумма не совпадает с актом: проверьте и исправьте.',
      },
    ],
  });
  await ask(LENINSKY, 'reportExpenditure', 'leninsky:spending:corrected', {
    ...{ cycleId, measureId: 'leninsky-lighting', lineId: 'local-2026', amount: '1100000.00' },
    reason: 'Correction after the remark',
  });
  await ask(LENINSKY, 'submitReport', 'leninsky:resubmit', { cycleId });
  await ask(SECRETARIAT, 'acceptReport', 'leninsky:accept', { cycleId, organisationId: 'commission-leninsky' });
  await untilConsolidated(client, `${cycleId}.commission-leninsky`);
  await ask(SECOND_OF_SECRETARIAT, 'verifyCompletion', 'leninsky:verify', { measureId: 'leninsky-lighting' });

  // One claim waits for its verdict, and one report for its review.
  await ask('demo-suzak-secretary', 'claimCompletion', 'suzak:completion', {
    ...{ cycleId, measureId: 'suzak-children', completedOn: addDays(today, -2), evidence: EVIDENCE },
  });
  await ask('demo-suzak-secretary', 'submitReport', 'suzak:submit', { cycleId });
  await ask(SECRETARIAT, 'acceptReport', 'suzak:accept', { cycleId, organisationId: 'commission-suzak' });
  await untilConsolidated(client, `${cycleId}.commission-suzak`);
  await ask('demo-ak-suu-secretary', 'reportProgress', 'ak-suu:progress', {
    ...{ cycleId, measureId: 'ak-suu-livestock', percent: 60, text: 'Охрана действует на четырёх пастбищах' },
  });
  await ask('demo-ak-suu-secretary', 'submitReport', 'ak-suu:submit', { cycleId });

  // The plan as adopted and as amended: two versions, and what differs between them.
  await ask(MINISTRY, 'proposeAmendment', 'amend:propose', { planId, ...AMENDMENT });
  await ask(COUNCIL_CHAIR, 'adoptAmendment', 'amend:adopt', {
    ...{ planId, amendmentId: AMENDMENT.amendmentId, adoptedOn: today },
    legalAct: { ...ILLUSTRATIVE_ACT, date: today },
  });
  await untilReworded(client);

  const report = await command(client, SECRETARIAT, 'compileReport', { commandId: LAST_COMMAND, cycleId });
  return { cycleId, earlierCycleId, report };
}

/** An accepted report becomes facts a moment later: the consolidation follows the record. */
async function untilConsolidated(client: GraphQLClient, id: string): Promise<void> {
  const document = 'query Consolidated($id: ID!) { submission(id: $id) { status items { id refused } } }';
  for (let attempt = 0; attempt < 200; attempt++) {
    const { data } = await client(SECRETARIAT, document, { id });
    const submission = data?.['submission'] as
      { status: string; items: { refused: string | null }[] } | null | undefined;
    if (submission?.status === 'CONSOLIDATED') return;
    await sleep(50);
  }
  throw new Error(`The report ${id} was accepted but not taken over within ten seconds.`);
}
