import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '@baikoo/database';
import { readConcept, walkOneCycle } from '@baikoo/first-data';
import { findPersonalData } from '@baikoo/identity/testing';
import { type Installation, JsonLogger, openInstallation, readConfiguration } from '@baikoo/installation';
import { dateOf } from '@baikoo/kernel';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { prepareServer, type Server } from '../apps/api/src/serve.js';
import { type RunningApi, startApi } from './support/running-api.js';

/** Two processes of one installation over the same database: each keeps its own memory of answers. */
let api: RunningApi;
let second: { readonly server: Server; readonly url: string; readonly installation: Installation };
let cycleId: string;

beforeAll(async () => {
  api = await startApi();
  const { id: planId, legalAct } = await readConcept();
  ({ cycleId } = await walkOneCycle({ client: api.ask, planId, legalAct, today: dateOf(new Date().toISOString()) }));
  const { home } = api.installation.configuration;
  const settings = {
    ...readConfiguration({ LOG_LEVEL: 'silent', RATE_REQUESTS: '0' }),
    databaseUrl: api.database.url,
    home,
    port: 0,
  };
  const installation = await openInstallation(settings);
  const server = await prepareServer(installation, new JsonLogger(settings));
  second = { server, url: await server.listen(), installation };
}, 120_000);
afterAll(async () => {
  await second?.server.close();
  await second?.installation.close();
  await api?.close();
});

const tokenOf = (person: string) => api.installation.demoTokens!.issue(person, { days: 1 });

/** The text of an answer, as it travelled. */
async function textOf(url: string, person: string, query: string, variables: object = {}, language = 'en') {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', 'accept-language': language },
      authorization: `Bearer ${await tokenOf(person)}`,
    },
    body: JSON.stringify({ query, variables }),
  });
  return response.text();
}

const accept = (mutation: string, input: object, person = 'demo-secretariat') =>
  textOf(
    api.url,
    person,
    `mutation ($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) {
      it: ${mutation}(input: $input) { ... on Receipt { position upToDate } ... on Refusal { code message } } }`,
    { input },
  );

test('the cycles of a page come each with its own first reports', async () => {
  const query = `{ cycles { nodes { id all: submissions { id } submissions(first: 1) { id } } } }`;
  type Cycle = { id: string; all: { id: string }[]; submissions: { id: string }[] };
  type Found = { data: { cycles: { nodes: Cycle[] } } };
  const { nodes } = (JSON.parse(await textOf(api.url, 'demo-auditor', query)) as Found).data.cycles;
  expect(nodes.length).toBeGreaterThan(1);
  for (const { id, all, submissions } of nodes) {
    expect(all.length).toBeGreaterThan(0);
    expect(all.every((report) => report.id.startsWith(`${id}.`))).toBe(true);
    expect(submissions).toEqual(all.slice(0, 1));
  }
});

const SUBMISSION = 'query ($id: ID!) { submission(id: $id) { status remarks { text } } }';

