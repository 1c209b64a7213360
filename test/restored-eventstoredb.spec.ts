import { randomUUID } from 'node:crypto';
import { CommandBus } from '@nestjs/cqrs';
import { identifier, sql } from '@baikoo/database';
import type { TestDatabase } from '@baikoo/database/testing';
import { type ProtocolStandIn, startProtocolStandIn } from '@baikoo/event-store/testing';
import { firstData, INSTALLATION, installationCause } from '@baikoo/first-data';
import { checkpointBookOf, notaryOf, readSigners } from '@baikoo/installation';
import { waitForProjections } from '@baikoo/projections';
import {
  PostgresCheckpointBook,
  PostgresTiles,
  proveConsistency,
  type PublishedCheckpoint,
  readVerifier,
  treeRoot,
  verifierText,
  verifyConsistency,
  verifyProof,
  verifyRecord,
} from '@baikoo/proof';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type RunningApi, startApi } from './support/running-api.js';

/**
 * EventStoreDB alone was restored from an older copy, here in the protocol stand-in: what the program then does, and the
 * way out of docs/proof.md. It shows what our program makes of such a log, not how a server is restored.
 */
let standIn: ProtocolStandIn;
let before: RunningApi;
let after: RunningApi;
/** The newest checkpoint from before the loss; that over the older copy, how many events it holds, and where it ends. */
let signed: PublishedCheckpoint;
let kept: PublishedCheckpoint;
let copied: number;
let copy: bigint;

const NEEDED = new Set([
  ...['territory:KG', 'territory:KG-GB', 'territory:41711201000000'],
  ...['organisation:commission-leninsky', 'organisation:audit-parliament', 'organisation:council-secretariat'],
  ...['mandate:leninsky-secretary', 'mandate:auditor', 'mandate:secretariat'],
]);

async function loadRegisters({ server, installation }: RunningApi): Promise<void> {
  const bus = server.app.get(CommandBus, { strict: false });
  for (const { entries } of (await firstData(true)).slice(0, 3)) {
    for (const { id, message } of entries.filter((entry) => NEEDED.has(entry.id)))
      await bus.execute(
        message({ by: INSTALLATION, at: new Date().toISOString() }, installationCause(id, 'first-data', 'A walk.')),
      );
    await waitForProjections(installation.db, await installation.store.head(), 30_000);
  }
}

const draft = (api: RunningApi, commandId: string, planId: string) =>
  api.ask(
    'demo-leninsky-secretary',
    `mutation ($input: DraftPlanInput!) { it: draftPlan(input: $input) {
       ... on Receipt { revision } ... on Refusal { code } } }`,
    {
      input: {
        ...{ commandId, planId, kind: 'LOCAL_JOINT', territoryId: '41711201000000' },
        ...{ titles: { ru: 'Совместный план' }, from: '2027-01-01', to: '2027-12-31' },
      },
    },
  );

const health = async (api: RunningApi) => {
  const answer = await fetch(`${api.url}/health`);
  return { status: answer.status, said: (await answer.json()) as object };
};

/** What an act says of the keys that sign. */
async function decide(
  api: RunningApi,
  mutation: 'adoptSigningKey' | 'rotateSigningKey',
  input: { vkey: string; formerKey?: string },
) {
  const type = mutation === 'adoptSigningKey' ? 'AdoptSigningKeyInput' : 'RotateSigningKeyInput';
  const act = { titles: { ru: 'Решение (пример)' }, number: '5' };
  const { data } = await api.ask(
    'demo-secretariat',
    `mutation ($input: ${type}!) { it: ${mutation}(input: $input) {
       ... on Receipt { position } ... on Refusal { code } } }`,
    { input: { commandId: `${mutation}-${randomUUID()}`, why: 'A walk.', act, ...input } },
  );
  return (data as { it: object }).it;
}

