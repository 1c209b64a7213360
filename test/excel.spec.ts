import { readConcept } from '@baikoo/first-data';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { type RunningApi, startApi } from './support/running-api.js';

/** A commission that has not begun its report in the demonstration, and its secretary. */
const COMMISSION = 'commission-talas-city';
const SECRETARY = 'demo-talas-secretary';
let api: RunningApi;
const cycleId = 'excel-2026-H1';

beforeAll(async () => {
  api = await startApi();
  const { id: planId, legalAct } = await readConcept();
  await ask('demo-council-chair', 'adoptPlan', { planId, adoptedOn: legalAct.date, legalAct });
  await ask('demo-secretariat', 'openCycle', { cycleId, planId, period: '2026-H1', illustrative: true });
  await ask('demo-secretariat', 'issueObligation', { cycleId, organisationId: COMMISSION });
}, 120_000);
afterAll(() => api?.close());

async function ask(person: string, mutation: string, input: object) {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { it: ${mutation}(input: $input) { __typename ... on Refusal { message } } }`;
  const { data, errors } = await api.ask(person, query, { input: { commandId: `excel:${mutation}`, ...input } });
  expect([data, errors]).toEqual([{ it: { __typename: 'Receipt' } }, undefined]);
}

async function send(
  person: string | undefined,
  path: string,
  body?: Uint8Array<ArrayBuffer> | string,
  headers: Record<string, string> = {},
) {
  const token = person && (await api.installation.demoTokens!.issue(person, { days: 1 }));
  return fetch(`${api.url}/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'accept-language': 'ru',
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/octet-stream' }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  });
}

const TALAS = '41707400000010';
const DRAFT = `kind=LOCAL_JOINT&territoryId=${TALAS}&title=План&from=2026-01-01&to=2027-12-31`;
const MATRIX =
  'Направление;Задача;Мероприятие;Срок;Исполнитель\r\nУлицы;Свет;Осветить двор;31.12.2026;commission-talas-city\r\n';

