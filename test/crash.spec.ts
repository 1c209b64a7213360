import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PgDatabase, sql } from '@baikoo/database';
import { findRunningPostgres } from '@baikoo/embedded-postgres';
import { PostgresEventStore } from '@baikoo/event-store';
import { embeddedAddresses } from '@baikoo/installation';
import { PostgresTiles, treeRoot, verifyRecord } from '@baikoo/proof';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Line, Load } from './support/load.js';
import { Program, stopLeftPostgres } from './support/program.js';

/** A limit for what hangs, not for what is slow. */
const PATIENCE_MS = 60_000;

/** Two clients each for the first two lines, so that decisions on one history also meet each other. */
const LINES: readonly Line[] = [
  { measureId: 'osh-patrols', lineId: 'local-2026' },
  { measureId: 'osh-patrols', lineId: 'local-2026' },
  { measureId: 'suzak-children', lineId: 'local-2026' },
  { measureId: 'suzak-children', lineId: 'local-2026' },
  { measureId: 'legal-review', lineId: 'republican-2026' },
  { measureId: 'victim-survey', lineId: 'donor-2025' },
];

const home = mkdtempSync(path.join(tmpdir(), 'baikoo-crash-'));
chmodSync(home, 0o755); // Else root's server could not enter and its data would go to /var/lib/baikoo.

let port: number;
let api: Program;
let projector: Program;
let databaseUrl: string;
let db: PgDatabase;
let load: Load;
let before: Map<string, number>;

/** Programs name themselves to PostgreSQL, so that it can say which of them leads. */
const startApi = () => new Program({ home, command: ['start'], environment: { PORT: String(port), PGAPPNAME: 'api' } });
const startProjector = () =>
  new Program({
    ...{ home, app: 'projector' },
    environment: { DATABASE_URL: databaseUrl, PGAPPNAME: 'projector', LOG_LEVEL: 'info' },
  });

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; !(await holds().catch(() => false)); await sleep(50))
    if (Date.now() > deadline) throw new Error(`It never came that ${what}.`);
}

const health = async (): Promise<{ http: number; status: string }> => {
  const answer = await fetch(`http://127.0.0.1:${port}/health`);
  return { http: answer.status, ...((await answer.json()) as { status: string }) };
};

/** The program that runs the read models of measures. */
async function leader(): Promise<string | undefined> {
  const [row] = await db.query<{ name: string }>(sql`
    select application_name as name from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and granted
      and (classid::bigint << 32) | objid::bigint = hashtextextended('baikoo leads measures', 0)`);
  return row?.name;
}

async function readModelsReach(position: bigint): Promise<void> {
  await until(`the read models reached ${position}`, async () => {
    const [row] = await db.query<{ reached: string }>(sql`select min(position) as reached from projection.checkpoint`);
    return BigInt(row!.reached) >= position;
  });
}

async function head(): Promise<bigint> {
  const [row] = await db.query<{ position: string }>(sql`select position from record.head`);
  return BigInt(row!.position);
}

/** What is allocated on the lines, by measure, as the read models say. */
async function allocated(): Promise<Map<string, number>> {
  const rows = await db.query<{ id: string; sum: string }>(
    sql`select measure_id as id, sum(allocated) as sum from read.measure_funding group by measure_id`,
  );
  return new Map(rows.map(({ id, sum }) => [id, Number(sum)]));
}