/** Signs on schedule, as the program itself does each half-minute. */
const tick = ({ installation }: RunningApi) => {
  const parts = { tree: new PostgresTiles(installation.db), book: checkpointBookOf(installation) };
  return notaryOf(installation, parts, () => {}).tick();
};

/** Signs all that is recorded by now. */
async function sign({ installation }: RunningApi): Promise<PublishedCheckpoint> {
  const parts = { tree: new PostgresTiles(installation.db), book: checkpointBookOf(installation) };
  expect(await parts.tree.caughtUp(await installation.store.head(), { timeoutMs: 30_000 })).toBe(true);
  const signing = await notaryOf(installation, parts, () => {}).sign();
  if (!('newest' in signing)) throw new Error(JSON.stringify(signing));
  return signing.newest;
}

/** Takes the data of a schema over, and where its numbers have got to: as `pg_dump --data-only` and `psql` do. */
async function takeOver(schema: string, from: TestDatabase, to: TestDatabase): Promise<void> {
  const tables = await from.owner.query<{ name: string; numbered: string | null }>(sql`
    select relname as name, (select attname from pg_attribute where attrelid = pg_class.oid and attidentity <> '') as numbered
    from pg_class where relnamespace = ${schema}::regnamespace and relkind = 'r'`);
  for (const { name, numbered } of tables) {
    const table = sql`${identifier(schema)}.${identifier(name)}`;
    const [data] = await from.owner.query<{ rows: string }>(
      sql`select coalesce(json_agg(each), '[]')::text as rows from ${table} as each`,
    );
    await to.owner.query(sql`
      insert into ${table} overriding system value
      select * from json_populate_recordset(null::${table}, ${data!.rows}::json) on conflict do nothing`);
    if (numbered)
      await to.owner.query(sql`
        select setval(pg_get_serial_sequence(${`${schema}.${name}`}, ${numbered}), max(${identifier(numbered)})) from ${table}`);
  }
}

beforeAll(async () => {
  standIn = await startProtocolStandIn();
  before = await startApi({ firstData: false, eventStoreUrl: standIn.url });
  await loadRegisters(before);
  await draft(before, 'the-walk-1', 'leninsky-2027');
  const { data: person } = await before.ask(
    'demo-secretariat',
    `mutation { it: recordPerson(input: { commandId: "the-walk-2", personId: "demo-auditor", names: { en: "A. Example" },
       officePhone: "000" }) { ... on Receipt { revision } ... on Refusal { code message } } }`,
  );
  expect(person).toMatchObject({ it: { revision: 1 } });
  expect((await draft(before, 'the-walk-3', 'leninsky-2027')).data).toMatchObject({ it: { code: expect.any(String) } });
  const vkey = verifierText(readSigners(before.installation.configuration).signer);
  expect(await decide(before, 'adoptSigningKey', { vkey })).toHaveProperty('position');
  copy = await before.installation.store.head();
  kept = await sign(before);
  copied = kept.size;
  await draft(before, 'the-walk-4', 'leninsky-2028');
  signed = await sign(before);
  standIn.stop();
  standIn.log.restoreTo(copy);
  await standIn.open();
}, 120_000);
afterAll(async () => {
  await after?.close();
  await before?.close();
  standIn.stop();
});

