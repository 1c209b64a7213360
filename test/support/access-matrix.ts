import { setTimeout as sleep } from 'node:timers/promises';
import { findQueryRefusal, QUERIES } from '@baikoo/identity';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { specifyCommands } from './access-commands.js';
import { specifyFigures } from './access-figures.js';
import { specifyFiles } from './access-files.js';
import type { Walked } from './walked.js';
import { type Known, type Listed, listAs, LISTS, type Node } from './access-lists.js';
import { asPerson, type Judge, judgeBy, PEOPLE, type Person, READERS, type Row } from './access-people.js';
import { specifyFollowing } from './access-subscriptions.js';
import type { RunningApi } from './running-api.js';

const CONCEPT = 'concept-2022-2028';
const LENINSKY = '41711201000000';

/** What was accepted last is still being taken over. */
async function untilNothingMoves({ installation: { store } }: RunningApi): Promise<void> {
  let [head, still] = [await store.head(), 0];
  while (still < 6) {
    await sleep(50);
    const now = await store.head();
    still = now === head ? still + 1 : 0;
    head = now;
  }
}

/**
 * Every question of the schema as every role, from the own territory, one below and a foreign one, on the data of the
 * demonstration: against what the permission table says, judged by other means than the program's SQL.
 */
export const specifyAccess = (walked: Walked): void =>
  describe('who may read what', () => {
    specify(walked);
  });

