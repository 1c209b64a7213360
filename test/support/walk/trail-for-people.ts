import { describe, expect, test } from '@jest/globals';
import { ASK_TRAIL, type Trail, trailOf } from './trail.js';
import { askingAfter, type Walked } from '../walked.js';

/** The audit trail in sentences: its order, its pages, its filters, and who is shown what of it. */
export function specifyTrailForPeople(walked: Walked): void {
  const data = askingAfter(walked);
  const trail = trailOf(walked);

  describe('the trail for people', () => {
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
      await walked().api.ask(
        'demo-leninsky-secretary',
        `mutation { acceptReport(input: { commandId: "trail-own-work", cycleId: "${walked().walk.cycleId}",
           organisationId: "commission-leninsky" }) { ... on Refusal { code } } }`,
      );
      const about = { kind: 'SUBMISSION', id: `${walked().walk.cycleId}.commission-leninsky` };
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
      const asOf = String(await walked().api.installation.store.head());
      for (const about of subjects)
        for (const order of ['NEWEST_FIRST', 'OLDEST_FIRST']) {
          const seen: string[] = [];
          let [after, total]: [string | null, number] = [null, -1];
          do {
            const page: Trail = await data<Trail>(ASK_TRAIL.replace(') {', `) @asOf(position: "${asOf}") {`), {
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
      expect((await trail({ filter: { effectiveTo: '2020-01-01', personId: 'demo-council-chair' } })).totalCount).toBe(
        0,
      );
    });

    test('holds of a commission what lies in its territory, of a ministry its own acts, and of an operator nothing', async () => {
      const everything = (await trail({})).totalCount;
      const own = await trail({}, 'demo-leninsky-secretary');
      expect(own.totalCount).toBeGreaterThan(5);
      expect(own.totalCount).toBeLessThan(everything / 2);
      const foreign = await trail({ about: { kind: 'MEASURE', id: 'ak-suu-livestock' } }, 'demo-leninsky-secretary');
      expect(foreign).toMatchObject({ totalCount: 0, nodes: [] });
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
        changes: expect.arrayContaining([
          expect.objectContaining({ label: 'status', afterText: 'Completion verified' }),
        ]),
      });
    });

    test('says all that the older questions say, fact for fact and refusal for refusal', async () => {
      const id = `${walked().walk.cycleId}.commission-leninsky`;
      const older = await data<{
        auditTrail: { nodes: { position: string; stream: string; known: boolean }[] };
        refusedAttempts: { attemptedAt: string; subject: string }[];
      }>(
        `{ auditTrail(kind: SUBMISSION, id: "${id}", first: 100) { nodes { position stream known } }
           refusedAttempts(kind: SUBMISSION, id: "${id}") { attemptedAt subject } }`,
      );
      const one = (outcome: string, order: string, fields: string) =>
        `trail(about: { kind: SUBMISSION, id: "${id}" }, filter: { outcomes: [${outcome}] }, order: ${order}, first: 100) {
           nodes { ${fields} } }`;
      const told = await data<Record<'facts' | 'refused', { nodes: object[] }>>(
        `{ facts: ${one('ACCEPTED', 'OLDEST_FIRST', 'position stream known')}
           refused: ${one('REFUSED', 'NEWEST_FIRST', 'attemptedAt: at subject: stream')} }`,
      );
      expect(older.auditTrail.nodes.length).toBeGreaterThan(5);
      expect(older.refusedAttempts.length).toBeGreaterThan(0);
      expect(told).toEqual({ facts: older.auditTrail, refused: { nodes: older.refusedAttempts } });
    });

    test('tells in which office somebody was at two moments, and who that is to those alone who are told names', async () => {
      const asked = (fields: string) =>
        `{ difference(kind: PERSON, id: "demo-ak-suu-secretary", from: "0") { fromDate toDate ${fields}
             before { row } after { row values { field text } } changes { field beforeText afterText } facts { type } } }`;
      const { difference } = await data<{ difference: { after: { row: string }[] } }>(asked('person { id name }'));
      expect(difference).toMatchObject({
        ...{ before: [], person: { id: 'demo-ak-suu-secretary' } },
        changes: expect.arrayContaining([{ field: 'standing', beforeText: null, afterText: 'in force' }]),
      });
      const mandate = difference.after.find(({ row }) => row.startsWith('mandate/'));
      expect(mandate).toMatchObject({
        values: expect.arrayContaining([
          { field: 'role', text: 'secretary of a commission' },
          { field: 'standing', text: 'in force' },
        ]),
      });
      const { errors } = await walked().api.ask('demo-leninsky-chair', asked('person { name }'));
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    });
  });
}