describe('EventStoreDB alone restored from an older copy', () => {
  test('is refused by the program whose database knows more: it is not ready, and takes no command', async () => {
    expect(await health(before)).toMatchObject({ status: 503, said: { ready: false, status: 'DOWN', record: 'DOWN' } });
    expect((await draft(before, 'the-walk-5', 'leninsky-2029')).errors).toMatchObject([
      { extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
  });

  test('leaves that database as the evidence: every checkpoint, and what lies between them', async () => {
    const tiles = new PostgresTiles(before.installation.db);
    expect((await treeRoot(signed.size, tiles)).equals(signed.root)).toBe(true);
    const consistency = await before.ask(
      'demo-auditor',
      `{ consistencyProof(from: ${copied}, to: ${signed.size}) {
           from { size root checkpoint { note } } to { size root checkpoint { note } } hashes } }`,
    );
    const keys = (await new PostgresCheckpointBook(before.installation.db).keys()).map(({ vkey }) =>
      readVerifier(vkey),
    );
    expect(verifyProof(consistency, { keys, kept: [signed.note] }).conclusion).toBe('GOOD');
  });

  describe('and a new database under a new name, with what is not in the log taken over', () => {
    let again: PublishedCheckpoint;
    beforeAll(async () => {
      after = await startApi({
        ...{ firstData: false, eventStoreUrl: standIn.url },
        settings: { PROOF_ORIGIN: 'baikoo-demo/after-the-loss' },
      });
      for (const schema of ['audit', 'people']) await takeOver(schema, before.database, after.database);
      await waitForProjections(after.installation.db, await after.installation.store.head(), 30_000);
    }, 60_000);

    test('has all that the copy holds, builds the read models from it, and goes on', async () => {
      expect(await after.installation.store.head()).toBe(copy);
      expect(await health(after)).toMatchObject({ status: 200, said: { ready: true } });
      const plans = async () => (await after.ask('demo-leninsky-secretary', '{ plans { nodes { id } } }')).data;
      expect(await plans()).toEqual({ plans: { nodes: [{ id: 'leninsky-2027' }] } });
      expect((await draft(after, 'the-walk-6', 'leninsky-2030')).data).toMatchObject({ it: { revision: 1 } });
    });

    test('knows the refused attempts from before, and the people', async () => {
      const { data } = await after.ask(
        'demo-auditor',
        '{ trail(filter: { outcomes: [REFUSED] }) { nodes { commandId } } }',
      );
      expect(data).toEqual({ trail: { nodes: [{ commandId: 'the-walk-3' }] } });
      const { data: person } = await after.ask('demo-secretariat', '{ person(id: "demo-auditor") { names { en } } }');
      expect(person).toEqual({ person: { names: { en: 'A. Example' } } });
    });

    test('signs nothing by a key of the new name, until an act says that the one of the old name is lost', async () => {
      const vkey = verifierText(readSigners(after.installation.configuration).signer);
      await tick(after);
      expect(JSON.stringify(await health(after))).toMatch(/"status":"DEGRADED".*KEY_NOT_RECORDED/);
      expect(await decide(after, 'adoptSigningKey', { vkey })).toEqual({ code: 'SIGNING_KEY_ADOPTED' });
      expect(await decide(after, 'rotateSigningKey', { vkey, formerKey: 'HANDS_OVER' })).toEqual({
        code: 'KEY_OF_ANOTHER_LOG',
      });
      expect(await decide(after, 'rotateSigningKey', { vkey, formerKey: 'LOST' })).toHaveProperty('position');
      again = await sign(after);
      expect(again).toMatchObject({ origin: 'baikoo-demo/after-the-loss', key: vkey });
      await tick(after);
      expect(await health(after)).toMatchObject({ status: 200, said: { ready: true, status: 'UP' } });
    });

    test('continues what old checkpoints had signed, up to the loss: whoever kept them sees where it lies', async () => {
      expect(again.size).toBeGreaterThan(copied);
      const goesOn = await proveConsistency(copied, again.size, new PostgresTiles(after.installation.db));
      expect(verifyConsistency({ from: kept, to: again, proof: goesOn })).toBe(true);
      const old = new PostgresTiles(before.installation.db);
      const proof = await proveConsistency(copied, signed.size, old);
      expect(verifyConsistency({ from: kept, to: signed, proof })).toBe(true);
      const found = await verifyRecord(after.installation.store.recorded, { checkpoints: [kept, signed, again] });
      expect(found.broken).toMatchObject([{ size: signed.size }]);
      expect(found.wrong).toEqual({ start: copied, end: signed.size });
    });
  });
});