const postmasterPid = () =>
  Number(readFileSync(path.join(home, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const { port: free } = probe.address() as { port: number };
  await new Promise((closed) => probe.close(closed));
  return free;
}

beforeAll(async () => {
  port = await freePort();
  api = startApi();
  const url = await api.isReady();
  const running = (await findRunningPostgres(home))!;
  ({ databaseUrl } = embeddedAddresses(running));
  db = new PgDatabase(running);
  projector = startProjector();
  await projector.says(/Following the record/);
  before = await allocated();
  load = new Load(url, api.tokenOf('demo-secretariat'), LINES);
}, 180_000);

afterAll(async () => {
  await db?.close();
  await projector?.signal('SIGKILL');
  await api?.signal('SIGINT');
  await stopLeftPostgres(home);
  rmSync(home, { recursive: true, force: true });
}, 60_000);

describe.each([1, 2])('killed under load, round %i', () => {
  test('the API: another start goes on, and meanwhile the projector runs the read models', async () => {
    await load.goesOn(20);
    await api.signal('SIGKILL');
    await until('the projector leads', async () => (await leader()) === 'projector');
    await readModelsReach(await head());
    api = startApi();
    await api.isReady();
    expect(api.output).toMatch(/Taking over the PostgreSQL/);
    await load.goesOn(20);
  }, 90_000);

  test('the projector that leads: the API takes over and carries the read models on', async () => {
    expect(await leader()).toBe('projector');
    const killed = projector.signal('SIGKILL');
    const recordedBefore = await head();
    await killed;
    await until('the API leads', async () => (await leader()) === 'api');
    await load.goesOn(20);
    const recordedSince = await head();
    expect(recordedSince).toBeGreaterThan(recordedBefore);
    await readModelsReach(recordedSince);
    projector = startProjector();
    await projector.says(/Following the record/);
  }, 90_000);

  test('PostgreSQL: health says so, it is started again, and everybody goes on without a restart', async () => {
    await load.goesOn(20);
    const killed = postmasterPid();
    process.kill(killed, 'SIGKILL');
    await until('health says that the database is away', async () => (await health()).http === 503);
    await until('health says that it is back', async () => (await health()).http === 200);
    expect(postmasterPid()).not.toBe(killed);
    await load.goesOn(20);
    await readModelsReach(await head());
  }, 90_000);
});

describe('afterwards', () => {
  beforeAll(async () => {
    await load.stop();
    await readModelsReach(await head());
  }, 90_000);

  test('some commands had to be sent again, or nothing of this was tried', () =>
    expect(load.sentAgain).toBeGreaterThan(0));

  test('every acknowledged command is in the record once, where its receipt said, and nothing else is', async () => {
    const rows = await db.query<{ id: string; position: string }>(
      sql`select cause ->> 'commandId' as id, position from record.event where cause ->> 'commandId' like 'load-of-%'`,
    );
    const byId = (one: readonly string[], other: readonly string[]) => one[0]!.localeCompare(other[0]!);
    expect(rows.map(({ id, position }) => [id, position]).toSorted(byId)).toEqual(
      [...load.acknowledged].toSorted(byId),
    );
  });

  test('every acknowledged command has its effect once', async () => {
    const after = await allocated();
    for (const measureId of new Set(LINES.map((line) => line.measureId))) {
      const clients = LINES.flatMap((line, client) => (line.measureId === measureId ? [`load-of-${client}-`] : []));
      const sent = [...load.acknowledged.keys()].filter((id) => clients.some((client) => id.startsWith(client)));
      expect([measureId, after.get(measureId)]).toEqual([measureId, before.get(measureId)! + sent.length]);
    }
  });

  test('neither the log nor any of its histories has a gap', async () => {
    expect(
      await db.query(sql`
        select stream from record.event group by stream having min(revision) <> 1 or max(revision) <> count(*)`),
    ).toEqual([]);
    expect(
      await db.query(sql`
        select (min(position) = 1 and max(position) = count(*) and max(position) = (select position from record.head)) as whole
        from record.event`),
    ).toEqual([{ whole: true }]);
  });

  test('the tree that was kept is that of the record, hashed once more, and health says how far it goes', async () => {
    const tiles = new PostgresTiles(db);
    expect(await tiles.caughtUp(await head(), { timeoutMs: PATIENCE_MS })).toBe(true);
    const { size, root } = await verifyRecord(new PostgresEventStore(db), { checkpoints: [] });
    expect(await tiles.head()).toEqual({ size, position: await head() });
    expect((await treeRoot(size, tiles)).equals(root)).toBe(true);
    expect(await health()).toMatchObject({ proof: { size, position: String(size), behind: 0 } });
  }, 90_000);

  test('every read model is what the record says', async () => {
    const verified = new Program({ home, command: ['verify'] });
    expect([await verified.ended, verified.output]).toEqual([
      0,
      expect.stringMatching(/Every read model is what the record says/),
    ]);
  }, 60_000);
});
