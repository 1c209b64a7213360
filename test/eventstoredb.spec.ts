import { CommandBus } from '@nestjs/cqrs';
import { sql } from '@baikoo/database';
import { type ProtocolStandIn, startProtocolStandIn } from '@baikoo/event-store/testing';
import { firstData, INSTALLATION, installationCause } from '@baikoo/first-data';
import { ConfigurationError, openInstallation } from '@baikoo/installation';
import { waitForProjections } from '@baikoo/projections';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type RunningApi, startApi } from './support/running-api.js';

/** An installation whose record is in EventStoreDB: here in the protocol stand-in, which proves how it is used. */
let standIn: ProtocolStandIn;
let api: RunningApi;

const NEEDED = new Set([
  ...['territory:KG', 'territory:KG-GB', 'territory:41711201000000'],
  ...['organisation:commission-leninsky', 'organisation:audit-parliament'],
  ...['mandate:leninsky-secretary', 'mandate:auditor'],
]);

/** What is needed of the registers for two people to act. */
async function loadRegisters(): Promise<void> {
  const bus = api.server.app.get(CommandBus, { strict: false });
  for (const { entries } of (await firstData(true)).slice(0, 3)) {
    for (const { id, message } of entries.filter((entry) => NEEDED.has(entry.id)))
      await bus.execute(
        message({ by: INSTALLATION, at: new Date().toISOString() }, installationCause(id, 'first-data', 'A walk.')),
      );
    await waitForProjections(api.installation.db, await api.installation.store.head(), 30_000);
  }
}

beforeAll(async () => {
  standIn = await startProtocolStandIn();
  api = await startApi({ firstData: false, eventStoreUrl: standIn.url });
  await loadRegisters();
}, 120_000);
afterAll(async () => {
  await api?.close();
  standIn.stop();
});

const SECRETARY = 'demo-leninsky-secretary';

const draft = (commandId: string, planId: string) =>
  api.ask(
    SECRETARY,
    `mutation ($input: DraftPlanInput!) { it: draftPlan(input: $input) {
       ... on Receipt { stream revision position upToDate } ... on Refusal { code } } }`,
    {
      input: {
        ...{ commandId, planId, kind: 'LOCAL_JOINT', territoryId: '41711201000000' },
        ...{ titles: { ru: 'Совместный план' }, from: '2027-01-01', to: '2027-12-31' },
      },
    },
  );

const plans = async (directive = '') =>
  (await api.ask(SECRETARY, `query ${directive} { plans { nodes { id } } }`)).data;

describe('an installation on EventStoreDB', () => {
  test('keeps every fact in its log, and none in PostgreSQL', async () => {
    const facts = standIn.log.events.filter(({ stream }) => !stream.startsWith('$'));
    expect(facts).toHaveLength(NEEDED.size);
    expect(await api.installation.store.readLog(0n, 1_000)).toHaveLength(facts.length);
    expect(await api.installation.db.query(sql`select 1 from record.event`)).toEqual([]);
  });

  test('takes a command over HTTP, answers with what it did, once, and as of before', async () => {
    const before = await api.installation.store.head();
    const { data } = await draft('the-walk-1', 'leninsky-2027');
    expect(data).toMatchObject({ it: { stream: 'plan-leninsky-2027', revision: 1, upToDate: true } });
    expect((await draft('the-walk-1', 'leninsky-2027')).data).toEqual(data);
    expect(await plans()).toEqual({ plans: { nodes: [{ id: 'leninsky-2027' }] } });
    expect(await plans(`@asOf(position: "${before}")`)).toEqual({ plans: { nodes: [] } });
    const { data: trail } = await api.ask(
      'demo-auditor',
      '{ auditTrail(kind: PLAN, id: "leninsky-2027") { nodes { position actorId } } }',
    );
    const { position } = (data as { it: { position: string } }).it;
    expect(trail).toMatchObject({ auditTrail: { nodes: [{ position, actorId: SECRETARY }] } });
  });

  test('goes on after its connections were cut', async () => {
    await standIn.restart();
    expect((await draft('the-walk-2', 'leninsky-2028')).data).toMatchObject({ it: { revision: 1, upToDate: true } });
  });

  test('says that the record is away, takes no commands then, and is there again when it is', async () => {
    standIn.stop();
    try {
      const [health, { errors }] = await Promise.all([
        fetch(`${api.url}/health`),
        draft('the-walk-3', 'leninsky-2029'),
      ]);
      expect(health.status).toBe(503);
      expect(await health.json()).toEqual({ ready: false, status: 'DOWN', database: 'UP', record: 'DOWN' });
      expect(errors).toMatchObject([{ extensions: { code: 'SERVICE_UNAVAILABLE' } }]);
      // What read models know needs no record.
      expect(await plans()).toMatchObject({
        plans: { nodes: [{ id: 'leninsky-2027' }, { id: 'leninsky-2028' }] },
      });
    } finally {
      await standIn.open();
    }
    expect((await draft('the-walk-3', 'leninsky-2029')).data).toMatchObject({ it: { revision: 1 } });
    expect(await (await fetch(`${api.url}/health`)).json()).toMatchObject({ database: 'UP' });
  });

  test('is not opened on another record than the one that it began with', async () => {
    const { configuration } = api.installation;
    const elsewhere = openInstallation({ ...configuration, eventStoreUrl: undefined });
    await expect(elsewhere).rejects.toBeInstanceOf(ConfigurationError);
    await expect(elsewhere).rejects.toThrow(/EVENTSTORE_URL is not set/);
  });
});
