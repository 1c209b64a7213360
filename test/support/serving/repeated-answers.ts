import { describe, expect, test } from '@jest/globals';
import { askingOf, type Served } from './served.js';

/** Answers that are given again from memory, by either process: never old, and never another’s. */
export function specifyRepeatedAnswers(served: () => Served): void {
  const { accept, textOf } = askingOf(served);

  test('the cycles of a page come each with its own first reports', async () => {
    const query = `{ cycles { nodes { id all: submissions { id } submissions(first: 1) { id } } } }`;
    type Cycle = { id: string; all: { id: string }[]; submissions: { id: string }[] };
    type Found = { data: { cycles: { nodes: Cycle[] } } };
    const { nodes } = (JSON.parse(await textOf(served().api.url, 'demo-auditor', query)) as Found).data.cycles;
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
          await textOf(url, 'demo-auditor', SUBMISSION, { id: `${served().cycleId}.commission-ak-suu` }),
          await textOf(url, 'demo-auditor', SUBMISSION, { id: `${served().cycleId}.commission-ak-suu` }),
        ];
        expect(again).toBe(first);
        return first;
      };
      for (const url of [served().api.url, served().second.url]) expect(await status(url)).toContain('"SUBMITTED"');
      const returned = await accept('returnReport', {
        ...{ commandId: 'serving-return-1', cycleId: served().cycleId, organisationId: 'commission-ak-suu' },
        remarks: [{ itemId: 'PROGRESS.ak-suu-livestock', text: 'Please say how many herders took part.' }],
      });
      expect(returned).toContain('"upToDate":true');
      for (const url of [served().second.url, served().api.url])
        expect(await status(url)).toContain('how many herders');
    });

    test('is the same for the same question and differs with its variables, its operation, its language and its past', async () => {
      const ask = (query: string, variables: object = {}, language = 'en') =>
        textOf(served().api.url, 'demo-auditor', query, variables, language);
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
          await textOf(
            served().api.url,
            'demo-expert',
            '{ a: refusedAttempts(kind: MEASURE, id: "x") { code } }',
            {},
            language,
          ),
        ) as object;
      for (let times = 0; times < 4; times++) {
        expect(await ask('en')).toMatchObject({ errors: [{ path: ['a'], extensions: { code: 'FORBIDDEN' } }] });
        expect(await ask('ru')).toMatchObject({ errors: [{ message: expect.stringMatching(/[а-я]/i) }] });
      }
    });

    test('of who one is stays each one’s own, also under the same role, organisation and territory', async () => {
      expect(await grant('ak-suu-second', 'demo-ak-suu-other')).toContain('position');
      const me = (person: string) =>
        textOf(served().api.url, person, '{ me { personId role } cycles { nodes { id } } }');
      for (let times = 0; times < 4; times++)
        for (const person of ['demo-ak-suu-secretary', 'demo-ak-suu-other', 'demo-auditor'])
          expect(JSON.parse(await me(person))).toMatchObject({ data: { me: { personId: person } } });
    });

    test('is not given to who lost the mandate a moment ago, nor to who never had the right', async () => {
      await grant('ak-suu-third', 'demo-ak-suu-third');
      const cycles = (person: string) => textOf(served().second.url, person, '{ cycles { nodes { id } } }');
      for (let times = 0; times < 2; times++) expect(await cycles('demo-ak-suu-third')).toContain(served().cycleId);
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
}