describe('an answer that is given again', () => {
  const grant = (mandateId: string, personId: string, more: object = {}) =>
    accept('grantMandate', {
      ...{ commandId: `grant-${mandateId}`, mandateId, personId, role: 'COMMISSION_SECRETARY' },
      ...{ organisationId: 'commission-ak-suu', territoryId: '41702205000000', from: '2022-01-01', ...more },
    });

  test('is never older than what the reader wrote, whichever process is asked', async () => {
    const status = async (url: string) => {
      const [first, again] = [
        await textOf(url, 'demo-auditor', SUBMISSION, { id: `${cycleId}.commission-ak-suu` }),
        await textOf(url, 'demo-auditor', SUBMISSION, { id: `${cycleId}.commission-ak-suu` }),
      ];
      expect(again).toBe(first);
      return first;
    };
    for (const url of [api.url, second.url]) expect(await status(url)).toContain('"SUBMITTED"');
    const returned = await accept('returnReport', {
      ...{ commandId: 'serving-return-1', cycleId, organisationId: 'commission-ak-suu' },
      remarks: [{ itemId: 'PROGRESS.ak-suu-livestock', text: 'Please say how many herders took part.' }],
    });
    expect(returned).toContain('"upToDate":true');
    for (const url of [second.url, api.url]) expect(await status(url)).toContain('how many herders');
  });

  test('is the same for the same question and differs with its variables, its operation, its language and its past', async () => {
    const ask = (query: string, variables: object = {}, language = 'en') =>
      textOf(api.url, 'demo-auditor', query, variables, language);
    const query = 'query A($id: ID!) { measure(id: $id) { id status } }';
    for (let times = 0; times < 5; times++) {
      expect(await ask(query, { id: 'leninsky-lighting' })).toContain('COMPLETION_VERIFIED');
      expect(await ask(query, { id: 'nothing' })).toBe('{"data":{"measure":null}}');
      expect(await ask('query B @asOf(position: "0") { measure(id: "leninsky-lighting") { id status } }')).toBe(
        '{"data":{"measure":null}}',
      );
    }
  });

  test('that went wrong is said in the language of each who asks, and with the place where it went wrong', async () => {
    const ask = async (language: string) =>
      JSON.parse(
        await textOf(api.url, 'demo-expert', '{ a: refusedAttempts(kind: MEASURE, id: "x") { code } }', {}, language),
      ) as object;
    for (let times = 0; times < 4; times++) {
      expect(await ask('en')).toMatchObject({ errors: [{ path: ['a'], extensions: { code: 'FORBIDDEN' } }] });
      expect(await ask('ru')).toMatchObject({ errors: [{ message: expect.stringMatching(/[а-я]/i) }] });
    }
  });

  test('of who one is stays each one’s own, also under the same role, organisation and territory', async () => {
    expect(await grant('ak-suu-second', 'demo-ak-suu-other')).toContain('position');
    const me = (person: string) => textOf(api.url, person, '{ me { personId role } cycles { nodes { id } } }');
    for (let times = 0; times < 4; times++)
      for (const person of ['demo-ak-suu-secretary', 'demo-ak-suu-other', 'demo-auditor'])
        expect(JSON.parse(await me(person))).toMatchObject({ data: { me: { personId: person } } });
  });

  test('is not given to who lost the mandate a moment ago, nor to who never had the right', async () => {
    await grant('ak-suu-third', 'demo-ak-suu-third');
    const cycles = (person: string) => textOf(second.url, person, '{ cycles { nodes { id } } }');
    for (let times = 0; times < 2; times++) expect(await cycles('demo-ak-suu-third')).toContain(cycleId);
    await accept('revokeMandate', {
      commandId: 'serving-revoke-1',
      mandateId: 'ak-suu-third',
      reason: 'Left the office.',
      revokedOn: '2022-01-02',
    });
    expect(await cycles('demo-ak-suu-third')).toContain('FORBIDDEN');
    await grant('public', 'demo-public', { role: 'PUBLIC' });
    expect(await cycles('demo-public')).toContain('FORBIDDEN');
  });
});

test('the demonstration and what was done here name no person but by an id', async () => {
  const events = await api.installation.store.readLog(0n, 100_000);
  expect(events.length).toBeGreaterThan(400);
  expect(findPersonalData(events)).toEqual([]);
});

test('what the secretariat reports in the place of a commission says so in the receipt and in the record', async () => {
  const progress = {
    ...{ commandId: 'serving-behalf-1', cycleId, onBehalfOf: 'commission-talas-city', measureId: 'talas-family' },
    ...{ percent: 10, text: 'Told by phone.', difficulties: null },
  };
  const report = (person: string) =>
    textOf(
      api.url,
      person,
      `mutation ($input: ReportProgressInput!) { it: reportProgress(input: $input) {
        ... on Receipt { onBehalfOf } ... on Refusal { code } } }`,
      { input: progress },
    );
  expect(await report('demo-osh-secretary')).toContain('NOT_YOUR_REPORT');
  expect(await report('demo-secretariat')).toBe('{"data":{"it":{"onBehalfOf":"commission-talas-city"}}}');
  const [event] = await api.installation.store.read(`submission-${cycleId}.commission-talas-city`);
  expect(event!.cause).toMatchObject({ actorId: 'demo-secretariat', onBehalfOf: 'commission-talas-city' });
});

