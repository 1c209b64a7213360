import { createHash } from 'node:crypto';
import { readConcept, walkOneCycle, type WalkDone } from '@baikoo/first-data';
import { dateOf } from '@baikoo/kernel';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { specifyAccess } from './support/access-matrix.js';
import { specifyWhatFollows } from './support/after-the-walk.js';
import { specifyProofs } from './support/proofs-over-http.js';
import { type RunningApi, startApi } from './support/running-api.js';

let api: RunningApi;
let walk: WalkDone;

beforeAll(async () => {
  api = await startApi();
  const { id: planId, legalAct } = await readConcept();
  const today = dateOf(new Date().toISOString());
  walk = await walkOneCycle({ client: api.ask, planId, legalAct, today });
}, 120_000);
afterAll(() => api?.close());

const data = async <T>(query: string, variables: object = {}, who = 'demo-auditor') => {
  const { data, errors } = await api.ask(who, query, variables);
  expect(errors).toBeUndefined();
  return data as T;
};

describe('the plan', () => {
  test('is the Concept: 7 components with 17 tasks and 6 priorities with 25, adopted', async () => {
    const { plan } = await data<{
      plan: { status: string; directions: { kind: string; tasks: unknown[] }[] };
    }>('{ plan(id: "concept-2022-2028") { status directions { kind tasks { id } } } }');
    const count = (kind: string) => {
      const chosen = plan.directions.filter((direction) => direction.kind === kind);
      return [chosen.length, chosen.flatMap(({ tasks }) => tasks).length];
    };
    expect([plan.status, count('COMPONENT'), count('PRIORITY')]).toEqual(['ADOPTED', [7, 17], [6, 25]]);
  });

  test('has five risks', async () => {
    const { risks } = await data<{ risks: unknown[] }>('{ risks(planId: "concept-2022-2028") { id } }');
    expect(risks).toHaveLength(5);
  });

  test('shows direction and task by themselves', async () => {
    const answer = await data(
      `{ direction(planId: "concept-2022-2028", id: "5.4") { reference tasks { id } }
         task(planId: "concept-2022-2028", id: "4.1/1") { reference titles { ru } } }`,
    );
    expect(answer).toMatchObject({
      direction: { reference: '5.4', tasks: { length: 5 } },
      task: { reference: '4.1/1' },
    });
  });
});

