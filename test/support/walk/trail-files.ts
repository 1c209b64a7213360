import { describe, expect, test } from '@jest/globals';
import { trailOf } from './trail.js';
import { askingAfter, type Walked } from '../walked.js';

/** What is taken away of the trail, whom it names, and what is held of one person. */
export function specifyTrailFiles(walked: Walked): void {
  const data = askingAfter(walked);
  const trail = trailOf(walked);

  /** Of an auditor's reads, those of whole files: other reads of theirs are written in batches, a little later. */
  const exportsOfAuditor = async () =>
    (await trail({ filter: { outcomes: ['READ'], personId: 'demo-auditor' }, first: 100 })).nodes.filter(
      ({ type }) => type === 'EXPORT',
    ).length;

  describe('the trail for people, as a file and by name', () => {
    test.each([
      ['csv', 'ru', /^\uFEFFКогда стало известно;.*Выполнение подтверждено: demo-secretariat-second/s],
      ['xlsx', 'ky', /^PK/],
    ])(
      'is taken away as a table of .%s in %s, and who took it stands in the trail',
      async (format, language, content) => {
        const before = await exportsOfAuditor();
        const token = await walked().api.installation.demoTokens!.issue('demo-auditor', { days: 1 });
        const answer = await fetch(
          `${walked().api.url}/export/trail/trail.${format}?kind=MEASURE&id=leninsky-lighting`,
          {
            headers: { authorization: `Bearer ${token}`, 'accept-language': language },
          },
        );
        expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
          200,
          `attachment; filename*=UTF-8''trail.${format}`,
        ]);
        expect(Buffer.from(await answer.arrayBuffer()).toString()).toMatch(content);
        expect(await exportsOfAuditor()).toBe(before + 1);
      },
    );

    test('is no file for whoever says nothing that can be read, or may not', async () => {
      const status = async (who: string, query: string) => {
        const token = await walked().api.installation.demoTokens!.issue(who, { days: 1 });
        const headers = { authorization: `Bearer ${token}` };
        return (await fetch(`${walked().api.url}/export/trail/trail.csv?${query}`, { headers })).status;
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
      const { errors } = await walked().api.ask('demo-leninsky-chair', who);
      expect(errors).toMatchObject([{ message: expect.stringContaining('person'), extensions: { code: 'FORBIDDEN' } }]);
      const file = async (asking: string) => {
        const token = await walked().api.installation.demoTokens!.issue(asking, { days: 1 });
        const headers = { authorization: `Bearer ${token}`, 'accept-language': 'ru' };
        const address = `${walked().api.url}/export/trail/trail.csv?kind=MEASURE&id=leninsky-lighting`;
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
        const token = await walked().api.installation.demoTokens!.issue(asking, { days: 1 });
        const headers = { authorization: `Bearer ${token}`, 'accept-language': language };
        const answer = await fetch(`${walked().api.url}/export/person/demo-leninsky-secretary.json`, { headers });
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
  });
}
