import { sql } from '@baikoo/database';
import { describe, expect, test } from '@jest/globals';
import type { RunningApi } from '../running-api.js';
import { SECRETARY, measure, plan, sendingTo } from './sending.js';

/** What is refused for what it says: by field and reason, in the language of the caller. */
export function specifyBadInput(api: () => RunningApi): void {
  const send = sendingTo(api);

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
      const { errors = [] } = await api().ask('demo-auditor', query, {}, 'ru');
      for (const error of errors) expect(error).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    });
    test.each([
      ['a sign that no text can have', '{ measure(id: "a\u0000b") { id } }', 'недопустимое значение'],
      ['a date of the map that is none', '{ territories(on: "2026-02-30") { id } }', '`on` — не дата'],
    ])('is said wholly in the language of the caller: %s', async (_, query, words) => {
      const { errors = [] } = await api().ask('demo-auditor', query, {}, 'ru');
      expect(errors).toMatchObject([{ message: expect.stringContaining(words) }]);
      expect(errors[0]!.message).not.toMatch(/[a-z]{3}/i);
    });
    test('with a cursor of another order is refused, not answered with the wrong page', async () => {
      const page = (order: string, after = '') =>
        api().ask('demo-auditor', `{ measures(first: 1, ${order}${after}) { pageInfo { endCursor } } }`, {}, 'en');
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
      expect(
        await send(SECRETARY, 'draftPlan', { ...plan, commandId: 'year-0001', planId: 'year', from }),
      ).toMatchObject({
        code: 'INVALID_INPUT',
        path: 'from',
      }),
    );
    test('deep inside names its whole path', async () =>
      expect(
        await send('demo-leninsky-secretary', 'claimCompletion', {
          ...{ commandId: 'bad-evidence-1', cycleId: 'c', measureId: 'm', completedOn: '2026-11-01' },
          evidence: { fileName: 'a', mediaType: 'a/b', bytes: 1, sha256: 'zz', address: 'https://a.kg' },
        }),
      ).toMatchObject({ code: 'INVALID_INPUT', path: 'evidence.sha256' }));
    test('of the wrong shape is said in the language of the caller, without a trace of the inside', async () => {
      const { errors } = await api().ask(SECRETARY, '{ plan(id: 1, nothing: 2) { id } }', {}, 'ru');
      expect(errors![0]!.message).toMatch(/Запрос не соответствует схеме/);
      expect(JSON.stringify(errors)).not.toMatch(/node_modules|stacktrace/);
    });
    test('leaves nothing half-written', async () => {
      const rows = await api().installation.db.query(sql`select 1 from record.event where stream = 'measure-bad'`);
      expect(rows).toEqual([]);
    });
  });
}