describe('the matrix of a plan over HTTP', () => {
  const importing = (planId: string, dryRun: boolean, person: string | undefined = SECRETARY, body = MATRIX) =>
    send(person, `import/plan?planId=${planId}&dryRun=${dryRun}&${DRAFT}`, body);

  test('is looked at, taken over, and exported again', async () => {
    const looked = await importing('talas-1', true);
    expect([looked.status, await looked.json()]).toMatchObject([200, { problems: [], imported: false, measures: 1 }]);
    const taken = await importing('talas-1', false);
    expect(taken.headers.get('x-correlation-id')).toBeTruthy();
    expect(await taken.json()).toMatchObject({ problems: [], imported: true, upToDate: true });
    const file = await send(SECRETARY, 'export/plan/talas-1.csv', undefined, { 'accept-encoding': 'gzip' });
    expect([file.status, file.headers.get('content-encoding')]).toEqual([200, 'gzip']);
    expect(await file.text()).toContain('Осветить двор');
    const again = await send(SECRETARY, 'export/plan/talas-1.csv', undefined, {
      'if-none-match': file.headers.get('etag')!,
    });
    expect(again.status).toBe(304);
  });

  test('is exported as it stood: after a position, at a moment, and never of a place that is none', async () => {
    const table = async (asOf: string) => send(SECRETARY, `export/plan/talas-1.csv?${asOf}`);
    const measures = async (asOf: string) => send(SECRETARY, `export/measures/all.csv?planId=talas-1&${asOf}`);
    const before = await api.installation.store.head();
    const { data } = await api.ask(SECRETARY, '{ plan(id: "talas-1") { directions { tasks { id } } } }');
    const [{ id: taskId }] = (data as { plan: { directions: [{ tasks: [{ id: string }] }] } }).plan.directions[0].tasks;
    await ask(SECRETARY, 'addMeasure', {
      ...{ measureId: 'talas-later', planId: 'talas-1', taskId, territoryId: TALAS },
      ...{ titles: { ru: 'Поставить камеру' }, responsibleOrganisationId: COMMISSION },
      ...{ plannedStart: '2026-01-01', deadline: '2026-12-31' },
    });
    const after = await api.installation.store.head();

    for (const export_ of [table, measures]) {
      const then = await export_(`asOf=${before}`);
      expect(then.headers.get('content-disposition')).toContain(`-as-of-${before}.csv`);
      const text = await then.text();
      expect(text).toContain('Осветить двор');
      expect(text).not.toContain('Поставить камеру');
      expect(await (await export_(`asOf=${after}`)).text()).toContain('Поставить камеру');
    }
    const unborn = await table('asOf=2020-01-01');
    expect([unborn.status, await unborn.json()]).toMatchObject([422, { code: 'UNKNOWN_PLAN' }]);
    for (const wrong of ['999999999', '2190-01-01', 'yesterday', '', '1&asOf=2']) {
      const refused = await table(`asOf=${wrong}`);
      expect([refused.status, await refused.json()]).toEqual([
        400,
        { code: 'BAD_USER_INPUT', message: expect.stringContaining('принимает одно из двух') },
      ]);
    }
  });

  test('with something wrong is answered by the address and in the language of the caller', async () => {
    const answer = await importing('talas-2', false, SECRETARY, MATRIX.replace('31.12.2026', '31.02.2026'));
    expect([answer.status, await answer.json()]).toMatchObject([
      422,
      {
        imported: false,
        problems: [
          {
            cell: 'D2',
            code: 'UNREADABLE_DATE',
            message: 'Не удаётся прочитать дату «31.02.2026». Напишите так: 31.12.2026.',
          },
        ],
      },
    ]);
  });

  test('that is no file of ours is refused with the reason', async () =>
    expect(await (await importing('talas-2', true, SECRETARY, 'PK\u0003\u0004 nothing')).json()).toMatchObject({
      problems: [{ code: 'NOT_A_WORKBOOK' }],
    }));

  test('whose address holds what no id can be is refused as input, and by the name of the part', async () => {
    for (const [path, part] of [
      [`import/plan?planId=%00&${DRAFT}`, 'planId'],
      [`import/plan?planId=a%2Fb&${DRAFT}`, 'planId'],
      ['import/plan?planId=talas-1&planId=talas-2', 'planId'],
      [`import/plan?planId=talas-3&title=%00&${DRAFT.replace('title=План&', '')}`, 'title'],
    ] as const) {
      const answer = await send(SECRETARY, path, MATRIX);
      expect([answer.status, await answer.json()]).toMatchObject([422, { code: 'INVALID_INPUT', path: part }]);
    }
    for (const path of ['export/plan/%00.csv', 'forms/%00/commission.xlsx', 'export/measures/all.csv?planId=%00'])
      expect((await send(SECRETARY, path)).status).toBe(422);
  });

  test('without a single measure is refused, also where a merge swallowed them', async () => {
    const [headings] = MATRIX.split('\r\n');
    const answer = await importing('talas-4', false, SECRETARY, `${headings}\r\n`);
    expect([answer.status, await answer.json()]).toMatchObject([422, { problems: [{ code: 'NO_MEASURES' }] }]);
  });

  test('of a plan that does not exist is not exported, nor is a list of its measures', async () => {
    for (const path of ['export/plan/no-such.csv', 'export/measures/all.csv?planId=no-such']) {
      const answer = await send(SECRETARY, path);
      expect([answer.status, await answer.json()]).toMatchObject([422, { code: 'UNKNOWN_PLAN' }]);
    }
  });

  test('is nothing for nobody, for an auditor, or with a token that cannot be believed', async () => {
    expect([
      (await send(undefined, `import/plan?planId=x&${DRAFT}`, MATRIX)).status,
      (await importing('x', true, 'demo-auditor')).status,
    ]).toEqual([401, 403]);
    expect(
      (await send(undefined, 'export/measures/all.xlsx', undefined, { authorization: 'Bearer nonsense' })).status,
    ).toBe(401);
    expect((await send('demo-public', 'export/measures/all.xlsx')).status).toBe(403);
  });
});

