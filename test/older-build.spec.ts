import { aCause } from '@baikoo/event-store/testing';
import type { MandateEvent, OrganisationEvent } from '@baikoo/identity';
import { openInstallation } from '@baikoo/installation';
import { waitForProjections } from '@baikoo/projections';
import type { PlanEvent } from '@baikoo/plans';
import type { TerritoryEvent } from '@baikoo/territories';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type RunningApi, startApi } from './support/running-api.js';

const territory: TerritoryEvent = {
  type: 'TerritoryRegistered',
  data: {
    ...{ territoryId: 'KG', kind: 'COUNTRY', parentId: null, soate: '41700000000000', iso: 'KG' },
    ...{ names: { en: 'Kyrgyz Republic' }, population: null, source: { title: 'illustrative', reference: null } },
  },
};
const organisation: OrganisationEvent = {
  type: 'OrganisationRegistered',
  data: {
    ...{ organisationId: 'secretariat', kind: 'COUNCIL_SECRETARIAT', names: { en: 'Secretariat' } },
    ...{ territoryId: 'KG', illustrative: true },
  },
};
const mandate: MandateEvent = {
  type: 'MandateGranted',
  data: {
    ...{ mandateId: 'm', personId: 'demo-secretariat', role: 'COUNCIL_SECRETARIAT', organisationId: 'secretariat' },
    ...{ territoryId: 'KG', from: '2022-01-01', to: null },
  },
};
const drafted: PlanEvent = {
  type: 'PlanDrafted',
  data: {
    ...{ planId: 'p', kind: 'NATIONAL', territoryId: 'KG', titles: { en: 'A plan' } },
    ...{ from: '2026-01-01', to: '2028-12-31', source: null },
  },
};
/** What a newer build may write one day: a type that this one lacks, and a newer version of one that it has. */
const ofANewerBuild = [
  { type: 'PlanMerged', data: { intoPlanId: 'q' } },
  { type: 'TaskAdded', schemaVersion: 2, data: { planId: 'p', taskId: 't', directionId: 'd', weight: '0.5' } },
];

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ firstData: false });
  const { store } = api.installation;
  await store.append('territory-KG', 0, [territory], aCause());
  await store.append('organisation-secretariat', 0, [organisation], aCause());
  await store.append('mandate-m', 0, [mandate], aCause());
  await store.append('plan-p', 0, [drafted], aCause());
  const { position } = await store.recorded.append('plan-p', 1, ofANewerBuild, aCause());
  // Appended past the gateway, which would have waited: the mandate must be in force before anybody asks.
  expect(await waitForProjections(api.installation.db, position, 20_000)).toBe(true);
}, 120_000);
afterAll(() => api?.close());

const ask = (query: string, language?: string) => api.ask('demo-secretariat', query, {}, language);
async function trail(kind: string, id: string): Promise<readonly object[]> {
  const entries = 'nodes { what known data changes { field } }';
  const { data } = await ask(`{ auditTrail(kind: ${kind}, id: "${id}") { ${entries} } }`);
  return (data as { auditTrail: { nodes: readonly object[] } }).auditTrail.nodes;
}
const addDirection = (planId: string) => `mutation { addDirection(input: {
  commandId: "direction-of-${planId}", planId: "${planId}", directionId: "d", kind: COMPONENT, reference: "1",
  titles: { en: "A direction" } }) { ... on Receipt { revision } ... on Refusal { code } } }`;

describe('a build that is older than the record', () => {
  test('shows in the audit trail what it does not know, and says that it cannot tell what it changed', async () => {
    expect(await trail('PLAN', 'p')).toMatchObject([
      { what: 'Plan drafted', known: true },
      { what: 'PlanMerged', known: false, data: '{"intoPlanId":"q"}', changes: [] },
      { what: 'Task added to the draft', known: false, changes: [] },
    ]);
    // A fact that names no direction may be about any of them; one that names another is not about this.
    const [merged, added] = [{ what: 'PlanMerged' }, { what: 'Task added to the draft' }];
    expect(await trail('DIRECTION', 'p/d')).toMatchObject([merged, added]);
    expect(await trail('DIRECTION', 'p/other')).toMatchObject([merged]);
  });

  test.each([
    ['en', /older than what the record holds/],
    ['ru', /старее того, что уже есть в журнале/],
    ['ky', /журналдагы маалыматтан эски/],
  ])(
    'decides nothing on such a history, and says in %s that the command may be sent again',
    async (language, words) => {
      const { errors } = await ask(addDirection('p'), language);
      expect(errors).toMatchObject([
        { message: expect.stringMatching(words), extensions: { code: 'SERVICE_UNAVAILABLE' } },
      ]);
      expect(await api.installation.store.head()).toBe(6n);
    },
  );

  test('warns its operator once of each type and version, and keeps count of what it read', async () => {
    const warnings: string[] = [];
    const another = await openInstallation(
      api.installation.configuration,
      () => {},
      (message) => warnings.push(message),
    );
    try {
      await another.store.readLog(0n, 100);
      await another.store.read('plan-p');
      expect(warnings).toEqual([
        expect.stringMatching(/PlanMerged version 1, first met as event [-0-9a-f]{36} at position 5 of plan-p/),
        expect.stringMatching(/TaskAdded version 2, first met as event [-0-9a-f]{36} at position 6 of plan-p/),
      ]);
      expect(another.store.unknownShapes.map(({ timesRead }) => timesRead)).toEqual([2, 2]);
    } finally {
      await another.close();
    }
  });

  test('goes on with everything else', async () => {
    const draft = `mutation { draftPlan(input: { commandId: "draft-plan-q", planId: "q", kind: NATIONAL, territoryId: "KG",
      titles: { en: "Another" }, from: "2026-01-01", to: "2028-12-31" }) {
      ... on Receipt { revision upToDate } ... on Refusal { code message } } }`;
    expect((await ask(draft)).data).toEqual({ draftPlan: { revision: 1, upToDate: true } });
    expect((await ask(addDirection('q'))).data).toEqual({ addDirection: { revision: 2 } });
  });
});