describe('the report of the Lenin district', () => {
  test('was returned once, corrected, accepted and became facts', async () => {
    const { submission } = await data<{ submission: Record<string, unknown> }>(
      `query ($id: ID!) { submission(id: $id) { status timesSubmitted timesReturned onTime remarks { text }
         items { id refused position item { ... on ExpenditureItem { amount } } } } }`,
      { id: `${walk.cycleId}.commission-leninsky` },
    );
    expect(submission).toMatchObject({
      ...{ status: 'CONSOLIDATED', timesSubmitted: 2, timesReturned: 1, onTime: true },
      remarks: [{ text: expect.stringContaining('акт') }],
      items: expect.arrayContaining([
        expect.objectContaining({ item: { amount: '1100000.00' }, refused: null, position: expect.any(String) }),
      ]),
    });
  });

  test('completed the measure: claimed by the commission, verified by somebody else', async () => {
    const { measure } = await data<{ measure: object }>(
      '{ measure(id: "leninsky-lighting") { status percent spent light { colour rule } illustrative } }',
    );
    expect(measure).toEqual({
      ...{ status: 'COMPLETION_VERIFIED', percent: 100, spent: '1100000.00', illustrative: true },
      light: { colour: 'BLUE', rule: 'VERIFIED' },
    });
  });

  test('added a reading to the series of the district, marked illustrative', async () => {
    const { indicator } = await data<{ indicator: { series: object[] } }>(
      '{ indicator(id: "ROAD_ACCIDENTS", territoryId: "41711201000000") { series { value status illustrative } } }',
    );
    expect(indicator.series).toEqual([{ value: '214', status: 'PROVISIONAL', illustrative: true }]);
  });

  test('waits in the list of whoever confirms readings, and of nobody who wrote it', async () => {
    const waiting = `query ($byOthers: Boolean) { readings(statuses: [PROVISIONAL], within: "41711201000000", byOthers: $byOthers) {
      totalCount totals { provisional flagged } nodes { indicatorId territoryNames { ru } value authors { personId } } } }`;
    type Waiting = { readings: { totalCount: number; nodes: { indicatorId: string; authors: object[] }[] } };
    const { readings } = await data<Waiting>(waiting, { byOthers: true }, 'demo-secretariat');
    expect(readings.nodes.filter(({ indicatorId }) => indicatorId === 'ROAD_ACCIDENTS')).toEqual([
      {
        ...{ indicatorId: 'ROAD_ACCIDENTS', territoryNames: { ru: expect.any(String) }, value: '214' },
        authors: [{ personId: 'demo-leninsky-secretary' }],
      },
    ]);
    const { readings: own } = await data<Waiting>(waiting, { byOthers: true }, 'demo-leninsky-secretary');
    expect(own.totalCount).toBe(readings.totalCount - 1);
  });

  test('stands by period with its sources, is rolled up, and is no longer missed', async () => {
    const answer = await data<{ silentSeries: { nodes: { territoryId: string }[] } }>(
      `{ indicator(id: "ROAD_ACCIDENTS", territoryId: "41711201000000") { periods { period value sources { value } } }
         indicatorRollUp(indicatorId: "ROAD_ACCIDENTS", territoryId: "KG-GB", period: "2026-H1") {
           covered expected progress { basedOn notJudged target { period } } }
         silentSeries(indicatorId: "ROAD_ACCIDENTS") { totals { series periods } nodes { territoryId periods } } }`,
    );
    expect(answer).toMatchObject({
      indicator: { periods: [{ period: '2026-H1', value: '214', sources: [{ value: '214' }] }] },
      indicatorRollUp: { covered: 1, expected: 4, progress: [] },
    });
    expect(answer.silentSeries.nodes.map(({ territoryId }) => territoryId)).not.toContain('41711201000000');
  });

  test('counts as late where it was late', async () => {
    const { submission } = await data<{ submission: object }>(
      'query ($id: ID!) { submission(id: $id) { onTime status } }',
      { id: `${walk.earlierCycleId}.commission-osh-city` },
    );
    // The half-year before today's is due on the 15th day of this one: on that day and before it is still on time.
    const { cycle } = await data<{ cycle: { dueOn: string } }>('query ($id: ID!) { cycle(id: $id) { dueOn } }', {
      id: walk.earlierCycleId,
    });
    expect(submission).toMatchObject({ onTime: dateOf(new Date().toISOString()) <= cycle.dueOn });
  });
});