describe('a reporting form over HTTP', () => {
  const download = async () =>
    Buffer.from(await (await send(SECRETARY, `forms/${cycleId}/${COMMISSION}.xlsx`)).arrayBuffer());
  const upload = async (bytes: Uint8Array, query = 'dryRun=false') =>
    (await send(SECRETARY, `forms/${cycleId}/${COMMISSION}?${query}`, new Uint8Array(bytes))).json();

  /** As a person fills it in: in the first row of a sheet, by column. */
  async function typed(sheetNo: number, cells: Readonly<Record<number, string>>) {
    const { sheets } = await readXlsx(await download());
    const filledRow = (row: readonly unknown[]) =>
      Array.from({ length: 14 }, (_, c) => cells[c] ?? (row[c] as string | undefined) ?? null);
    return writeXlsx({
      sheets: sheets.map(({ name, veryHidden = false, rows }, i) => ({
        ...{ name, veryHidden },
        rows: i === sheetNo ? rows.map((row, r) => (r === 2 ? filledRow(row) : row)) : rows,
      })),
    });
  }
  /** Percent and text of the first measure. */
  const filled = (percent: string, text: string, explanation = '') =>
    typed(0, { 4: percent, 5: text, ...(explanation && { 8: explanation }) });

  test('that comes back as it went changes nothing', async () =>
    expect(await upload(await download())).toMatchObject({ problems: [], warnings: [], changes: 0, position: null }));

  test('is for an organisation that owes the report, and taken from that organisation only', async () => {
    const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
    const path = `forms/${cycleId}/${COMMISSION}`;
    const foreign = await send('demo-osh-secretary', path, new Uint8Array(await download()));
    expect(await codeOf(foreign)).toBe('NOT_YOUR_REPORT');
    expect(await codeOf(await send(SECRETARY, `forms/${cycleId}/nobody.xlsx`))).toBe('UNKNOWN_ORGANISATION');
    expect(await codeOf(await send(SECRETARY, `forms/${cycleId}/kenesh-bishkek.xlsx`))).toBe('UNKNOWN_OBLIGATION');
  });

  test('is looked at without being taken over', async () => {
    const form = await filled('140', 'Проведены беседы');
    expect(await upload(form)).toMatchObject({
      problems: [{ cell: 'E3', code: 'UNREADABLE_PERCENT' }],
      position: null,
    });
    expect(await upload(await filled('40', 'Проведены беседы'), 'dryRun=true')).toMatchObject({
      problems: [],
      changes: 1,
      position: null,
    });
    expect(await upload(await download())).toMatchObject({ changes: 0 });
  });

  test('that says something unusual is not submitted without an explanation, which has a cell', async () => {
    expect(await upload(await download(), 'dryRun=true&submit=true')).toMatchObject({
      problems: [{ sheet: null, cell: null, code: 'NOTHING_REPORTED' }],
    });
    expect(await upload(await filled('100', 'Готово'), 'dryRun=true&submit=true')).toMatchObject({
      problems: [
        { sheet: 'Мероприятия', cell: 'I3', code: 'EXPLANATION_NEEDED', message: expect.stringContaining('100 %') },
      ],
    });
    expect(await upload(await filled('100', 'Готово', 'Акт ещё подписывают'), 'dryRun=true&submit=true')).toMatchObject(
      {
        problems: [],
      },
    );
  });

  test('refuses parts that no indicator has, by their cell, before the report is taken over', async () => {
    const reading = {
      cycleId,
      indicatorId: 'ROAD_ACCIDENTS',
      period: '2026-H1',
      value: '20',
      source: { title: 'Акт' },
    };
    await ask(SECRETARY, 'reportReading', reading);
    const { sheets } = await readXlsx(await download());
    const last = sheets.findIndex(({ veryHidden }) => veryHidden) - 1;
    const at = (sheets[last]!.rows[1] as string[]).indexOf('Части значения');
    expect(await upload(await typed(last, { [at]: 'planet / mars: 5' }), 'dryRun=true')).toMatchObject({
      problems: [{ sheet: 'Индикаторы', code: 'UNKNOWN_DIMENSION', cell: `${String.fromCharCode(65 + at)}3` }],
    });
    await ask(SECRETARY, 'withdrawItem', { cycleId, itemId: 'READING.ROAD_ACCIDENTS.2026-H1' });
  });

  test('that was filled in is the report, and is submitted when asked', async () => {
    const form = await filled('40', 'Проведены беседы: ң ө ү');
    expect(await upload(form, 'dryRun=false&submit=true')).toMatchObject({ problems: [], changes: 1, submitted: true });
    const { data } = await api.ask(
      'demo-auditor',
      `{ submission(id: "${cycleId}.${COMMISSION}") { status items { id } } }`,
    );
    expect(data).toMatchObject({ submission: { status: 'SUBMITTED', items: [{ id: 'PROGRESS.talas-family' }] } });
    expect(await upload(form, 'dryRun=false&submit=true')).toMatchObject({ problems: [], changes: 0, submitted: true });
  });
});