describe('what an auditor reads', () => {
  const keptOf = async (correlationId: string) => {
    // Written with others, after the answer.
    for (let tries = 0; tries < 100; tries++) {
      const rows = await api.installation.db.query(sql`
        select kind, via, person_id, role_at_time as role, organisation_id, operation, asked, as_of
        from audit.sensitive_read where correlation_id = ${correlationId}`);
      if (rows.length > 0) return rows;
      await sleep(25);
    }
    return [];
  };
  const ask = async (person: string, correlationId: string, query: string) => {
    const headers = { 'content-type': 'application/json', 'x-correlation-id': correlationId };
    const authorization = `Bearer ${await tokenOf(person)}`;
    const body = JSON.stringify({ query, operationName: 'Look', variables: { id: 'leninsky-lighting' } });
    return (await fetch(`${api.url}/graphql`, { method: 'POST', headers: { ...headers, authorization }, body })).text();
  };
  const LOOK = 'query Look($id: ID!) { measure(id: $id) { id } measures(search: "Aibek", first: 1) { totalCount } }';

  test('is kept each time, also where the answer comes from memory, and without what was typed freely', async () => {
    const answers = [];
    for (let nth = 1; nth <= 4; nth++) answers.push(await ask('demo-auditor', `looked-${nth}00`, LOOK));
    expect(new Set(answers).size).toBe(1);
    for (let nth = 1; nth <= 4; nth++)
      expect(await keptOf(`looked-${nth}00`)).toMatchObject([
        {
          ...{ kind: 'OVERSIGHT', via: 'GRAPHQL', person_id: 'demo-auditor', role: 'AUDITOR', as_of: null },
          ...{ organisation_id: 'audit-parliament', operation: 'Look' },
          asked: [
            { field: 'measure', arguments: { id: 'leninsky-lighting' } },
            { field: 'measures', arguments: { first: 1 } },
          ],
        },
      ]);
    expect(JSON.stringify(await keptOf('looked-100'))).not.toContain('Aibek');
  });
  test('is kept with the place in the record that it was asked of', async () => {
    await ask('demo-auditor', 'looked-back', LOOK.replace('($id: ID!)', '($id: ID!) @asOf(position: "7")'));
    expect(await keptOf('looked-back')).toMatchObject([{ as_of: '7' }]);
  });
  test('is more than what is kept of others: of them nothing, unless it is about people or taken away', async () => {
    await ask('demo-secretariat', 'looked-else', LOOK);
    await ask('demo-auditor', 'looked-last', LOOK);
    await keptOf('looked-last');
    expect(
      await api.installation.db.query(sql`
      select 1 from audit.sensitive_read where correlation_id = 'looked-else'`),
    ).toEqual([]);
  });
});