describe('the audit trail', () => {
  const trailOf = (kind: string, id: string) =>
    data<{ auditTrail: { nodes: { type: string; actorId: string; changes: object[] }[] } }>(
      `query ($kind: SubjectKind!, $id: ID!) { auditTrail(kind: $kind, id: $id, first: 200) { totalCount nodes {
         type what actorId organisationId role recordedAt effectiveAt reason legalBasis correlationId causationId
         changes { field before after } } } }`,
      { kind, id },
    ).then(({ auditTrail }) => auditTrail.nodes);

  test('of a measure says who did what and what it changed', async () => {
    const trail = await trailOf('MEASURE', 'leninsky-lighting');
    expect(trail.map(({ type }) => type)).toEqual([
      'MeasureAdded',
      'FundingPlanned',
      'FundingAllocated',
      'ProgressReported',
      'ExpenditureRecorded',
      'CompletionClaimed',
      'CompletionVerified',
    ]);
    expect(trail.at(-1)).toMatchObject({
      ...{ actorId: 'demo-secretariat-second', role: 'COUNCIL_SECRETARIAT', what: 'Completion verified' },
      changes: expect.arrayContaining([
        { field: 'status', before: '"COMPLETION_CLAIMED"', after: '"COMPLETION_VERIFIED"' },
      ]),
    });
    // What the acceptance led to is in the name of whoever reported it.
    expect(trail[5]).toMatchObject({ actorId: 'demo-leninsky-secretary', causationId: expect.any(String) });
  });

  test('exists for everything that has a history', async () => {
    const lengths = await Promise.all(
      (
        [
          ['PLAN', 'concept-2022-2028'],
          ['DIRECTION', 'concept-2022-2028/5.1'],
          ['TASK', 'concept-2022-2028/5.1/2'],
          ['INDICATOR', 'FRAUD'],
          ['CYCLE', walk.cycleId],
          ['SUBMISSION', `${walk.cycleId}.commission-leninsky`],
          ['REPORT', walk.cycleId],
          ['TERRITORY', 'KG-GB'],
          ['ORGANISATION', 'commission-leninsky'],
          ['MANDATE', 'leninsky-secretary'],
          ['RISK', 'concept-2022-2028:8/1'],
        ] as const
      ).map(async ([kind, id]) => [kind, (await trailOf(kind, id)).length > 0]),
    );
    expect(lengths.filter(([, any]) => !any)).toEqual([]);
  });

  test('of an adoption names the legal act in what changed', async () => {
    const adoption = (await trailOf('PLAN', 'concept-2022-2028')).at(-1)!;
    expect(adoption).toMatchObject({ type: 'PlanAdopted', actorId: 'demo-council-chair' });
    expect(adoption.changes).toContainEqual(expect.objectContaining({ field: 'legal_act', before: null }));
  });
});

