import { addDays, dateOf } from '@baikoo/kernel';
import { describe, expect, test } from '@jest/globals';
import { askingAfter, type Walked } from './walked.js';

type Answered = { code?: string; message?: string; path?: string; revision?: number };
type Submission = { status: string; revision: number; [field: string]: unknown };

/** What the people of the demonstration do after its walk: they endorse, return, explain, reopen and correct. */
export function specifyWhatFollows(walked: Walked): void {
  const data = askingAfter(walked);
  let sent = 0;
  /** Gives a command as a person; how it was answered: a refusal's code, or the revision that it made. */
  const give = async (who: string, mutation: string, input: object, language = 'en'): Promise<Answered> => {
    const { api, walk } = walked();
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const document = `mutation ($input: ${type}!) { outcome: ${mutation}(input: $input) {
    ... on Receipt { revision } ... on Refusal { code message path } } }`;
    const given = { commandId: `after-the-walk-${(sent += 1)}`, cycleId: walk.cycleId, ...input };
    const { data, errors } = await api.ask(who, document, { input: given }, language);
    expect(errors).toBeUndefined();
    return data!['outcome'] as Answered;
  };
  const codeOf = async (...asked: Parameters<typeof give>) => (await give(...asked)).code;
  const submissionOf = (organisationId: string, cycleId = walked().walk.cycleId) =>
    data<{ submission: Submission }>(
      `query ($id: ID!) { submission(id: $id) { status revision exemption endorsements timesReopened reopenedUntil
       items { id explanation refused item { ... on ReadingItem { value } ... on ProgressItem { percent } } } } }`,
      { id: `${cycleId}.${organisationId}` },
    ).then(({ submission }) => submission);
  const consolidated = async (organisationId: string) => {
    for (let look = 0; look < 200; look++) {
      const found = await submissionOf(organisationId);
      if (found.status === 'CONSOLIDATED') return found;
      await new Promise((later) => setTimeout(later, 50));
    }
    throw new Error(`The report of ${organisationId} was not taken over.`);
  };

  describe('the report of a raion', () => {
    const organisationId = 'commission-ak-suu';
    const [SECRETARIAT, RAION, OBLAST] = ['demo-secretariat', 'demo-ak-suu-secretary', 'demo-issyk-kul-secretary'];
    const progress = { measureId: 'ak-suu-livestock', percent: 100, text: 'Охрана действует на всех пастбищах' };

    test('is not accepted by the secretariat before the commission of the oblast endorsed it', async () => {
      expect(await codeOf(SECRETARIAT, 'acceptReport', { organisationId })).toBe('ENDORSEMENT_MISSING');
      expect(await codeOf('demo-talas-secretary', 'endorseReport', { organisationId })).toBe('FOREIGN_TERRITORY');
      expect(await codeOf(SECRETARIAT, 'endorseReport', { organisationId })).toBe('NOT_YOUR_STEP');
      expect(await codeOf(OBLAST, 'endorseReport', { organisationId })).toBeUndefined();
      expect(await codeOf(OBLAST, 'acceptReport', { organisationId })).toBe('ENDORSED_BY_YOU');
      expect(await submissionOf(organisationId)).toMatchObject({ status: 'UNDER_REVIEW', endorsements: 1 });
    });

    test('is told to the commission above, in the language of who asks, and to nobody below', async () => {
      const { api, walk } = walked();
      const query = '{ myNotices(kinds: [REPORT_TO_ENDORSE]) { nodes { sentence cycleId organisationId } } }';
      const sentences = await Promise.all(
        ['ky', 'ru', 'en'].map(async (language) => {
          const { data, errors } = await api.ask(OBLAST, query, {}, language);
          expect(errors).toBeUndefined();
          const { nodes } = data!['myNotices'] as {
            nodes: { sentence: string; cycleId: string; organisationId: string }[];
          };
          return nodes.find((node) => node.organisationId === organisationId && node.cycleId === walk.cycleId)!
            .sentence;
        }),
      );
      expect(sentences).toEqual([
        expect.stringMatching(/^\d{4}-жылдын \S+ жарымы боюнча отчет .+ макулдашуусун күтүүдө: Ак-Суу /),
        expect.stringMatching(/^Отчёт за \S+ полугодие \d{4} г\. ждёт согласования .+: .+ Ак-Суйского /),
        expect.stringMatching(/^A report for \S+ half of \d{4} waits for .+: .+ Ak-Suu /),
      ]);
      expect((await api.ask(RAION, query)).data).toMatchObject({ myNotices: { nodes: [] } });
    });

    test('is judged by one of two who look at it at once; the other is told what changed', async () => {
      const { revision: expectedRevision } = await submissionOf(organisationId);
      const remarks = [
        { itemId: 'PROGRESS.ak-suu-livestock', text: 'На каких пастбищах?' },
        { itemId: null, text: 'Приложите протокол.' },
      ];
      expect(await codeOf(SECRETARIAT, 'returnReport', { organisationId, remarks, expectedRevision })).toBeUndefined();
      const second = { organisationId, expectedRevision };
      for (const [language, what] of [
        ['en', /Report returned/],
        ['ru', /Отчёт возвращён/],
      ] as const)
        expect(await give('demo-secretariat-second', 'acceptReport', second, language)).toMatchObject({
          ...{ code: 'CHANGED_SINCE', message: expect.stringMatching(what) },
        });
      expect(await codeOf(RAION, 'reportProgress', { ...progress, expectedRevision })).toBe('CHANGED_SINCE');
    });

    test('comes back with an explanation of what looks wrong and an answer to each remark', async () => {
      expect(await codeOf(RAION, 'submitReport', {})).toBe('REMARKS_UNANSWERED');
      expect(await codeOf(RAION, 'reportProgress', progress)).toBeUndefined();
      // The whole is done, and no completion is claimed.
      expect(await give(RAION, 'submitReport', {})).toMatchObject({ code: 'EXPLANATION_REQUIRED', path: 'itemId' });
      const explanation = 'Акт подписывается';
      expect(await codeOf(RAION, 'reportProgress', { ...progress, explanation })).toBeUndefined();
      expect(await codeOf(RAION, 'submitReport', {})).toBeUndefined();
      expect(await submissionOf(organisationId)).toMatchObject({ status: 'SUBMITTED', endorsements: 0 });
    });

    test('goes the whole chain anew after its return, and becomes facts', async () => {
      expect(await codeOf(SECRETARIAT, 'acceptReport', { organisationId })).toBe('ENDORSEMENT_MISSING');
      expect(await codeOf(OBLAST, 'endorseReport', { organisationId })).toBeUndefined();
      expect(await codeOf(SECRETARIAT, 'acceptReport', { organisationId })).toBeUndefined();
      expect(await consolidated(organisationId)).toMatchObject({
        items: [{ refused: null, explanation: 'Акт подписывается', item: { percent: 100 } }],
      });
    });
  });

  describe('a report that is exempted', () => {
    test('says why, and is not written', async () => {
      const cycleId = walked().walk.earlierCycleId;
      expect((await submissionOf('commission-talas-city', cycleId)).exemption).toMatch(/создана/);
      const progress = { cycleId, measureId: 'talas-family', percent: 10, text: 'Начато' };
      expect(await codeOf('demo-talas-secretary', 'reportProgress', progress)).toBe('EXEMPT');
    });
  });

  describe('a report that became facts', () => {
    const organisationId = 'commission-leninsky';
    const [SECRETARIAT, OWN] = ['demo-secretariat', 'demo-leninsky-secretary'];
    const until = addDays(dateOf(new Date().toISOString()), 10);
    const reopening = { organisationId, why: 'Сверка с актом выявила ошибку', until };
    const facts = () =>
      data<object>(`{ measure(id: "leninsky-lighting") { spent status percent }
      indicator(id: "ROAD_ACCIDENTS", territoryId: "41711201000000") { series { value } } }`);

    test('is changed by nobody until it is opened again, by somebody else and with a reason', async () => {
      const spending = { measureId: 'leninsky-lighting', lineId: 'local-2026', amount: '1090000.00' };
      expect(await codeOf(OWN, 'reportExpenditure', spending)).toBe('NOT_OPEN_FOR_CHANGES');
      expect(await codeOf(OWN, 'reopenSubmission', reopening)).toBe('NOT_PERMITTED');
      expect(await give(SECRETARIAT, 'reopenSubmission', { ...reopening, why: '' })).toMatchObject({
        ...{ code: 'INVALID_INPUT', path: 'why' },
      });
      expect(await codeOf(SECRETARIAT, 'reopenSubmission', { ...reopening, expectedRevision: 1 })).toBe(
        'CHANGED_SINCE',
      );
      expect(await codeOf(SECRETARIAT, 'reopenSubmission', reopening)).toBeUndefined();
      expect(await submissionOf(organisationId)).toMatchObject({
        ...{ status: 'REOPENED', timesReopened: 1, reopenedUntil: until },
      });
      // Until it is accepted again, what was accepted holds.
      expect(await facts()).toMatchObject({ measure: { spent: '1100000.00' } });
    });

    test('is accepted again, and its facts are corrected: the sum by the difference, the figure by another', async () => {
      const spending = { measureId: 'leninsky-lighting', lineId: 'local-2026', amount: '1090000.00' };
      expect(await codeOf(OWN, 'reportExpenditure', spending)).toBeUndefined();
      const { period } = await data<{ cycle: { period: string } }>('query ($id: ID!) { cycle(id: $id) { period } }', {
        id: walked().walk.earlierCycleId,
      }).then(({ cycle }) => cycle);
      const source = { title: 'Illustrative figure of the demonstration', reference: null };
      const reading = { indicatorId: 'ROAD_ACCIDENTS', period, value: '215', source };
      expect(await codeOf(OWN, 'reportReading', reading)).toBeUndefined();
      expect(await codeOf(OWN, 'submitReport', {})).toBeUndefined();
      expect(await codeOf(OWN, 'acceptReport', { organisationId })).toBe('OWN_WORK');
      expect(await codeOf(SECRETARIAT, 'acceptReport', { organisationId })).toBeUndefined();
      const { items } = await consolidated(organisationId);
      expect((items as { refused: string | null }[]).filter(({ refused }) => refused !== null)).toEqual([]);
      expect(await facts()).toMatchObject({
        measure: { spent: '1090000.00', status: 'COMPLETION_VERIFIED', percent: 100 },
        indicator: { series: [{ value: '215' }] },
      });
    });

    test('leaves the report that was compiled before as it was', async () => {
      const { walk } = walked();
      const { monitoringReport } = await data<{ monitoringReport: object }>(
        `query ($id: ID!, $position: String!) @asOf(position: $position) {
         monitoringReport(cycleId: $id) { matchesRecord } }`,
        { id: walk.cycleId, position: String(BigInt(walk.report.position) - 1n) },
      );
      expect(monitoringReport).toEqual({ matchesRecord: true });
    });

    test('is told of beside the report that rests on it, by an erratum', async () => {
      const { walk } = walked();
      const text = { ru: 'Расходы Ленинского района уточнены: 1 090 000 сомов.' };
      const position = String(BigInt(walk.report.position) - 1n);
      const stray = { text, position: '1' };
      expect(await codeOf(SECRETARIAT, 'publishErratum', stray)).toBe('NOT_COMPILED');
      expect(await codeOf(OWN, 'publishErratum', { text, position })).toBe('NOT_PERMITTED');
      expect(await codeOf(SECRETARIAT, 'publishErratum', { text, position })).toBeUndefined();
      const { compiledReports } = await data<{ compiledReports: object[] }>(
        'query ($id: ID!) { compiledReports(cycleId: $id) { position overtaken errata { text { ru } } } }',
        { id: walk.cycleId },
      );
      expect(compiledReports).toEqual([{ position, overtaken: true, errata: [{ text }] }]);
    });
  });
}
