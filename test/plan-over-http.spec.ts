import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '@baikoo/database';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type RunningApi, startApi } from './support/running-api.js';

let api: RunningApi;
beforeAll(async () => (api = await startApi()), 120_000);
afterAll(() => api?.close());

const SECRETARY = 'demo-leninsky-secretary';
const CHAIR = 'demo-leninsky-chair';
const LENINSKY = '41711201000000';

/** Inputs that several mutations share. */
const INPUTS: Readonly<Record<string, string>> = { linkToTask: 'TaskLinkInput' };

const send = async (who: string | undefined, mutation: string, input: object, language = 'en') => {
  const type = INPUTS[mutation] ?? `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors } = await api.ask(
    who,
    `mutation ($input: ${type}!) { it: ${mutation}(input: $input) {
       ... on Receipt { stream revision position upToDate } ... on Refusal { code message path } } }`,
    { input },
    language,
  );
  expect(errors).toBeUndefined();
  return data!['it'];
};

const plan = {
  ...{ commandId: 'local-plan-1', planId: 'leninsky-2027', kind: 'LOCAL_JOINT', territoryId: LENINSKY },
  ...{ titles: { ru: 'Совместный план' }, from: '2027-01-01', to: '2027-12-31' },
};
const direction = {
  ...{ commandId: 'local-plan-2', planId: 'leninsky-2027', directionId: 'd1', kind: 'LOCAL_PROBLEM' },
  ...{ reference: '1', titles: { ru: 'Тёмные дворы' } },
};
const task = {
  ...{ commandId: 'local-plan-3', planId: 'leninsky-2027', directionId: 'd1', taskId: 't1' },
  ...{ reference: '1.1', titles: { ru: 'Осветить дворы' } },
};
const measure = {
  ...{ commandId: 'local-plan-4', measureId: 'local-lamps', planId: 'leninsky-2027', taskId: 't1' },
  ...{ titles: { ru: 'Установить лампы' }, responsibleOrganisationId: 'commission-leninsky', territoryId: LENINSKY },
  ...{ plannedStart: '2027-01-01', deadline: '2027-09-30' },
};
const adoption = {
  ...{ commandId: 'local-plan-7', planId: 'leninsky-2027', adoptedOn: '2026-11-01' },
  legalAct: { titles: { ru: 'Решение комиссии' }, number: '1', date: '2026-11-01' },
};

/** Adopts as the secretary under another mandate of hers. */
async function adoptAsChair(mandateId: string) {
  const token = await api.installation.demoTokens!.issue(SECRETARY, { days: 1 });
  const answer = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'baikoo-mandate': mandateId },
    body: JSON.stringify({
      query: 'mutation ($input: AdoptPlanInput!) { adoptPlan(input: $input) { ... on Refusal { code path } } }',
      variables: { input: { ...adoption, commandId: 'local-plan-own' } },
    }),
  });
  return answer.json() as Promise<unknown>;
}

describe('a local joint plan', () => {
  test('is drafted by the secretary of its commission and adopted by the chair', async () => {
    expect(await send(SECRETARY, 'draftPlan', plan)).toMatchObject({ revision: 1, upToDate: true });
    expect(await send(SECRETARY, 'addDirection', direction)).toMatchObject({ revision: 2 });
    expect(await send(SECRETARY, 'addTask', task)).toMatchObject({ revision: 3 });
    expect(await send(SECRETARY, 'addMeasure', measure)).toMatchObject({ stream: 'measure-local-lamps' });
    const line = { measureId: 'local-lamps', lineId: 'local', amount: '50000.50' };
    const planned = { ...line, commandId: 'local-plan-5', source: 'LOCAL_BUDGET', year: 2027 };
    expect(await send(SECRETARY, 'planFunding', planned)).toMatchObject({ revision: 2 });
    expect(await send(SECRETARY, 'allocateFunding', { ...line, commandId: 'local-plan-6' })).toMatchObject({
      revision: 3,
    });
    // Four eyes: not by who drafted it, also where she is chair for a while.
    const acting = {
      ...{ commandId: 'acting-chair-1', mandateId: 'acting-chair', personId: SECRETARY, role: 'COMMISSION_CHAIR' },
      ...{ organisationId: 'commission-leninsky', territoryId: LENINSKY, from: '2026-01-01' },
    };
    expect(await send('demo-secretariat', 'grantMandate', acting)).toMatchObject({ revision: 1, upToDate: true });
    expect(await adoptAsChair('acting-chair')).toEqual({ data: { adoptPlan: { code: 'OWN_WORK', path: 'planId' } } });
    expect(await send(CHAIR, 'adoptPlan', adoption)).toMatchObject({ revision: 4 });

    const { data } = await api.ask(
      SECRETARY,
      `{ plans(territoryId: "${LENINSKY}") { totalCount byStatus { status plans } byKind { kind plans }
           nodes { status legalAct { number } directions { tasks { id } } } }
         measures(planId: "leninsky-2027") { totalCount nodes { planned allocated } } }`,
    );
    expect(data).toEqual({
      plans: {
        ...{ totalCount: 1, byStatus: [{ status: 'ADOPTED', plans: 1 }], byKind: [{ kind: 'LOCAL_JOINT', plans: 1 }] },
        nodes: [{ status: 'ADOPTED', legalAct: { number: '1' }, directions: [{ tasks: [{ id: 't1' }] }] }],
      },
      measures: { totalCount: 1, nodes: [{ planned: '50000.50', allocated: '50000.50' }] },
    });
  });

  test('once adopted is not edited', async () =>
    expect(await send(SECRETARY, 'addTask', { ...task, commandId: 'local-plan-8', taskId: 't2' })).toMatchObject({
      code: 'NOT_A_DRAFT',
    }));

  test('sent twice is one plan: the second answer is the first', async () =>
    expect(await send(SECRETARY, 'draftPlan', plan)).toMatchObject({ revision: 1 }));

  test('under a commandId that meant something else is refused', async () =>
    expect(await send(SECRETARY, 'draftPlan', { ...plan, planId: 'another' })).toMatchObject({
      code: 'COMMAND_ID_REUSED',
      path: 'commandId',
    }));
});

describe('an amendment of an adopted joint plan', () => {
  const of = { planId: 'leninsky-2027', amendmentId: 'a1' };
  const added = {
    ...{ measureId: 'local-cameras', taskId: 't1', titles: { ru: 'Поставить камеры' }, territoryId: LENINSKY },
    ...{ responsibleOrganisationId: 'commission-leninsky', plannedStart: '2027-02-01', deadline: '2027-10-31' },
  };
  const changes = [
    { rewordTask: { taskId: 't1', titles: { ru: 'Осветить дворы и остановки' } } },
    { addMeasure: added },
    { cancelMeasure: { measureId: 'local-lamps', why: 'Лампы ставит город' } },
  ];
  const act = { titles: { ru: 'Решение комиссии об изменении плана' }, number: '2', date: '2026-11-10' };
  const stands = async (measureId: string) => {
    const { data } = await api.ask(
      SECRETARY,
      `{ measure(id: "${measureId}") { status amendmentId titles { ru } cancellation { why decision { number } } } }`,
    );
    return data?.['measure'] as { status: string } | null;
  };

  test('adds no measure of a territory that is not the plan’s, whoever proposes it', async () => {
    const elsewhere = [{ addMeasure: { ...added, measureId: 'elsewhere', territoryId: 'KG-GO' } }];
    for (const who of [SECRETARY, 'demo-secretariat'])
      expect(
        await send(who, 'proposeAmendment', {
          ...of,
          commandId: `elsewhere-${who}`,
          changes: elsewhere,
          why: 'Ошибка',
        }),
      ).toMatchObject({ code: 'NOT_IN_THE_TERRITORY_OF_THE_PLAN', path: 'changes[0].territoryId' });
  });

  test('nor does the secretariat, which writes everywhere, add one to a draft', async () => {
    const drafted = {
      ...plan,
      commandId: 'elsewhere-draft',
      planId: 'leninsky-2031',
      from: '2031-01-01',
      to: '2031-12-31',
    };
    await send(SECRETARY, 'draftPlan', drafted);
    expect(
      await send('demo-secretariat', 'addMeasure', {
        ...{ ...added, commandId: 'elsewhere-direct', planId: 'leninsky-2031', measureId: 'elsewhere' },
        ...{ territoryId: 'KG-GO', plannedStart: '2031-02-01', deadline: '2031-10-31' },
      }),
    ).toMatchObject({ code: 'NOT_IN_THE_TERRITORY_OF_THE_PLAN', path: 'territoryId' });
  });

  test('is proposed by the secretary and adopted by the chair, on an act', async () => {
    const proposed = { ...of, commandId: 'local-amend-1', changes, why: 'Город взял лампы на себя' };
    expect(await send(SECRETARY, 'proposeAmendment', proposed)).toMatchObject({ revision: 5 });
    const adopted = { ...of, commandId: 'local-amend-2', adoptedOn: '2026-11-10', legalAct: act };
    expect(await send(SECRETARY, 'adoptAmendment', { ...adopted, commandId: 'local-amend-3' })).toMatchObject({
      code: 'NOT_PERMITTED',
    });
    expect(await send(CHAIR, 'adoptAmendment', adopted)).toMatchObject({ revision: 6 });
  });

  test('is carried into the measures by itself, on its act', async () => {
    for (let tries = 0; (await stands('local-lamps'))?.status !== 'CANCELLED' && tries < 150; tries++) await sleep(100);
    expect(await stands('local-lamps')).toMatchObject({
      ...{ status: 'CANCELLED', cancellation: { why: 'Лампы ставит город', decision: { number: '2' } } },
    });
    expect(await stands('local-cameras')).toMatchObject({ status: 'PLANNED', amendmentId: 'a1' });
    const { data } = await api.ask(
      SECRETARY,
      `{ measures(planId: "leninsky-2027") { totalCount } unappliedChanges(planId: "leninsky-2027") { change } }`,
    );
    expect(data).toEqual({ measures: { totalCount: 2 }, unappliedChanges: [] });
  });

  test('is read as the difference of two versions, in words and with its act', async () => {
    const { data } = await api.ask(
      SECRETARY,
      `{ planVersions(planId: "leninsky-2027") { number amendmentId legalAct { number } }
         planDifference(planId: "leninsky-2027", from: 1, to: 2) {
           parts { part id what sentence fields { field before after } acts { number } } } }`,
      {},
      'ru',
    );
    expect(data!['planVersions']).toMatchObject([
      { number: 1, amendmentId: null, legalAct: { number: '1' } },
      { number: 2, amendmentId: 'a1', legalAct: { number: '2' } },
    ]);
    const { parts } = data!['planDifference'] as { parts: { part: string; id: string; sentence: string }[] };
    expect(parts).toHaveLength(3);
    expect(parts).toContainEqual(
      expect.objectContaining({
        ...{ part: 'TASK', id: 't1', what: 'CHANGED', acts: [{ number: 2 }] },
        fields: [{ field: 'titles', before: 'Осветить дворы', after: 'Осветить дворы и остановки' }],
      }),
    );
    expect(parts).toContainEqual(expect.objectContaining({ part: 'MEASURE', id: 'local-cameras', what: 'ADDED' }));
    expect(parts).toContainEqual(expect.objectContaining({ part: 'MEASURE', id: 'local-lamps', what: 'REMOVED' }));
    for (const { sentence } of parts) expect(sentence).toMatch(/[а-я]/);
  });

  test('leaves the version before it to be read as it stood', async () => {
    const versions = await api.ask(SECRETARY, '{ planVersions(planId: "leninsky-2027") { position } }');
    const [first] = versions.data!['planVersions'] as { position: string }[];
    const { data } = await api.ask(
      SECRETARY,
      `query @asOf(position: "${first!.position}") {
         task(planId: "leninsky-2027", id: "t1") { titles { ru } } measures(planId: "leninsky-2027") { nodes { id } } }`,
    );
    expect(data).toEqual({ task: { titles: { ru: 'Осветить дворы' } }, measures: { nodes: [{ id: 'local-lamps' }] } });
  });
});

describe('a measure of a joint plan that serves a national task', () => {
  const link = { commandId: 'local-serve-1', measureId: 'local-cameras', planId: 'concept-2022-2028', taskId: '4.1/1' };

  test('stands in the national view of what localities do', async () => {
    const wish = (change: object) => ({ ...link, ...change });
    expect(await send(SECRETARY, 'linkToTask', wish({ commandId: 'local-serve-0' }))).toMatchObject({
      code: 'NOT_ADOPTED',
    });
    const concept = { commandId: 'local-serve-3', planId: link.planId, adoptedOn: null };
    const act = { titles: { ru: 'Акт об утверждении' }, number: null, date: null };
    await send('demo-council-chair', 'adoptPlan', { ...concept, legalAct: act });
    expect(await send(SECRETARY, 'linkToTask', wish({ taskId: 'none', commandId: 'local-serve-2' }))).toMatchObject({
      code: 'UNKNOWN_TASK',
    });
    expect(await send(SECRETARY, 'linkToTask', link)).toMatchObject({ stream: 'measure-local-cameras' });
    const { data } = await api.ask(
      'demo-secretariat',
      `{ localContribution(planId: "concept-2022-2028") {
           taskId measures planned byStatus { status measures } territories { territoryId measures } }
         measures(servesPlanId: "concept-2022-2028", servesTaskId: "4.1/1") { nodes { id } } }`,
    );
    const tasks = data!['localContribution'] as { taskId: string; measures: number }[];
    expect(tasks).toHaveLength(42);
    expect(tasks.find(({ taskId }) => taskId === '4.1/1')).toEqual({
      ...{ taskId: '4.1/1', measures: 1, planned: '0.00', byStatus: [{ status: 'PLANNED', measures: 1 }] },
      territories: [{ territoryId: LENINSKY, measures: 1 }],
    });
    expect(data!['measures']).toEqual({ nodes: [{ id: 'local-cameras' }] });
  });
});

describe('a ministry', () => {
  const proposal = { amendmentId: 'ministry-1', why: 'Формулировка устарела' };
  const rewording = (taskId: string) => [{ rewordTask: { taskId, titles: { ru: 'Новая формулировка' } } }];
  const wish = (commandId: string, planId: string, taskId: string) => {
    return { ...proposal, commandId, planId, changes: rewording(taskId) };
  };

  test('proposes for the national plan, may take it back, and decides nothing', async () => {
    const national = wish('ministry-amend-1', 'concept-2022-2028', '4.1/2');
    expect(await send('demo-ministry', 'proposeAmendment', national)).toMatchObject({ stream: expect.any(String) });
    const { planId, amendmentId } = national;
    const act = { titles: { ru: 'Приказ' }, number: '1', date: '2026-11-01' };
    const adopted = { planId, amendmentId, adoptedOn: '2026-11-01', legalAct: act };
    expect(await send('demo-ministry', 'adoptAmendment', { ...adopted, commandId: 'ministry-amend-2' })).toMatchObject({
      code: 'NOT_PERMITTED',
    });
    const back = { commandId: 'ministry-amend-3', planId, amendmentId, why: 'Уточним' };
    expect(await send('demo-ministry', 'withdrawAmendment', back)).toMatchObject({ upToDate: true });
  });

  test('proposes nothing for a joint plan', async () =>
    expect(
      await send('demo-ministry', 'proposeAmendment', wish('ministry-amend-4', 'leninsky-2027', 't1')),
    ).toMatchObject({ code: 'FOREIGN_TERRITORY' }));
});

describe('several people at once', () => {
  const hasty = (n: number, planId: string) => ({
    ...{ ...measure, commandId: `hasty-measure-${n}`, measureId: `hasty-${n}`, planId },
  });

  test('a plan that is adopted takes no measure that was added at the same moment', async () => {
    const planId = 'leninsky-hasty';
    await send(SECRETARY, 'draftPlan', { ...plan, commandId: 'hasty-1', planId });
    await send(SECRETARY, 'addDirection', { ...direction, commandId: 'hasty-2', planId });
    await send(SECRETARY, 'addTask', { ...task, commandId: 'hasty-3', planId });
    const adding = Array.from({ length: 8 }, (_, n) => send(SECRETARY, 'addMeasure', hasty(n, planId)));
    await Promise.all([...adding, send(CHAIR, 'adoptPlan', { ...adoption, commandId: 'hasty-adopt', planId })]);
    const [row] = await api.installation.db.query<{ late: string }>(sql`
      select count(*) as late from record.event
      where stream like 'measure-hasty-%' and position > (
        select position from record.event where stream = ${`plan-${planId}`} and type = 'PlanAdopted')`);
    expect(row).toEqual({ late: '0' });
  });

  test('one id for two different wishes fulfils the first and refuses the second', async () => {
    const wish = { commandId: 'two-wishes-1', measureId: 'osh-patrols', lineId: 'local-2026' };
    const outcomes = await Promise.all(
      ['1.00', '2.00', '3.00'].map((amount) => send('demo-secretariat', 'allocateFunding', { ...wish, amount })),
    );
    expect(outcomes.filter((outcome) => 'position' in (outcome as object))).toHaveLength(1);
    expect(outcomes.filter((outcome) => (outcome as { code?: string }).code === 'COMMAND_ID_REUSED')).toHaveLength(2);
  });
});

describe('a database that goes away', () => {
  test('is found again: nothing dies with its connections', async () => {
    await api.installation.db
      .query(
        sql`select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()`,
      )
      .catch(() => {});
    const deadline = Date.now() + 15_000;
    let ready = false;
    while (!ready && Date.now() < deadline) {
      ready = (await fetch(`${api.url}/health`)).status === 200;
      if (!ready) await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(ready).toBe(true);
    const again = { commandId: 'after-the-loss-1', measureId: 'osh-patrols', lineId: 'local-2026', amount: '4.00' };
    const outcomes: unknown[] = [];
    while (outcomes.length < 3) outcomes.push(await send('demo-secretariat', 'allocateFunding', again));
    expect(outcomes.at(-1)).toMatchObject({ upToDate: true });
  });
});

describe('what is not allowed', () => {
  test('nobody writes without signing in', async () =>
    expect(await send(undefined, 'draftPlan', { ...plan, commandId: 'nobody-1' })).toMatchObject({
      code: 'SIGN_IN_REQUIRED',
    }));
  test('nobody reads without signing in', async () => {
    const { errors } = await api.ask(undefined, '{ plans { totalCount } }');
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
  test('a role does what its table allows', async () =>
    expect(await send('demo-auditor', 'draftPlan', { ...plan, commandId: 'auditor-1' })).toMatchObject({
      code: 'NOT_PERMITTED',
    }));
  test('a commission drafts no plan of another territory', async () =>
    expect(
      await send(SECRETARY, 'draftPlan', { ...plan, commandId: 'foreign-1', planId: 'osh', territoryId: 'KG-GO' }),
    ).toMatchObject({ code: 'FOREIGN_TERRITORY', path: 'territoryId' }));
  test('the chair of a commission does not adopt the national plan', async () =>
    expect(
      await send(CHAIR, 'adoptPlan', { ...adoption, commandId: 'foreign-2', planId: 'concept-2022-2028' }),
    ).toMatchObject({ code: 'FOREIGN_TERRITORY' }));
  test('a token that was tampered with is no token', async () => {
    const answer = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer a.b.c', 'accept-language': 'ru' },
      body: JSON.stringify({ query: '{ plans { totalCount } }' }),
    });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' }, message: expect.stringContaining('Войдите заново') }],
    });
  });
  test('what was refused leaves a trace and no fact', async () => {
    const { data } = await api.ask(
      'demo-auditor',
      '{ refusedAttempts(kind: PLAN, id: "osh") { command code actorId role message } plan(id: "osh") { id } }',
    );
    expect(data).toMatchObject({
      refusedAttempts: [{ command: 'DraftPlan', code: 'FOREIGN_TERRITORY', actorId: SECRETARY }],
      plan: null,
    });
  });
});

describe('bad input', () => {
  const bad = (change: object) => ({ ...measure, commandId: 'bad-input-1', measureId: 'bad', ...change });
  test.each([
    ['en', 'The field "deadline" must be a date of the calendar such as 2026-07-15.'],
    ['ru', 'Поле «срок» должно быть календарной датой вида 2026-07-15.'],
    ['ky', '«мөөнөт» талаасы 2026-07-15 түрүндөгү календарлык күн болушу керек.'],
  ])('names the field and the reason in %s', async (language, words) => {
    const refusal = await send(SECRETARY, 'addMeasure', bad({ deadline: '2027-02-30' }), language);
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', path: 'deadline' });
    expect(refusal).toHaveProperty('message', expect.stringContaining(words));
  });
  test.each([
    ['titles', { titles: {} }],
    ['titles', { titles: { ru: ' ' } }],
    ['measureId', { measureId: "m'; drop table measure" }],
    ['plannedStart', { plannedStart: 'tomorrow' }],
    ['commandId', { commandId: 'x' }],
    ['reason', { reason: 'a\u0000b' }],
  ])('in %s is refused by name: %j', async (path, change) =>
    expect(await send(SECRETARY, 'addMeasure', bad(change))).toMatchObject({ code: 'INVALID_INPUT', path }),
  );
  test.each(['-1', '1e9', '1,5', 'NaN', '12.345', ''])('of an amount "%s" is refused', async (amount) =>
    expect(
      await send(SECRETARY, 'allocateFunding', { commandId: 'bad-amount-1', measureId: 'm', lineId: 'l', amount }),
    ).toMatchObject({ code: 'INVALID_INPUT', path: 'amount' }),
  );
  test.each([
    ['a query argument', '{ measure(id: "a\u0000b") { id } }'],
    ['a filter', '{ plans(territoryId: "a\u0000b") { totalCount } }'],
    ['a cursor', '{ auditTrail(kind: PLAN, id: "concept-2022-2028", after: "garbage", first: 1) { totalCount } }'],
    ['a place in the record', 'query @asOf(position: "999999999999") { plans { totalCount } }'],
    ['a moment to come', 'query @asOf(moment: "2190-01-01") { plans { totalCount } }'],
    ['a date that is none', 'query @asOf(moment: "2026-02-30T00:00:00Z") { plans { totalCount } }'],
  ])('that cannot be, as %s, is nobody’s fault but the caller’s', async (_, query) => {
    const { errors = [] } = await api.ask('demo-auditor', query, {}, 'ru');
    for (const error of errors) expect(error).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });
  test.each([
    ['a sign that no text can have', '{ measure(id: "a\u0000b") { id } }', 'недопустимое значение'],
    ['a date of the map that is none', '{ territories(on: "2026-02-30") { id } }', '`on` — не дата'],
  ])('is said wholly in the language of the caller: %s', async (_, query, words) => {
    const { errors = [] } = await api.ask('demo-auditor', query, {}, 'ru');
    expect(errors).toMatchObject([{ message: expect.stringContaining(words) }]);
    expect(errors[0]!.message).not.toMatch(/[a-z]{3}/i);
  });
  test('with a cursor of another order is refused, not answered with the wrong page', async () => {
    const page = (order: string, after = '') =>
      api.ask('demo-auditor', `{ measures(first: 1, ${order}${after}) { pageInfo { endCursor } } }`, {}, 'en');
    const { data } = (await page('sort: TITLE')) as {
      data: { measures: { pageInfo: { endCursor: string } } };
    };
    const after = `, after: "${data.measures.pageInfo.endCursor}"`;
    expect((await page('sort: TITLE', after)).errors).toBeUndefined();
    for (const other of ['sort: TITLE, descending: true', 'sort: DEADLINE'])
      expect((await page(other, after)).errors).toMatchObject([
        { message: expect.stringContaining('in this order'), extensions: { code: 'BAD_USER_INPUT' } },
      ]);
  });
  test.each([
    ['addDirection.directionId', { addDirection: { directionId: '', directionKind: 'PRIORITY' } }],
    ['addDirection.reference', { addDirection: { directionId: 'd', directionKind: 'PRIORITY', reference: '' } }],
    ['rewordTask.titles', { rewordTask: { taskId: 't', titles: { ru: ' ' } } }],
    ['removeTask.taskId', { removeTask: { taskId: '' } }],
  ])('of an amendment is refused by name as in a draft: %s', async (path, change) => {
    const wording = { reference: '1', titles: { ru: 'x' } };
    const [[kind, said]] = Object.entries(change) as [[string, object]];
    const whole = kind === 'addDirection' ? { ...wording, ...said } : said;
    const proposal = {
      commandId: 'bad-change-1',
      planId: 'p',
      amendmentId: 'a',
      why: 'x',
      changes: [{ [kind]: whole }],
    };
    expect(await send(SECRETARY, 'proposeAmendment', proposal)).toMatchObject({
      code: 'INVALID_INPUT',
      path: `changes.0.${path}`,
    });
  });
  test('from nobody, full of what a database cannot hold, is refused and kept in part', async () =>
    expect(await send(undefined, 'draftPlan', { ...plan, commandId: `\u0000${'x'.repeat(9_000)}` })).toMatchObject({
      code: 'SIGN_IN_REQUIRED',
    }));
  test.each(['0000-01-01', '1899-12-31', '2200-01-01'])('of a year outside our time, %s, is refused', async (from) =>
    expect(await send(SECRETARY, 'draftPlan', { ...plan, commandId: 'year-0001', planId: 'year', from })).toMatchObject(
      {
        code: 'INVALID_INPUT',
        path: 'from',
      },
    ),
  );
  test('deep inside names its whole path', async () =>
    expect(
      await send('demo-leninsky-secretary', 'claimCompletion', {
        ...{ commandId: 'bad-evidence-1', cycleId: 'c', measureId: 'm', completedOn: '2026-11-01' },
        evidence: { fileName: 'a', mediaType: 'a/b', bytes: 1, sha256: 'zz', address: 'https://a.kg' },
      }),
    ).toMatchObject({ code: 'INVALID_INPUT', path: 'evidence.sha256' }));
  test('of the wrong shape is said in the language of the caller, without a trace of the inside', async () => {
    const { errors } = await api.ask(SECRETARY, '{ plan(id: 1, nothing: 2) { id } }', {}, 'ru');
    expect(errors![0]!.message).toMatch(/Запрос не соответствует схеме/);
    expect(JSON.stringify(errors)).not.toMatch(/node_modules|stacktrace/);
  });
  test('leaves nothing half-written', async () => {
    const rows = await api.installation.db.query(sql`select 1 from record.event where stream = 'measure-bad'`);
    expect(rows).toEqual([]);
  });
});

describe('the door', () => {
  test('health says that it is ready', async () => {
    const answer = await fetch(`${api.url}/health`);
    expect([answer.status, await answer.json()]).toMatchObject([200, { ready: true, database: 'UP' }]);
  });
  test('metrics tell where the record and its read models stand, and how long answers took', async () => {
    const answer = await fetch(`${api.url}/metrics`);
    expect(answer.headers.get('content-type')).toMatch('text/plain; version=0.0.4');
    const text = await answer.text();
    expect(text).toMatch(/^baikoo_database_up 1$/m);
    expect(text).toContain(`baikoo_record_position ${await api.installation.store.head()}`);
    expect(text).toMatch(/^baikoo_projection_lag_seconds\{projection="measures"\} 0$/m);
    expect(text).toMatch(/^baikoo_http_request_duration_seconds_count\{route="\/graphql",status="200"\} \d+$/m);
  });
  test('a browser gets a page that loads nothing from outside', async () => {
    const page = await fetch(`${api.url}/graphql`, { headers: { accept: 'text/html' } });
    const html = await page.text();
    expect(html).toContain('GraphiQL');
    expect(html).not.toMatch(/https?:\/\//);
    for (const [, path] of html.matchAll(/(?:src|href)="([^"]+)"/g))
      expect((await fetch(`${api.url}${path}`)).status).toBe(200);
    expect((await fetch(`${api.url}/graphiql/package.json`)).status).toBe(404);
  });
});