describe('an overview', () => {
  const ask = async <T>(query: string, person = 'demo-auditor') => {
    const { data, errors } = JSON.parse(await textOf(api.url, person, query)) as { data: T; errors?: unknown };
    expect(errors).toBeUndefined();
    return data;
  };
  const FIGURES = `execution { measures planned inProgress completionClaimed completionVerified suspended cancelled overdue
    meanPercent } submissions { expected submitted accepted onTime submissionRate completeness timeliness }
    funding { planned allocated spent gap execution }`;
  type Figures = {
    readonly execution: { readonly measures: number };
    readonly submissions: { readonly expected: number };
  };
  type Regional = {
    readonly total: Figures & { readonly lights: Record<string, number> };
    readonly parts: readonly (Figures & { readonly territory: { readonly id: string } })[];
  };

  test('of the republic as a region says what the national one says of the same plan', async () => {
    const { nationalOverview, regionalOverview } = await ask<{ nationalOverview: Figures; regionalOverview: Regional }>(
      `{ nationalOverview { ${FIGURES} } regionalOverview(territoryId: "KG", planId: "concept-2022-2028") {
         total { ${FIGURES} lights { BLUE GREEN AMBER RED GREY } } parts { territory { id } ${FIGURES} } } }`,
    );
    const { lights, ...total } = regionalOverview.total;
    expect(total.execution).toEqual(nationalOverview.execution);
    expect(Object.values(lights).reduce((sum, count) => sum + count, 0)).toBe(total.execution.measures);
    const inParts = regionalOverview.parts.map(({ execution }) => execution.measures);
    expect(inParts.length).toBeGreaterThan(5);
    expect(inParts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(total.execution.measures);
  });

  test('of an oblast adds its raions and cities up, and puts them in order by a figure, those without one last', async () => {
    const { regionalOverview } = await ask<{ regionalOverview: Regional }>(
      `{ regionalOverview(territoryId: "KG-Y", orderBy: SUBMISSION_RATE, descending: true) {
         total { ${FIGURES} } parts { territory { id } ${FIGURES} } } }`,
    );
    const { total, parts } = regionalOverview;
    expect(parts[0]!.territory.id).toBe('41702205000000');
    expect(parts[0]!.submissions).toMatchObject({ expected: 1, submitted: 1, submissionRate: '1.0000' });
    expect(parts.at(-1)!.submissions).toMatchObject({ expected: 0, submissionRate: null });
    expect(total.submissions.expected).toBe(parts.reduce((sum, { submissions }) => sum + submissions.expected, 0));
  });

  test('of an oblast says of it and of each part all that is known of a unit', async () => {
    type Unit = { status: string; validFrom: string | null; history: object[]; children: object[] };
    const UNIT = 'territory { id status validFrom history { aspect } children { id } successors { id } }';
    const { regionalOverview } = await ask<{ regionalOverview: { territory: Unit; parts: { territory: Unit }[] } }>(
      `{ regionalOverview(territoryId: "KG-Y") { ${UNIT} parts { ${UNIT} } } }`,
    );
    const { territory, parts } = regionalOverview;
    expect(territory.children).toHaveLength(parts.length);
    for (const unit of [territory, ...parts.map((part) => part.territory)])
      expect(unit).toMatchObject({ status: 'ACTIVE', history: expect.arrayContaining([{ aspect: 'LIFE' }]) });
    const brief = '{ regionalOverview(territoryId: "KG-Y") { territory { status } parts { territory { status } } } }';
    const { regionalOverview: short } = await ask<{ regionalOverview: object }>(brief);
    expect(short).toMatchObject({ territory: { status: 'ACTIVE' }, parts: { length: parts.length } });
  });

  test('of a commission shows its measures, deadlines, report with remarks and the same by its territory', async () => {
    const query = (which: string) =>
      `{ commissionOverview${which && `(${which})`} { organisation { id } execution { measures } lights { RED BLUE GREEN AMBER GREY }
         due { id deadline daysLeft light { colour } } submission { status remarks { text } } indicatorsOwed } }`;
    const own = await ask<{ commissionOverview: { due: { deadline: string }[] } }>(
      query('organisationId: "commission-ak-suu"'),
      'demo-ak-suu-secretary',
    );
    expect(own).toMatchObject({
      commissionOverview: {
        organisation: { id: 'commission-ak-suu' },
        submission: { status: 'RETURNED', remarks: [{ text: expect.stringContaining('herders') }] },
      },
    });
    const deadlines = own.commissionOverview.due.map(({ deadline }) => deadline);
    expect(deadlines).toEqual(deadlines.toSorted());
    expect(await ask(query('territoryId: "41702205000000"'))).toEqual(own);
    // Who names none asks of the own; what one secretary was told is not told to another.
    expect(await ask(query(''), 'demo-ak-suu-secretary')).toEqual(own);
    expect(await ask(query(''), 'demo-talas-secretary')).toMatchObject({
      commissionOverview: { organisation: { id: 'commission-talas-city' } },
    });
  });

  test('of the own desk shows what came back and why, and notices say it in the language of who asks', async () => {
    const query = `{ desk { owed { totalCount } returned { totalCount rows { id period daysLeft remarks { text } revision } }
      toReview { totalCount } overdueMeasures { totalCount rows { id daysLeft } } flags { totalCount } }
      myNotices(first: 1, kinds: [REPORT_RETURNED]) { totalCount nodes { kind sentence cycleId } } }`;
    expect(await ask(query, 'demo-ak-suu-secretary')).toMatchObject({
      desk: {
        returned: { totalCount: 1, rows: [{ remarks: [{ text: expect.stringContaining('herders') }] }] },
        toReview: { totalCount: 0 },
      },
      myNotices: { totalCount: 1, nodes: [{ kind: 'REPORT_RETURNED', sentence: expect.stringContaining('returned') }] },
    });
  });

  test('of reporting counts by oblast every report that is owed for a territory', async () => {
    const { cycles, completeness, submissions } = await ask<{
      cycles: { nodes: { id: string }[]; byStatus: { cycles: number }[] };
      completeness: { total: { expected: number }; byTerritory: { expected: number }[] };
      submissions: { nodes: { territoryId: string | null }[] };
    }>(`{ cycles(first: 1) { nodes { id } byStatus { status cycles } }
      completeness(cycleId: "${cycleId}") { formulas total { expected completeness timeliness }
        byTerritory { territoryId expected } } silentReports { totalCount nodes { organisation { id } since } }
      submissions(cycleId: "${cycleId}") { nodes { territoryId } totals { expected } } }`);
    expect(cycles.nodes).toHaveLength(1);
    const { total, byTerritory } = completeness;
    expect(byTerritory.reduce((sum, { expected }) => sum + expected, 0)).toBe(
      submissions.nodes.filter(({ territoryId }) => territoryId !== null).length,
    );
    expect(total.expected).toBe(submissions.nodes.length);
  });

  test('of what nobody knows is null', async () =>
    expect(
      await ask(`{ regionalOverview(territoryId: "nowhere") { territory { id } }
        commissionOverview(organisationId: "nobody") { organisation { id } } }`),
    ).toEqual({ regionalOverview: null, commissionOverview: null }));
});

type Progress = { readonly position: string; readonly submissions: object; readonly changed: readonly object[] };

describe('the progress of a cycle', () => {
  const QUERY = `subscription ($cycleId: ID!, $since: Position) { cycleProgress(cycleId: $cycleId, since: $since) {
    position cycle { id } submissions { expected submitted accepted } changed { organisationId status } } }`;

  /** A client that keeps what it is sent, and how its connection ended. */
  function listen(
    authorization: string,
    { query = QUERY, since, language = 'ru' }: { query?: string; since?: string; language?: string } = {},
  ) {
    const news: Progress[] = [];
    const heard: { errors?: unknown; closed?: { code: number; reason: string }; completed: boolean } = {
      completed: false,
    };
    const client = createClient({
      url: `${second.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization, 'Accept-Language': language },
      on: { closed: (event) => (heard.closed = event as { code: number; reason: string }) },
    });
    client.subscribe<{ cycleProgress: Progress | null }>(
      { query, variables: { cycleId, since } },
      {
        next: ({ data, errors }) => {
          if (errors) heard.errors = errors;
          if (data?.cycleProgress) news.push(data.cycleProgress);
        },
        error: (errors) => (heard.errors = errors),
        complete: () => (heard.completed = true),
      },
    );
    return { news, heard, client };
  }
  const until = async (what: () => unknown) => {
    for (let tries = 0; tries < 200 && !what(); tries++) await sleep(25);
    expect(what()).toBeTruthy();
  };
  const bearer = async (person: string) => `Bearer ${await tokenOf(person)}`;
  /** The secretary corrects what the reviewer remarked on, and submits again. */
  const resubmit = async (commandId: string) => {
    const secretary = 'demo-ak-suu-secretary';
    const progress = {
      measureId: 'ak-suu-livestock',
      percent: 55,
      text: 'Forty herders took part.',
      difficulties: null,
    };
    await accept('reportProgress', { commandId: `${commandId}-item`, cycleId, ...progress }, secretary);
    return accept('submitReport', { commandId, cycleId }, secretary);
  };

  test('is told first as it stands, then when a read model shows a change, and after a break with what was missed', async () => {
    const { news, client } = listen(await bearer('demo-auditor'));
    await until(() => news.length === 1);
    expect(news[0]).toMatchObject({ cycle: { id: cycleId }, submissions: { expected: 6 }, changed: [] });
    expect(await resubmit('serving-submit-1')).toContain('"upToDate":true');
    const submitted = [{ organisationId: 'commission-ak-suu', status: 'SUBMITTED' }];
    await until(() => JSON.stringify(news.at(-1)!.changed) === JSON.stringify(submitted));
    expect(news.length).toBeLessThanOrEqual(3);
    await client.dispose();
    const again = listen(await bearer('demo-auditor'), { since: news[0]!.position });
    await until(() => again.news.length === 1);
    expect(again.news[0]).toMatchObject({ submissions: news.at(-1)!.submissions, changed: submitted });
    await again.client.dispose();
  });

  test('ends at once when there is no such cycle', async () => {
    const query = QUERY.replaceAll('cycleId: $cycleId', 'cycleId: "none"').replace('$cycleId: ID!, ', '');
    const { heard, news, client } = listen(await bearer('demo-auditor'), { query });
    await until(() => heard.completed);
    expect(news).toEqual([]);
    await client.dispose();
  });

  test('is not told to nobody, nor to a token that is not believed', async () => {
    for (const authorization of ['Bearer made.up.token', '']) {
      const { heard, news } = listen(authorization);
      await until(() => heard.closed);
      expect([heard.closed!.code, news]).toEqual([4401, []]);
      expect(heard.closed!.reason).toMatch(/войдите/i);
    }
  });

  test('is refused to a role that reads nothing, in its language', async () => {
    const { heard, client } = listen(await bearer('demo-public'));
    await until(() => heard.errors);
    expect(heard.errors).toMatchObject([
      { message: expect.stringMatching(/[а-я]/i), extensions: { code: 'FORBIDDEN' } },
    ]);
    await client.dispose();
  });

  test('ends when the mandate does, with the reason in the language of each who listened', async () => {
    await accept('grantMandate', {
      ...{ commandId: 'serving-grant-9', mandateId: 'listener', personId: 'demo-listener', role: 'EXPERT' },
      ...{ organisationId: 'commission-ak-suu', territoryId: '41702205000000', from: '2022-01-01' },
    });
    const listener = await bearer('demo-listener');
    const all = ['ky', 'ru', 'en'].map((language) => listen(listener, { language }));
    await until(() => all.every(({ news }) => news.length === 1));
    await accept('revokeMandate', {
      commandId: 'serving-revoke-9',
      mandateId: 'listener',
      reason: 'Left.',
      revokedOn: '2022-01-02',
    });
    await until(() => all.every(({ heard }) => heard.closed));
    expect(all.map(({ heard }) => heard.closed)).toMatchObject([
      { code: 4403, reason: expect.stringContaining('Ыйгарым укугуңуз бүттү') },
      { code: 4403, reason: expect.stringContaining('полномочия закончились') },
      { code: 4403, reason: expect.stringContaining('mandate') },
    ]);
  });

  test('ends when the token does, however long its mandate holds', async () => {
    const token = await api.installation.demoTokens!.issue('demo-auditor', { days: 2 / 86_400 });
    const { heard, news } = listen(`Bearer ${token}`, { language: 'en' });
    await until(() => news.length === 1);
    await until(() => heard.closed);
    expect(heard.closed).toMatchObject({ code: 4401, reason: expect.stringContaining('Sign in again') });
  });

  test('is the only thing served this way: queries and mutations have their own', async () => {
    const { heard, client } = listen(await bearer('demo-auditor'), { query: '{ me { personId } }' });
    await until(() => heard.errors);
    expect(JSON.stringify(heard.errors)).toContain('ONLY_SUBSCRIPTIONS');
    await client.dispose();
  });

  test('has bounds: connections of a person, and the size of what a client sends', async () => {
    const held = await Promise.all(Array.from({ length: 10 }, async () => listen(await bearer('demo-osh-secretary'))));
    await until(() => held.every(({ news }) => news.length === 1));
    const eleventh = listen(await bearer('demo-osh-secretary'));
    await until(() => eleventh.heard.closed);
    expect(eleventh.heard.closed).toMatchObject({
      ...{ code: 4429, reason: 'У вас слишком много соединений. Закройте одно из них.' },
    });
    await Promise.all(held.map(({ client }) => client.dispose()));
    const large = listen(await bearer('demo-osh-secretary'), { query: `${QUERY} #${'x'.repeat(20_000)}` });
    await until(() => large.heard.closed);
    expect(large.heard.closed!.code).toBe(1009);
  });
});