describe('the trail for people', () => {
  type Told = { outcome: string; sentence: string; about: string | null; type: string; at: string; personId: string };
  type Trail = {
    trail: { totalCount: number; nodes: Told[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
  };
  const ask = `query ($about: TrailSubjectInput, $filter: TrailFilterInput, $order: TrailOrder!, $first: Int, $after: String) {
    trail(about: $about, filter: $filter, order: $order, first: $first, after: $after) { totalCount
      nodes { outcome sentence about type at personId role organisation legalAct changes { label beforeText afterText } }
      pageInfo { hasNextPage endCursor } } }`;
  const trail = async (variables: object, who = 'demo-auditor') =>
    (await data<Trail>(ask, { order: 'NEWEST_FIRST', first: 200, ...variables }, who)).trail;

  test('of a measure tells in sentences what was done, by whom and what it changed', async () => {
    const { nodes } = await trail({
      about: { kind: 'MEASURE', id: 'leninsky-lighting' },
      filter: { outcomes: ['ACCEPTED'] },
    });
    expect(nodes[0]).toMatchObject({
      sentence: expect.stringMatching(/^The completion was verified by demo-secretariat-second \(.+\)\.$/),
      ...{ about: expect.stringMatching(/^measure: /), role: 'secretariat of the Council' },
      changes: expect.arrayContaining([
        { label: 'status', beforeText: 'Completion claimed', afterText: 'Completion verified' },
      ]),
    });
  });

  test('has refused attempts in their places beside what was accepted', async () => {
    await api.ask(
      'demo-leninsky-secretary',
      `mutation { acceptReport(input: { commandId: "trail-own-work", cycleId: "${walk.cycleId}",
         organisationId: "commission-leninsky" }) { ... on Refusal { code } } }`,
    );
    const about = { kind: 'SUBMISSION', id: `${walk.cycleId}.commission-leninsky` };
    const all = await trail({ about, filter: { outcomes: ['ACCEPTED', 'REFUSED'] } });
    expect(all.nodes.map(({ at }) => at)).toEqual(
      all.nodes
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
    expect(all.nodes[0]).toMatchObject({
      outcome: 'REFUSED',
      type: 'AcceptReport',
      personId: 'demo-leninsky-secretary',
    });
    const facts = await trail({ about, filter: { outcomes: ['ACCEPTED'] } });
    const refused = await trail({ about, filter: { outcomes: ['REFUSED'] } });
    expect(all.totalCount).toBe(facts.totalCount + refused.totalCount);
  });

  test('of everything, of a plan, a territory and a person is read page by page, each line once, both ways', async () => {
    const subjects = [
      undefined,
      { kind: 'PLAN', id: 'concept-2022-2028', within: true },
      { kind: 'TERRITORY', id: 'KG-GB', within: true },
      { kind: 'PERSON', id: 'demo-leninsky-secretary' },
    ];
    const asOf = String(await api.installation.store.head());
    for (const about of subjects)
      for (const order of ['NEWEST_FIRST', 'OLDEST_FIRST']) {
        const seen: string[] = [];
        let [after, total]: [string | null, number] = [null, -1];
        do {
          const page: Trail = await data<Trail>(ask.replace(') {', `) @asOf(position: "${asOf}") {`), {
            about,
            order,
            first: 60,
            after,
            filter: { outcomes: ['ACCEPTED', 'REFUSED'] },
          });
          total = page.trail.totalCount;
          seen.push(...page.trail.nodes.map((line) => JSON.stringify(line)));
          after = page.trail.pageInfo.hasNextPage ? page.trail.pageInfo.endCursor : null;
        } while (after !== null);
        expect([about, order, seen.length]).toEqual([about, order, total]);
        expect(total).toBeGreaterThan(5);
      }
  }, 60_000);

  test('is narrowed by person, role, kind of fact, act and both clocks', async () => {
    const about = { kind: 'PLAN', id: 'concept-2022-2028', within: true };
    const adopted = await trail({ about, filter: { types: ['PlanAdopted'], role: 'COUNCIL_CHAIR' } });
    expect(adopted.nodes).toMatchObject([{ type: 'PlanAdopted', personId: 'demo-council-chair' }]);
    const byAct = await trail({ about, filter: { legalAct: 'КОНЦЕПЦ' } });
    expect(byAct.nodes.map(({ type }) => type)).toContain('PlanAdopted');
    // Halves of characters and NUL are in no name, and nothing that a database stumbles over.
    const hostile = { personId: 'a\0', role: '\ud800', legalAct: "'; drop table x; --\0" };
    expect((await trail({ about: { kind: 'MEASURE', id: 'm\0' }, filter: hostile })).totalCount).toBe(0);
    expect((await trail({ filter: hostile })).totalCount).toBe(0);
    expect((await trail({ filter: { knownTo: '2020-01-01' } })).totalCount).toBe(0);
    expect((await trail({ filter: { effectiveTo: '2020-01-01', personId: 'demo-council-chair' } })).totalCount).toBe(0);
  });

  test('holds of a commission what lies in its territory, of a ministry its own acts, and of an operator nothing', async () => {
    const everything = (await trail({})).totalCount;
    const own = await trail({}, 'demo-leninsky-secretary');
    expect(own.totalCount).toBeGreaterThan(5);
    expect(own.totalCount).toBeLessThan(everything / 2);
    const foreign = await trail({ about: { kind: 'MEASURE', id: 'ak-suu-livestock' } }, 'demo-leninsky-secretary');
    expect(foreign).toMatchObject({ totalCount: 0, nodes: [] });
  });

  test.each([
    ['csv', 'ru', /^\uFEFFКогда стало известно;.*Выполнение подтверждено: demo-secretariat-second/s],
    ['xlsx', 'ky', /^PK/],
  ])(
    'is taken away as a table of .%s in %s, and who took it stands in the trail',
    async (format, language, content) => {
      const token = await api.installation.demoTokens!.issue('demo-auditor', { days: 1 });
      const answer = await fetch(`${api.url}/export/trail/trail.${format}?kind=MEASURE&id=leninsky-lighting`, {
        headers: { authorization: `Bearer ${token}`, 'accept-language': language },
      });
      expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
        200,
        `attachment; filename*=UTF-8''trail.${format}`,
      ]);
      expect(Buffer.from(await answer.arrayBuffer()).toString()).toMatch(content);
      const reads = await trail({ filter: { outcomes: ['READ'], personId: 'demo-auditor' }, first: 1 });
      expect(reads.nodes[0]).toMatchObject({ outcome: 'READ', type: 'EXPORT', personId: 'demo-auditor' });
    },
  );

  test('is no file for whoever says nothing that can be read, or may not', async () => {
    const status = async (who: string, query: string) => {
      const token = await api.installation.demoTokens!.issue(who, { days: 1 });
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(`${api.url}/export/trail/trail.csv?${query}`, { headers })).status;
    };
    expect(await status('demo-auditor', 'kind=LAMP&id=x')).toBe(422);
    expect(await status('demo-auditor', 'knownFrom=yesterday')).toBe(422);
    expect(await status('demo-operator', 'kind=MEASURE&id=x')).toBe(403);
  });

  test('names people for auditors and the secretariat alone, by what is held now, and keeps that they were asked for', async () => {
    const person = 'demo-secretariat-second';
    const keep = `mutation { recordPerson(input: { commandId: "trail-person", personId: "${person}",
      names: { ky: "Асанова Б.", ru: "Асанова Б." }, position: { ru: "советник" } }) { ... on Refusal { code } } }`;
    await data(keep, {}, 'demo-secretariat');
    const who = `{ trail(about: { kind: MEASURE, id: "leninsky-lighting" }, filter: { outcomes: [ACCEPTED] }, first: 1) {
      nodes { personId person { id name position isErased } } } }`;
    const named = (name: unknown, position: string | null, isErased = false) => ({
      trail: { nodes: [{ personId: person, person: { id: person, name, position, isErased } }] },
    });
    expect(await data(who, {}, 'demo-secretariat')).toEqual(named('Асанова Б.', 'советник'));
    expect(await data(who)).toEqual(named('Асанова Б.', 'советник'));
    const { errors } = await api.ask('demo-leninsky-chair', who);
    expect(errors).toMatchObject([{ message: expect.stringContaining('person'), extensions: { code: 'FORBIDDEN' } }]);
    const file = async (asking: string) => {
      const token = await api.installation.demoTokens!.issue(asking, { days: 1 });
      const headers = { authorization: `Bearer ${token}`, 'accept-language': 'ru' };
      const address = `${api.url}/export/trail/trail.csv?kind=MEASURE&id=leninsky-lighting`;
      const answers = await Promise.all(['', '&people=true'].map((more) => fetch(address + more, { headers })));
      return Promise.all(answers.map(async (answer) => [answer.status, /Асанова/.test(await answer.text())]));
    };
    expect(await file('demo-auditor')).toEqual([
      [200, false],
      [200, true],
    ]);
    expect((await file('demo-leninsky-chair'))[1]).toEqual([403, false]);
    const erase = `mutation { erasePerson(input: { commandId: "trail-erase", personId: "${person}", reason: "Left." }) {
      ... on Refusal { code } } }`;
    await data(erase, {}, 'demo-secretariat');
    expect(await data(who)).toEqual(named(expect.stringMatching(/./), null, true));
    const reads = await trail({ filter: { outcomes: ['READ'], personId: 'demo-secretariat' }, first: 1 });
    expect(reads.nodes[0]).toMatchObject({
      type: 'PERSONAL',
      sentence: expect.stringMatching(/^Read: audit trail \(measure: /),
    });
  });

  test('gives all of a person’s data and acts to themselves and the secretariat, and to nobody else', async () => {
    const file = async (asking: string, language = 'en') => {
      const token = await api.installation.demoTokens!.issue(asking, { days: 1 });
      const headers = { authorization: `Bearer ${token}`, 'accept-language': language };
      const answer = await fetch(`${api.url}/export/person/demo-leninsky-secretary.json`, { headers });
      return { status: answer.status, text: await answer.text() };
    };
    const close = `mutation { closePlan(input: { commandId: "person-export-close", planId: "concept-2022-2028",
      closedOn: "2026-01-01", why: "Of no interest." }) { ... on Refusal { code } } }`;
    expect(await data(close, {}, 'demo-leninsky-secretary')).toEqual({ closePlan: { code: 'NOT_PERMITTED' } });
    // Whose name they may not be told by a guessed id, they are not told because they asked for it either.
    const foreign = 'osh-patrols';
    const extend = `mutation { extendDeadline(input: { commandId: "person-export-extend", measureId: "${foreign}",
      deadline: "2027-12-01", why: "Of no interest.", decision: { titles: { en: "None" } } }) { ... on Refusal { code } } }`;
    expect(await data(extend, {}, 'demo-leninsky-secretary')).toEqual({
      extendDeadline: { code: 'FOREIGN_TERRITORY' },
    });
    const own = await file('demo-leninsky-secretary');
    expect([own.text.includes(foreign), own.text.includes('Map incidents')]).toEqual([true, false]);
    type Export = { mandates: object[]; acts: { outcome: string; sentence: string }[] };
    const { mandates, acts } = JSON.parse(own.text) as Export;
    expect([own.status, mandates.length]).toEqual([200, 1]);
    expect(new Set(acts.map(({ outcome }) => outcome))).toEqual(new Set(['ACCEPTED', 'REFUSED', 'READ']));
    expect(acts.map(({ sentence }) => sentence)).toContainEqual(
      expect.stringMatching(/^An attempt to close the plan was refused \(plan: .+\)\. Your role /),
    );
    expect((await file('demo-secretariat')).status).toBe(200);
    for (const other of ['demo-auditor', 'demo-leninsky-chair', 'demo-operator'])
      expect((await file(other)).status).toBe(403);
    const reads = await trail({
      about: { kind: 'PERSON', id: 'demo-leninsky-secretary' },
      filter: { outcomes: ['READ'] },
    });
    expect(reads.nodes.filter(({ type }) => type === 'PERSONAL')).toHaveLength(2);
  });

  test('tells the state at two places, what changed between them and by which acts, in one query', async () => {
    const { auditTrail } = await data<{ auditTrail: { nodes: { position: string }[] } }>(
      '{ auditTrail(kind: MEASURE, id: "leninsky-lighting", type: "CompletionVerified") { nodes { position } } }',
    );
    const position = String(BigInt(auditTrail.nodes[0]!.position) - 1n);
    const { difference } = await data<{ difference: Record<string, { length: number }> }>(
      `{ difference(kind: MEASURE, id: "leninsky-lighting", from: "${position}") {
           before { row values { label text } } after { row values { label text } }
           changes { label beforeText afterText } facts { sentence } } }`,
    );
    expect(difference).toMatchObject({
      before: expect.arrayContaining([expect.objectContaining({ row: 'measure/leninsky-lighting' })]),
      after: expect.arrayContaining([
        expect.objectContaining({
          values: expect.arrayContaining([{ label: 'status', text: 'Completion verified' }]),
        }),
      ]),
      changes: expect.arrayContaining([expect.objectContaining({ label: 'status', afterText: 'Completion verified' })]),
    });
  });
});

describe('the monitoring report', () => {
  const reportAt = (position: string, language: string) =>
    data<{ monitoringReport: { html: string; contentHash: string; position: string; matchesRecord: boolean } }>(
      `query ($cycleId: ID!, $language: Language!, $position: String!) @asOf(position: $position) {
         monitoringReport(cycleId: $cycleId, language: $language) { html contentHash position matchesRecord } }`,
      { cycleId: walk.cycleId, language, position },
    ).then(({ monitoringReport }) => monitoringReport);

  test.each(['ky', 'ru', 'en'])('compiled again in %s is byte for byte what was recorded', async (language) => {
    const { compiledReports } = await data<{
      compiledReports: { position: string; contentHash: string; documents: { language: string; sha256: string }[] }[];
    }>('query ($id: ID!) { compiledReports(cycleId: $id) { position contentHash documents { language sha256 } } }', {
      id: walk.cycleId,
    });
    const recorded = compiledReports[0]!;
    const again = await reportAt(recorded.position, language);
    expect(again).toMatchObject({
      ...{ contentHash: recorded.contentHash, position: recorded.position, matchesRecord: true },
    });
    const sha256 = createHash('sha256').update(again.html).digest('hex');
    expect(sha256).toBe(recorded.documents.find((document) => document.language === language)!.sha256);
    expect(again.html).toContain(recorded.contentHash);
    expect(again.html).not.toMatch(/(src|href)="https?:/);
  });

  test('shows breaks and conflicts as such, and claimed apart from verified', async () => {
    const { html } = await reportAt(String(BigInt(walk.report.position) - 1n), 'en');
    for (const figure of ['82,925', '45,096', '6,736', '7,007']) expect(html).toContain(figure);
    expect(html).toMatch(/Break in series/i);
    expect(html).toMatch(/illustrative/i);
  });

  test('of a position before the cycle does not exist', async () => {
    const answer = await data<{ monitoringReport: null }>(
      'query ($id: ID!) @asOf(position: "10") { monitoringReport(cycleId: $id) { html } }',
      { id: walk.cycleId },
    );
    expect(answer.monitoringReport).toBeNull();
  });
});

describe('the national overview', () => {
  test('says in one query how the plan stands, by the figures of the report', async () => {
    const { nationalOverview } = await data<{ nationalOverview: Record<string, object> }>(
      `query ($id: ID) { nationalOverview(cycleId: $id) {
         cycle { id } planId
         execution { measures planned inProgress completionClaimed completionVerified meanPercent }
         directions { reference figures { measures completionVerified } funding { spent } }
         submissions { expected submitted accepted onTime completeness }
         byTerritory { territory { id } status onTime }
         funding { planned allocated spent gap execution } fundingBySource { source year planned }
         overdue { id overdueDays light { rule } illustrative } } }`,
      { id: walk.cycleId },
    );
    expect(nationalOverview).toMatchObject({
      ...{ cycle: { id: walk.cycleId }, planId: 'concept-2022-2028' },
      execution: { measures: 9, completionClaimed: 1, completionVerified: 1 },
      submissions: { expected: 6, submitted: 3, accepted: 2, onTime: 3, completeness: '0.3333' },
      funding: { planned: '8280000.00', allocated: '6240000.00', spent: '1100000.00', gap: '2040000.00' },
    });
    expect(nationalOverview['directions']).toContainEqual({
      ...{ reference: '5.1', figures: { measures: 2, completionVerified: 1 }, funding: { spent: '1100000.00' } },
    });
    expect(nationalOverview['byTerritory']).toContainEqual({
      ...{ territory: { id: '41711201000000' }, status: 'CONSOLIDATED', onTime: true },
    });
  });

  test('is that of the newest cycle unless said, and there is none before the first', async () => {
    expect(await data('{ nationalOverview { cycle { id } } }')).toEqual({
      nationalOverview: { cycle: { id: walk.cycleId } },
    });
    expect(await data('query @asOf(position: "10") { nationalOverview { planId } }')).toEqual({
      nationalOverview: null,
    });
  });
});

describe('walking again', () => {
  test('changes nothing: every command gets its first receipt', async () => {
    const before = await api.installation.store.head();
    const { id: planId, legalAct } = await readConcept();
    const again = await walkOneCycle({ client: api.ask, planId, legalAct, today: dateOf(new Date().toISOString()) });
    expect(again).toEqual(walk);
    expect(await api.installation.store.head()).toBe(before);
  });
});

specifyWhatFollows(() => ({ api, walk }));
specifyAccess(() => ({ api, walk }));
specifyProofs(() => api);