function specify(walked: Walked): void {
  const ask = (person: Person, query: string, variables: object = {}) =>
    asPerson(walked().api, person.id, query, variables);
  const asAuditor = async <T>(query: string) => (await asPerson(walked().api, 'demo-auditor', query)).data as T;
  const grant = ({ id, role, organisationId, territoryId }: Person) =>
    asPerson(
      walked().api,
      'demo-secretariat',
      `mutation ($input: GrantMandateInput!) { grantMandate(input: $input) { ... on Receipt { position } ... on Refusal { code } } }`,
      {
        input: {
          ...{ commandId: `grant-${id}`, mandateId: id, personId: id, role, organisationId, territoryId },
          from: '2022-01-01',
        },
      },
    );
  let judge: Judge;
  let known: Known;
  const whole = new Map<string, Listed>();

  beforeAll(async () => {
    await untilNothingMoves(walked().api);
    for (const person of PEOPLE.filter(({ id }) => id.startsWith('regional-'))) await grant(person);
    for (const [who, planId, territoryId] of [
      ['demo-leninsky-secretary', 'access-leninsky', LENINSKY],
      ['demo-osh-secretary', 'access-osh', 'KG-GO'],
    ] as const) {
      const draft = { territoryId, kind: 'LOCAL_JOINT', from: '2026-01-01', to: '2027-12-31' };
      const part = { planId, titles: { ru: planId }, directionId: 'access', reference: '1' };
      for (const [command, input] of [
        ['draftPlan', { ...draft, planId, titles: part.titles }],
        ['addDirection', { ...part, kind: 'LOCAL_PROBLEM' }],
        ['addTask', { ...part, taskId: 'access' }],
      ] as const)
        await asPerson(
          walked().api,
          who,
          `mutation ($input: ${command[0]!.toUpperCase()}${command.slice(1)}Input!) { ${command}(input: $input) {
            ... on Receipt { position } ... on Refusal { code } } }`,
          { input: { commandId: `${planId}-${command}`, ...input } },
        );
    }
    const { territories, indicators } = await asAuditor<{
      territories: { id: string; parentId: string | null }[];
      indicators: { nodes: { id: string; responsibleOrganisationId: string | null }[] };
    }>('{ territories { id parentId } indicators(first: 200) { nodes { id responsibleOrganisationId } } }');
    judge = judgeBy(new Map(territories.map(({ id, parentId }) => [id, parentId])));
    for (const name of Object.keys(LISTS)) whole.set(name, await listAs(walked().api, 'demo-auditor', name));
    const executors = new Map<string, string[]>();
    const measures = await asAuditor<{ measures: { nodes: Node[] } }>(
      '{ measures(first: 200) { nodes { planId responsibleOrganisationId coExecutors { id } } } }',
    );
    for (const { planId, responsibleOrganisationId, coExecutors } of measures.measures.nodes) {
      const ids = [responsibleOrganisationId!, ...(coExecutors as { id: string }[]).map(({ id }) => id)];
      executors.set(planId as string, [...(executors.get(planId as string) ?? []), ...ids]);
    }
    known = {
      answersFor: new Map(indicators.nodes.map(({ id, responsibleOrganisationId: by }) => [id, by])),
      plans: new Map(
        whole.get('plans')!.nodes.map(({ id, kind, territoryId }): [string, Row] => [
          id!,
          {
            ...{ territoryId, byTerritory: true, open: kind === 'NATIONAL' },
            organisationIds: executors.get(id!) ?? [],
          },
        ]),
      ),
    };
  }, 60_000);

  const seenOf = (name: string, person: Person) =>
    whole.get(name)!.nodes.filter((node) => judge.sees(person, LISTS[name]!.rowOf(node, known)));

  describe.each(Object.keys(LISTS))('of the list %s', (name) => {
    test.each(READERS)('$id sees what lies within the mandate, and totals of nothing else', async (person) => {
      const { nodes, totalCount, ...totals } = await listAs(walked().api, person.id, name);
      const expected = seenOf(name, person);
      expect(nodes).toEqual(expected);
      expect(totalCount).toBe(expected.length);
      expect(totals).toMatchObject(LISTS[name]!.totalsOf?.(expected) ?? {});
    });
  });

  test('somebody sees less than all of each list, and somebody more than nothing', () => {
    for (const name of Object.keys(LISTS)) {
      const counts = READERS.map((person) => seenOf(name, person).length);
      expect([name, new Set(counts).size > 1]).toEqual([name, true]);
    }
  });

  test.each(READERS)('as $id, a thing by its id is there exactly where the list has it', async (person) => {
    for (const [list, one] of [
      ['measures', 'measure'],
      ['submissions', 'submission'],
      ['plans', 'plan'],
    ] as const) {
      const ids = whole.get(list)!.nodes.map(({ id }) => id!);
      for (let from = 0; from < ids.length; from += 10) {
        const some = ids.slice(from, from + 10);
        const fields = some.map((id, i) => `n${i}: ${one}(id: ${JSON.stringify(id)}) { id }`);
        const { data, codes } = await ask(person, `{ ${fields.join(' ')} }`);
        expect(codes).toEqual([]);
        const seen = new Set(seenOf(list, person).map(({ id }) => id));
        expect(Object.values(data)).toEqual(some.map((id) => (seen.has(id) ? { id } : null)));
      }
    }
  });

  test.each(READERS)('as $id, what stands under a plan is seen with it', async (person) => {
    for (const [planId, row] of known.plans) {
      const { data, codes } = await ask(
        person,
        `query ($planId: ID!) { plan(id: $planId) { directions { id tasks { id } } } risks(planId: $planId) { id }
           amendments(planId: $planId) { id } planVersions(planId: $planId) { number }
           planDifference(planId: $planId, from: 0, to: 1) { to } unappliedChanges(planId: $planId) { measureId }
           direction(planId: $planId, id: "5.1") { id } task(planId: $planId, id: "5.1/2") { id }
           localContribution(planId: $planId) { taskId } }`,
        { planId },
      );
      expect(codes).toEqual([]);
      const sees = judge.sees(person, row);
      const isConcept = planId === CONCEPT;
      expect(data).toMatchObject({
        risks: { length: isConcept ? 5 : 0 },
        planVersions: { length: isConcept ? 2 : 0 },
        amendments: { length: isConcept ? 1 : 0 },
        planDifference: isConcept ? { to: 1 } : null,
        direction: isConcept ? { id: '5.1' } : null,
        task: isConcept ? { id: '5.1/2' } : null,
        plan: sees ? {} : null,
        localContribution: { length: sees ? (isConcept ? 42 : 1) : 0 },
      });
    }
  });

  test.each(READERS)('as $id, a cycle is the calendar’s and its reports are not', async (person) => {
    const query = '{ cycles { totalCount nodes { id submissions(first: 200) { id } } } }';
    type Cycles = { cycles: { totalCount: number; nodes: { id: string; submissions: { id: string }[] }[] } };
    const all = (await asAuditor<Cycles>(query)).cycles;
    const { data, codes } = await ask(person, query);
    expect(codes).toEqual([]);
    const seen = new Set(seenOf('submissions', person).map(({ id }) => id));
    const shown: Cycles['cycles'] = data['cycles']!;
    expect(shown).toEqual({
      ...all,
      nodes: all.nodes.map((cycle) => ({ ...cycle, submissions: cycle.submissions.filter(({ id }) => seen.has(id)) })),
    });
    // What is owed moves the revision and the last change of a cycle: they are for who sees all that is owed.
    const seesAll = judge.reaches(person, 'KG');
    for (const telling of [
      '{ cycles { nodes { revision } } }',
      '{ cycles(sort: LAST_CHANGE) { totalCount } }',
      '{ cycles(changedSince: "2020-01-01T00:00:00Z") { totalCount } }',
    ])
      expect([telling, [...new Set((await ask(person, telling)).codes)]]).toEqual([
        telling,
        seesAll ? [] : ['FORBIDDEN'],
      ]);
    const byObligation = await ask(person, '{ cycles(organisationId: "commission-osh-city") { totalCount } }');
    const knows = judge.sees(person, { territoryId: 'KG-GO', organisationIds: ['commission-osh-city'] });
    const found: Cycles['cycles'] = byObligation.data['cycles']!;
    expect(found.totalCount > 0).toBe(knows);
  });

  const { specifyWithin } = specifyCommands(walked);
  specifyFigures({ walked, ask, judge: () => judge, known: () => known });

  specifyFiles({ walked, judge: () => judge, known: () => known, seenOf, wholeOf: (name) => whole.get(name)!.nodes });
  specifyFollowing({ walked, seenOf });

  test('whoever reads no data is refused every question about them', () => {
    const questions = Object.entries(QUERIES).filter(([, subject]) => !['SELF', 'PROOF'].includes(subject));
    for (const person of PEOPLE.filter((each) => !READERS.includes(each)))
      expect(questions.filter(([query]) => findQueryRefusal(person, query) !== 'NOT_PERMITTED')).toEqual([]);
  });

  specifyWithin();
}
